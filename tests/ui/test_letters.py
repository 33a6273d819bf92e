"""Writing letters at the desk, and changing what they are written from."""

from pathlib import Path

import pytest
from docx import Document

from db.queries.drafts import draft_of
from db.queries.letters import TemplateView
from screens.letter import LetterPage
from screens.letter_template import TemplatePage
from tests.desk import Desk, complaint
from tests.ui.at_the_desk import AtTheDesk, at_the_desk
from tests.ui.hosts import WORST

WELSH = {"language": "Welsh", "adjustments": "large print", "addressed": "Mr Evans", "address": "1 Stryd Fawr\nCaerdydd"}


def page(here: AtTheDesk) -> LetterPage:
    """The letter on the screen."""
    assert isinstance(here.app.screen, LetterPage)
    return here.app.screen


async def test_a_letter_is_written_kept_gone_on_with_saved_and_recorded(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("XDG_DOCUMENTS_DIR", str(tmp_path / "papers"))
    reference = desk.logs(complaint(name="Dai Evans", force="gwent", person_details=WELSH, subject=WORST[0]))
    async with at_the_desk(desk) as here:
        await here.press("enter", "l")
        here.shows(f"Letter on {reference}", "Cwyn: rydym wedi'i derbyn", "Welsh, post", "English, post")
        await here.types("derbyn")
        await here.press("enter")
        here.shows(
            "This letter needs to say", "Our address", "What stands under the writer's name", "such as Customer contact centre"
        )
        await here.press("ctrl+s")
        here.shows("✗ Type it, for this letter: none goes out with a blank.")
        await here.types("PO Box 473")
        await here.press("tab")
        await here.types("Contact centre")
        await here.press("ctrl+s")
        here.shows(
            "Rydym wedi derbyn eich cwyn", "[● Welsh]", "Large print   no [● yes]", "nothing [● acknowledged]", "Welsh to be"
        )
        assert page(here)._text.text.startswith("Swyddfa Annibynnol Ymddygiad yr Heddlu\nPO Box 473\n\nDai Evans\n1 Stryd Fawr")
        assert f"Diolch am eich cwyn am y canlynol: {WORST[0]}. Cawsom hi ddydd Gwener 19" in page(here)._text.text
        page(here)._text.move_cursor(page(here)._text.document.end)
        await here.types("Diolch [/] [[enw]]")
        await here.beat()
        await here.press("escape")
        here.shows("What you wrote is kept: l shows it again.")
        await here.press("l")
        here.shows("Go on: Cwyn: rydym wedi'i derbyn", "draft, Fri 19 Dec 10:00")
        await here.press("enter")
        assert page(here)._text.text.endswith("yr HeddluDiolch [/] [[enw]]")
        await here.press("f8")
        here.shows("Preview", "By post, in Welsh, large print (18 point); records acknowledged.")
        await here.press("escape", "ctrl+s")
        here.shows("✗ This still has [[enw]] in it. Write what belongs there.")
        page(here)._text.move_cursor(page(here)._text.document.end)
        await here.press("ctrl+w")
        await here.press("f9", "enter")
        (saved,) = (tmp_path / "papers").iterdir()
        assert saved.name == f"{reference} Rydym wedi derbyn eich cwyn.docx"
        assert saved.stat().st_mode & 0o777 == 0o600
        here.shows("Saved: /", "cwyn.docx. It is not recorded yet: ctrl+s does that.")
        assert Document(str(saved)).styles["Normal"].font.size.pt == 18
        text = page(here)._text.text
        await here.press("ctrl+s")
        here.shows(f"Letter recorded on {reference}, acknowledged. Clock met.")
        await here.press("l")
        here.hides("Go on:")
    step, sent, _ = desk.case(reference).timeline
    assert (step.step, sent.kind, sent.text) == ("acknowledged", "letter", text)
    assert text.endswith("yr HeddluDiolch [/] [[enw")


async def test_another_channel_and_language_write_it_anew_until_it_was_changed_by_hand(desk: Desk) -> None:
    reference = desk.logs(complaint(name="Dai Evans", force="gwent", person_details=WELSH))
    with desk.store.writing(desk.staff, desk.now) as writing:
        from db.actions.letter_templates import keep_office

        keep_office(writing, {"address": "PO Box 473", "signature": "Contact centre"})
    async with at_the_desk(desk) as here:
        await here.press("enter", "l")
        await here.types("anfon at yr heddlu")
        await here.press("enter")
        assert "Annwyl Mr Evans" in page(here)._text.text
        page(here)._language.focus()
        await here.press("e")
        assert "Dear Mr Evans" in page(here)._text.text
        page(here)._channel.focus()
        await here.press("e")
        assert page(here)._text.text.startswith("Friday 19 December 2025")
        here.hides("acknowledged")
        page(here)._text.focus()
        await here.types("x")
        page(here)._language.focus()
        await here.press("w")
        here.shows("The text stays as you wrote it. F5 writes it anew from the template.")
        assert "Dear Mr Evans" in page(here)._text.text
        page(here)._subject.focus()
        await here.types("Ein: ")
        mine = page(here)._subject.value, page(here)._text.text
        assert mine[0].endswith("Ein: ")
        for left in ("enter", "escape"):
            await here.press("f5")
            here.shows("Write it anew?", "Keep what I wrote", "Take the template's", "F5 brings mine back")
            await here.press(left)
            assert (page(here)._subject.value, page(here)._text.text) == mine
        await here.press("f5", "down", "enter")
        here.shows("Written anew from the template. F5 brings back what you wrote.")
        assert "Annwyl Mr Evans" in page(here)._text.text
        assert "Ein: " not in page(here)._subject.value
        await here.press("f5")
        here.shows("What you wrote is back.")
        assert (page(here)._subject.value, page(here)._text.text) == mine
        await here.press("f5", "down", "enter")
        assert "Annwyl Mr Evans" in page(here)._text.text
        await here.press("ctrl+s")
        here.shows(f"Email recorded on {reference}.")
        await here.press("l")
        await here.types("appropriate authority")
        await here.press("enter")
        await here.types("They hurt him.")
        await here.press("ctrl+s", "ctrl+s")
        here.shows("Exceptional circumstances against telling the authority?")
        await here.press("down", "enter")
        here.shows("Nothing was recorded.")
        await here.press("l", "enter", "ctrl+s", "enter")
        here.shows(f"Email recorded on {reference}, sent to the appropriate authority. Clock met.")
    assert [it.kind for it in desk.case(reference).timeline] == ["step", "letter", "letter", "contact"]


async def test_a_template_is_looked_at_changed_refused_with_its_place_and_taken_back(desk: Desk) -> None:
    async with at_the_desk(desk) as here:
        await here.press("7", "tab", "tab", "tab")
        here.shows("Letter templates", "Our name, address, phone, signature", "asked for", "as shipped")
        await here.press("u")
        here.shows("This was never changed here, so there is nothing to take back.")
        await here.press("e")
        await here.press("tab", "tab")
        await here.types("PO Box 473")
        await here.press("ctrl+s")
        here.shows("Kept: letters say so from now on.", "address: PO Box 473")
        await here.press("down")
        here.shows("complaint-acknowledged: English, post, records: acknowledged.", "Local example, not an IOPC text.")
        await here.press("e")
        assert isinstance(here.app.screen, TemplatePage)
        await here.types("Hello {{ forse }}")
        await here.beat()
        assert _draft(desk, "template complaint-acknowledged en").startswith("Hello {{ forse }}")
        await here.press("ctrl+s")
        here.shows("✗ Line 1 of the text, column 10: there is no fact 'forse'. Is force meant?")
        await here.press("f5")
        here.shows("What a template can say", "{{ addressed }}  How to address them")
        await here.press("escape", "escape")
        here.shows("Nothing was saved. What you typed is kept")
        await here.press("enter")
        await here.press("f7")
        await here.types("Hello {{ force }}.")
        await here.press("ctrl+s")
        here.shows("Complaint: we have received it is used from now on. u takes it back.", "in use", "before")
        assert _bodies(desk, "complaint-acknowledged")[0] == "Hello {{ force }}."
        assert _draft(desk, "template complaint-acknowledged en") == ""
        await here.press("u")
        here.shows("Complaint: we have received it is as before that change.")
        assert not _bodies(desk, "complaint-acknowledged")[0].startswith("Hello")
        await here.press("+")
        await here.types("thanks")
        await here.press("tab", "tab")
        await here.types("Thank you")
        await here.press("ctrl+s")
        here.shows("✗ Say which kinds of case it is for")
        await here.types("any")
        for _ in range(4):
            await here.press("tab")
        await here.types("Thank you")
        await here.press("ctrl+s")
        here.shows("Thank you is used from now on.")
    assert _bodies(desk, "thanks")[0].startswith("Dear {{ addressed }}")


def _draft(desk: Desk, name: str) -> str:
    with desk.store.reading() as connection:
        found = draft_of(connection, desk.staff.id, name)
    return found.fields["body"] if found is not None else ""


def _bodies(desk: Desk, id_: str) -> list[str]:
    from db.queries.letters import templates

    with desk.store.reading() as connection:
        found: list[TemplateView] = templates(connection, in_force_only=True)
    return [it.template.body for it in found if it.template.id == id_]
