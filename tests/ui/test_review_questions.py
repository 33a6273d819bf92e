"""Who decides a review, asked while the caller is on the line: the answer is live, and what is answered is never lost."""

from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from typing import Any

import pytest
from textual.pilot import Pilot
from textual.widgets import Static

from casework.organisations import Organisation, organisations
from casework.review_body import Decision, for_us
from casework.review_judgement import TITLES
from casework.review_questions import no_rights, questions
from screens.review_questions import ReviewQuestions
from screens.themes import DARK, LIGHT
from tests.ui.driver import screen_text, settle
from tests.ui.hosts import HOSTILE, Host

ALL_NO = dict.fromkeys(questions(), "no")
KENT = organisations()["kent"]
NCA = organisations()["national-crime-agency"]
COMMISSIONER = organisations()["police-and-crime-commissioner"]
BTP = next(body for body in organisations().values() if body.name == "British Transport Police")
LONGEST = max(organisations().values(), key=lambda body: len(body.name))
SIZES = [(60, 15), (80, 24), (140, 40)]


@dataclass
class Asked:
    """Somebody answering."""

    app: Host
    pilot: Pilot[Any]
    dialogue: ReviewQuestions
    given: list[Mapping[str, str] | None]

    async def press(self, *keys: str) -> None:
        for key in keys:
            await self.pilot.press(key)
            await settle(self.pilot)

    @property
    def screen(self) -> str:
        return screen_text(self.app)

    @property
    def read(self) -> str:
        """The screen without borders, scrollbars and line breaks, so that a wrapped sentence is whole."""
        return " ".join(" ".join(line.strip("│ ▁▂▃▄▅▆▇█") for line in self.screen.splitlines()).split())

    def shows(self, *words: str) -> None:
        missing = [each for each in words if each not in self.read]
        assert not missing, f"{missing} not on the screen:\n{self.screen}"

    def hides(self, *words: str) -> None:
        found = [each for each in words if each in self.read]
        assert not found, f"{found} on the screen:\n{self.screen}"


@asynccontextmanager
async def asking(
    answers: Mapping[str, str] | None = None,
    authority: Organisation | None = None,
    size: tuple[int, int] = (80, 24),
    theme: str = DARK,
) -> AsyncIterator[Asked]:
    """The dialogue open over something."""
    app = Host(Static("beneath"), theme=theme)
    given: list[Mapping[str, str] | None] = []
    async with app.run_test(size=size) as pilot:
        dialogue = ReviewQuestions(answers or {}, authority)
        app.push_screen(dialogue, given.append)
        await settle(pilot)
        yield Asked(app, pilot, dialogue, given)


async def test_it_starts_by_asking_for_the_letter() -> None:
    async with asking() as it:
        it.shows("▸ 1 Was the complaint handled by a local policing body", "? Not known yet: ask for the outcome letter")
        it.shows("Say: Please could you find your outcome letter", "Check: Ask which authority handled it")
        it.shows("The force is not named yet", "esc close, answers kept")


async def test_one_yes_makes_it_ours() -> None:
    async with asking(authority=KENT) as it:
        await it.press("down", "y")
        it.shows("[● Yes]", "✓ For us: the IOPC decides this review", "Say: Your review is for us, the Independent Office")
        it.shows("Why: The complaint is about a senior officer", "Now: Open the review here.", "Handled by Kent")
        await it.press("n")
        it.shows("? Not known yet")
        it.hides("For us: the IOPC")


async def test_all_no_makes_it_the_local_policing_bodys() -> None:
    async with asking(authority=KENT) as it:
        for _each in questions():
            await it.press("n", "down")
        it.shows("→ Not for us: the local policing body decides this review")
        it.shows("Say: Your review is for the local policing body for Kent Police, such as a police and crime commissioner")
        it.shows("Now: Forward the application to the local policing body for Kent Police")
        await it.press("escape")
        assert it.given == [ALL_NO]


async def test_the_arrows_within_a_choice_and_the_letter_for_not_known_answer_too() -> None:
    async with asking() as it:
        await it.press("left")
        assert it.dialogue.answers == {"policing-body": "no"}
        await it.press("left")
        assert it.dialogue.answers == {"policing-body": "yes"}
        await it.press("k")
        assert it.dialogue.answers == {}


