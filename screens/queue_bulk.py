"""Changing the chosen cases of the queue in one go: a note, a step, a pause, the priority, the tags."""

from collections.abc import Callable, Mapping
from functools import partial

from textual import work

from casework.kinds import known_steps, step_label
from casework.permissions import NotAllowed, require
from casework.tags import read_tags
from casework.waiting import reason_label, wait_reasons
from db.actions.bulk import (
    Change,
    ChangeMany,
    ManyChanged,
    Note,
    Pause,
    Prioritise,
    Resume,
    Step,
    Tag,
    most_at_once,
    steps_for_many,
)
from db.written.bulk_lines import change_words, done_words
from screens.asks_by_pages import AsksByPages
from screens.bulk_preview import BulkPreview
from screens.case_priority import priority_picker
from screens.case_prompts import ReasonPicker
from screens.commands import Command
from screens.live_screen import ASKING
from screens.queue_cases import Chosen, QueueCases
from screens.tag_prompt import TagPrompt
from screens.widgets.picker import Pick, Picker
from screens.widgets.text_prompt import TextPrompt

RESUME = "resume"


class NoteCases(Command):
    """Write the same note on the timeline of each marked case, or of the one under the cursor."""

    label = "note"
    keys = "m"


class RecordSteps(Command):
    """Record a step as done now on each marked case, or the one under the cursor."""

    label = "step"
    keys = "s"


class PauseCases(Command):
    """Pause the clocks of each marked case, or the one under the cursor, or let them run on."""

    label = "pause or resume"
    keys = "p"


class GivePriorities(Command):
    """Say how urgent each marked case is, or the one under the cursor."""

    label = "priority"
    keys = "h"


class TagCases(Command):
    """Put tags on each marked case, or the one under the cursor, or take some off."""

    label = "tags"
    keys = "#"


BULK_COMMANDS: tuple[type[Command], ...] = (NoteCases, RecordSteps, PauseCases, GivePriorities, TagCases)
_ALLOWED_BY: Mapping[type[Command], str] = {
    NoteCases: "add-note",
    RecordSteps: "complete-step",
    PauseCases: "pause-case",
    GivePriorities: "change-case",
    TagCases: "change-case",
}