async def test_the_national_crime_agency_is_outside_the_test() -> None:
    async with asking({"senior-officer": "yes"}, NCA) as it:
        it.shows("! The test does not apply: leave these questions", "Say: Complaints about the National Crime Agency")
        it.hides("Counts as", "For us: the IOPC")
        await it.press("pagedown", "pagedown")
        it.shows("Why: The test does not apply to the National Crime Agency")


async def test_what_the_authority_answers_by_itself_is_said() -> None:
    async with asking(authority=KENT) as it:
        it.shows("→ Counts as no: a police force handled it.")
        await it.press("n")
        it.hides("Counts as")
    async with asking(authority=COMMISSIONER) as it:
        it.shows("→ Counts as yes: a local policing body handled it.", "✓ For us")
    async with asking(authority=BTP) as it:
        it.hides("Counts as")


async def test_what_the_letter_names_counts() -> None:
    async with asking(ALL_NO, KENT) as it:
        it.shows("▸ Which body does the outcome letter name for the review?", "→ Not for us")
        await it.press("i")
        it.shows("! To check: the letter and the answers do not agree", "Keep it here and do not forward it.")
        it.shows("Check: The outcome letter and the test do not agree.")
        await it.press("l")
        it.shows("→ Not for us", "[● Local policing body]")
        await it.press("ctrl+s")
        assert it.given == [ALL_NO | {"letter-names": "local policing body"}]


@pytest.mark.parametrize("place", range(len(no_rights())))
async def test_a_reason_for_no_right_of_review_settles_it(place: int) -> None:
    wanted = list(no_rights())[place]
    async with asking(authority=KENT) as it:
        await it.press(*["down"] * (len(questions()) + 1 + place), "y")
        it.shows(no_rights()[wanted].question, "✗ No right of review", f"Say: {no_rights()[wanted].say}")
        await it.press("escape")
        assert it.given == [{"no-right": wanted}]


async def test_only_one_reason_for_no_right_is_given() -> None:
    first, second, *_ = no_rights()
    async with asking({"no-right": first}, size=(140, 40)) as it:
        await it.press(*["down"] * (len(questions()) + 2), "y")
        assert it.dialogue.answers == {"no-right": second}
        await it.press("n")
        assert it.dialogue.answers == {}


@pytest.mark.parametrize("key", ["ctrl+s", "escape"])
async def test_however_it_is_closed_it_gives_what_is_answered(key: str) -> None:
    async with asking({"referred": "no", "letter-names": "IOPC"}) as it:
        await it.press("n", "down", "y", "down", "k", key)
        assert it.given == [{"policing-body": "no", "senior-officer": "yes", "referred": "no", "letter-names": "IOPC"}]


async def test_nothing_answered_gives_an_empty_mapping() -> None:
    async with asking() as it:
        await it.press("escape")
        assert it.given == [{}]


async def test_opened_again_it_shows_the_answers_and_goes_on_where_it_was_left() -> None:
    answers = {"policing-body": "no", "senior-officer": "yes", "letter-names": "IOPC", "no-right": "not-eligible"}
    async with asking(answers, size=(140, 40)) as it:
        it.shows("[● No] Not (k)nown", "[● Yes] (N)o", "▸ 3 Going by the complaint alone", "[● IOPC]", "✗ No right of review")
        await it.press("ctrl+s")
        assert it.given == [answers]


async def test_texts_that_are_no_answers_count_as_not_known() -> None:
    strange = {"policing-body": "perhaps", "gone": "yes", "letter-names": "the Home Office", "no-right": "whim", "referred": ""}
    async with asking(strange) as it:
        it.shows("? Not known yet")
        await it.press("escape")
        assert it.given == [{}]


async def test_the_keys_stop_at_the_ends_and_enter_goes_on() -> None:
    async with asking() as it:
        await it.press("up")
        it.shows("▸ 1 Was")
        await it.press("enter", "tab", "shift+tab")
        it.shows("▸ 2 Is the complaint")
        await it.press(*["down"] * 20)
        it.shows(f"▸ {list(no_rights().values())[-1].question}")
        await it.press("tab")
        it.shows("▸ Answer")


async def test_the_page_keys_read_the_answer_while_a_question_keeps_the_focus() -> None:
    async with asking() as it:
        it.hides("If the appropriate authority is itself")
        it.shows("Answer, page keys scroll")
        await it.press("pagedown", "pagedown")
        it.shows("▸ 1 Was", "On 1: If the appropriate authority is itself a local policing body", "regulation 32, SI 2020/2")
        await it.press("y")
        it.shows("✓ For us: the IOPC decides this review")
        await it.press("pagedown", "pageup")
        it.shows("✓ For us: the IOPC decides this review")


async def test_why_the_question_in_hand_is_asked_follows_it() -> None:
    async with asking({"policing-body": "yes"}, size=(140, 40)) as it:
        it.shows("On 2: If the complaint is about a senior officer")
        await it.press("down")
        it.shows("On 3: It is for us unless the authority could satisfy itself")
        it.hides("On 2:")
        await it.press(*["down"] * 5)
        it.hides("On 7:")


async def test_the_sentence_to_read_out_is_copied() -> None:
    async with asking(authority=KENT) as it:
        await it.press("down", "y", "ctrl+y")
        assert it.app.clipboard == for_us({"senior-officer": "yes"}, KENT).say
        it.shows("Sent to the clipboard: what to say to the caller.", "▸ 2")


@pytest.mark.parametrize(
    ("size", "theme", "authority"),
    [
        *((size, DARK, LONGEST) for size in SIZES),
        *((size, LIGHT, replace(KENT, name="Long " * 40)) for size in (SIZES[0], SIZES[-1])),
        (SIZES[0], LIGHT, None),
    ],
    ids=str,
)
async def test_it_is_whole_at_any_size(size: tuple[int, int], theme: str, authority: Organisation | None) -> None:
    async with asking(authority=authority, size=size, theme=theme) as it:
        for question in questions().values():
            it.shows(f"▸ {question.number} {question.question}", "? Not known yet", "Say: Please", "esc close, answers kept")
            assert max(len(line) for line in it.screen.splitlines()) <= size[0]
            assert len(it.screen.splitlines()) == size[1]
            assert it.dialogue.focused is not None
            assert it.dialogue.can_view_entire(it.dialogue.focused)
            await it.press("down")
        it.shows("▸ Which body does the outcome letter name for the review?", "(I)OPC (L)ocal policing body [● Not known]")
        for reason in no_rights().values():
            await it.press("down")
            it.shows(f"▸ {reason.question} (Y)es [● No, or not known]")
        await it.press("ctrl+y")
        it.shows("Sent to the clipboard", "? Not known yet", "esc close")


async def test_at_a_small_terminal_two_questions_and_five_lines_of_the_answer_stand_at_once() -> None:
    async with asking(authority=KENT) as it:
        for place, question in enumerate(list(questions().values())[:-1]):
            shown = [each for each in questions().values() if f"{each.number} {each.question}" in it.read]
            assert question in shown, place
            assert len(shown) >= 2, it.screen
            lines = it.screen.splitlines()
            title = next(number for number, line in enumerate(lines) if "─Answer" in line)
            assert sum(bool(line.strip("│ ")) for line in lines[title + 1 : -2]) >= 5
            await it.press("down")


async def test_a_change_of_size_keeps_the_question_in_hand_in_sight() -> None:
    async with asking(size=(140, 40)) as it:
        await it.press(*["down"] * 6, "y")
        for size in (*SIZES, *reversed(SIZES)):
            await it.pilot.resize_terminal(*size)
            await settle(it.pilot)
            it.shows(f"▸ 7 {list(questions().values())[6].question} [● Yes]", "✓ For us")


@pytest.mark.parametrize("text", HOSTILE)
async def test_a_hostile_name_is_only_text(text: str) -> None:
    async with asking(authority=replace(KENT, name=text)) as it:
        it.shows("Counts as no", "▸ 1 Was")
        await it.press("down", "y")
        it.shows("✓ For us")
        assert "\x1b" not in it.screen


BY_DECISION = {for_us({}, body).decision: body for body in organisations().values()}
"""A body for each decision that an application without an answer may come to."""


@pytest.mark.parametrize("decision", BY_DECISION)
async def test_every_decision_has_its_headline(decision: Decision) -> None:
    async with asking(authority=BY_DECISION[decision]) as it:
        it.shows(TITLES[decision])