class QueueBulk(QueueCases, AsksByPages):
    """A list of cases that are changed many at once, after a preview of which are refused."""

    def why_not(self, command: type[Command]) -> str | None:
        """Why a command cannot run now."""
        if command in _ALLOWED_BY:
            try:
                require(self.desk.me.role, _ALLOWED_BY[command])
            except NotAllowed as refusal:
                return str(refusal)
            if self.is_mounted and not len(self.chosen()):
                return "No case is under the cursor."
        return super().why_not(command)

    @work(group=ASKING)
    async def action_note_cases(self) -> None:
        """Ask for a note and put it on each."""
        chosen = self.chosen()
        text = await self._ask("note for several cases", partial(TextPrompt, f"Note on {chosen.words}", many_lines=True), "m")
        if text is not None:
            await self._change(chosen, Note(text), "note for several cases")

    @work(group=ASKING)
    async def action_record_steps(self) -> None:
        """Ask which step, and what goes with it, and record it on each."""
        chosen = self.chosen()
        possible = await self.look_up(lambda: self.desk.read.steps_possible([case_id for case_id, _ in chosen.cases]))
        if possible is None:
            return
        offered = [step for step in steps_for_many() if possible.get(step)]
        if not offered:
            self.say(
                f"No step can be recorded on {chosen.words} from here. enter opens a case, s records a step there.", "warning"
            )
            return
        many = len(chosen) > 1
        picks = [Pick(it, step_label(it), f"possible on {possible[it]:,} of {len(chosen):,}" if many else "") for it in offered]
        step = await self.app.push_screen_wait(Picker(f"{chosen.words}: what was done?", picks))
        if step is None:
            return
        known, choice, words = known_steps()[step], "", ""
        if known.chooses:
            title = f"{chosen.words}: what was found?"
            found = await self.app.push_screen_wait(Picker(title, [Pick(each, each) for each in known.chooses]))
            if found is None:
                return
            choice = found
        if known.words:
            make = partial(TextPrompt, question=known.words, many_lines=True, required=known.words_needed)
            typed = await self._ask("step words for several cases", partial(make, f"{chosen.words}: {known.label}"), "s")
            if typed is None:
                return
            words = typed
        await self._change(chosen, Step(step, words, choice), *(["step words for several cases"] if known.words else []))

    @work(group=ASKING)
    async def action_pause_cases(self) -> None:
        """Ask what they wait for and who is awaited, and pause each; or let each wait no longer."""
        chosen = self.chosen()
        picks = [Pick(reason.id, f"{reason.letter}  {reason.label}") for reason in wait_reasons().values()]
        picks.append(Pick(RESUME, "no longer: resume", "lets the clocks run again"))
        reason = await self.app.push_screen_wait(ReasonPicker(f"{'They wait' if len(chosen) > 1 else 'It waits'} for", picks))
        if reason is None:
            return
        if reason == RESUME:
            await self._change(chosen, Resume())
            return
        question = "Who is awaited? A name or a reference; may stay empty."
        make = partial(TextPrompt, f"Waiting for {reason_label(reason)}", question=question, required=False)
        awaited = await self._ask("awaited by several cases", make, "p")
        if awaited is not None:
            await self._change(chosen, Pause(reason, awaited), "awaited by several cases")

    @work(group=ASKING)
    async def action_give_priorities(self) -> None:
        """Ask for the priority and give it to each."""
        chosen = self.chosen()
        level = await self.app.push_screen_wait(priority_picker(f"{chosen.words}: how urgent?"))
        if level is not None:
            await self._change(chosen, Prioritise(level))

    @work(group=ASKING)
    async def action_tag_cases(self) -> None:
        """Ask for tags and put them on each, or take them off."""
        chosen = self.chosen()
        in_use = await self.look_up(self.desk.read.tags_in_use)
        if in_use is None:
            return
        question = "Tags to put on, with blanks between; - before one takes it off."
        make = partial(TagPrompt, f"Tags of {chosen.words}", in_use=in_use, question=question)
        typed = await self._ask("tags of several cases", make, "#")
        if typed is not None and not (change := read_tags(typed)).nothing:
            await self._change(chosen, Tag(change.add, change.remove), "tags of several cases")

    async def _ask(self, draft: str, make: Callable[..., TextPrompt], key: str) -> str | None:
        """Ask for a text, going on from what was typed before and not used; what is typed is kept until it is."""
        before = (await self.typed_before(draft)).get("note", "")
        prompt = make(text=before, keep=lambda _text: None)
        text = await self.fill_in(prompt, draft, lambda: {"note": prompt.text} if prompt.text.strip() else {})
        if text is None and prompt.text.strip():
            self.say(f"Nothing was changed. What you typed is kept here: {key} shows it again.", "warning")
        return text

    async def _change(self, chosen: Chosen, change: Change, draft: str = "") -> None:
        """Change the chosen cases: of several, show first which are refused, and do it to the others only when that is wanted."""
        if len(chosen) > (most := most_at_once(change)):
            self.say(f"{chosen.words} are too many for that in one go, at most {most:,} can be. / narrows the list.", "warning")
            return
        command, left_out = ChangeMany(chosen.cases, change), ManyChanged()
        if len(chosen) > 1:
            preview = BulkPreview(f"{chosen.words}: {change_words(change)}", self.desk.read.try_many, command)
            tried = await self.app.push_screen_wait(preview)
            what = f"{len(tried.done) if tried is not None else 0:,} cases will be {change_words(change)}."
            if tried is None or not await self.number_typed(len(tried.done), what):
                self.say(f"{chosen.words}: nothing was changed.{' What you typed is kept.' if draft else ''}")
                return
            command, left_out = ChangeMany(tried.done, change), tried
        came = await self.run(lambda: self.desk.do.change_many(command))
        if came is None:
            return
        in_vain = bool(came.refused) and not came.done
        if draft and not in_vain:
            await self.keep_page(draft, {})
        self.done_with(Chosen(came.done, ""))
        said = f"{_said(chosen, change, came, left_out)}{' What you typed is kept.' if draft and in_vain else ''}"
        self.say(said, "warning" if came.refused or left_out.refused else "information")


def _said(chosen: Chosen, change: Change, came: ManyChanged, left_out: ManyChanged) -> str:
    """What was done to the chosen cases and how to take it back; of those that the preview did not refuse, why one was yet."""
    back = "" if not came.done else " u takes it back." if len(came.done) == 1 else " u takes all of it back."
    if len(chosen) == 1:
        if came.refused:
            return came.refused[0].sentence
        return f"{chosen.words} is so already." if came.already else f"{chosen.words} {change_words(change)}.{back}"
    stay = f" {left_out.refused_count:,} refused: still marked." if left_out.refused else ""
    since = f" {came.refused_count:,} refused since: {came.refused[0].sentence}" if came.refused else ""
    return f"{done_words(came.beside(left_out), change, reasons=False)}{back}{stay}{since}"
