"""Changing what is recorded of a case, and what was written on its timeline, from its screen."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import partial
from typing import Any

from textual import work

from casework.case_fields import case_field_label, case_field_words, case_fields, case_texts
from casework.permissions import NotAllowed, require
from casework.side_by_side import BETWEEN_LINES
from casework.spoken import listed
from casework.timeline_words import happened
from db.actions.change_case import ChangeCase
from db.actions.change_entry import EDITABLE, ChangeEntry
from db.errors import NotPossible
from db.queries.case import CaseView
from db.queries.case_parts import EntryView
from screens.case_form import CaseForm
from screens.commands import Command
from screens.edit_together import AsRead, Edit, Edited, Field, Thing, save
from screens.kept_pages import KeptPages
from screens.live_screen import ASKING
from screens.side_by_side import by_and_when, whose
from screens.widgets.picker import Pick, Picker
from screens.widgets.text_prompt import TextPrompt

WAS, WORDS = "was ", "words"
"""Before the name of a draft's field that holds what stood there when the edit began; the one field of a line of the timeline."""


class EditCase(Command):
    """Change what the cursor is on: what is recorded of the case, or what was written on a line; the words before are kept."""

    label = "edit"
    keys = "e"


EDIT_COMMANDS: tuple[type[Command], ...] = (EditCase,)


class EntryPrompt(TextPrompt):
    """Asks for the words of a line of the timeline, in a box that shows much of them."""

    DEFAULT_CSS = """
    EntryPrompt {
        & > .dialogue { width: 78; }
        & NoteField { height: 14; }
    }
    """

    def __init__(self, title: str, question: str, text: str, *, required: bool) -> None:
        """Ask from this text; what is typed is kept by the screen beneath, however this is closed."""
        super().__init__(title, text=text, question=question, many_lines=True, required=required, keep=lambda _text: None)


class CaseEdit(KeptPages):
    """A screen of one case on which its fields and the lines of its timeline can be changed."""

    def why_not(self, command: type[Command]) -> str | None:
        """Why a command cannot run now."""
        if command is EditCase:
            try:
                require(self.desk.me.role, "change-case")
            except NotAllowed as refused:
                return str(refused)
        return super().why_not(command)

    def action_edit_case(self) -> None:
        """Change what is recorded of the case."""
        self.edit_here(None)

    @work(group=ASKING)
    async def edit_here(self, entry: EntryView | None) -> None:
        """Change what is recorded of the case or, where the cursor is on a line that may be changed, ask which of the two."""
        if entry is None or self.why_not_entry(entry) is not None:
            self.edit_fields()
            return
        what = happened(entry.kind, entry.channel, entry.step, entry.withdrawn, entry.direction)
        picks = [
            Pick(True, f"The words of this line: {what}"),
            Pick(False, "What is recorded of the case"),
        ]
        line = await self.app.push_screen_wait(Picker(f"{self.case.reference}: change what?", picks))
        if line is not None:
            self.edit_entry(entry) if line else self.edit_fields()

    @work(group=ASKING)
    async def edit_fields(self) -> None:
        """Ask what is to be recorded of the case, until it is saved or left as a draft."""
        read = await self._read_fields(self.case)
        if read is None:
            return
        draft, now = f"edit {self.case.reference}", self.desk.time.now
        edit: Edit[CaseView] | None = _taken_up(read, await self.typed_before(draft))
        title = f"Change {self.case.reference}"
        while edit is not None:
            otherwise = {name: text for name, text in edit.read.texts.items() if text != edit.base.get(name, "")}
            page = CaseForm(title, self.case.kind, edit.mine, otherwise, now, edit.read.texts)
            from_here = partial(_going, edit, page)
            if not await self.fill_in(page, draft, partial(_as_draft, from_here)):
                return self._say_it_is_kept(from_here())
            edit = await self._save_case(title, from_here(), draft)

    async def _save_case(self, title: str, edit: Edit[CaseView], draft: str) -> Edit[CaseView] | None:
        kind, of = self.case.kind, case_fields(self.case.kind)
        edited = Edited(
            title,
            field=lambda name: Field(case_field_label(kind, name), of[name].between, partial(case_field_words, name)),
            read=lambda: self._fields_of(self.desk.read.case(self.case.id)),
            write=lambda case, changed: self.desk.do.change_case(ChangeCase(case.id, case.version, changed)),
        )
        done = await save(self, edited, edit)
        if isinstance(done, Edit):
            return done
        if done is None:
            self.say(f"{self.message_line.text} What you typed is kept: e shows it again.", "error")
            return None
        await self.keep_page(draft, {})
        labels = listed([case_field_label(kind, name).lower() for name in done.names])
        self.say(f"Changed: {labels}. The words before are kept." if labels else "Nothing changed: the record says that already.")
        return None

    async def _read_fields(self, case: CaseView) -> AsRead[CaseView] | None:
        return await self.look_up(lambda: self._fields_of(case))

    def _fields_of(self, case: CaseView) -> AsRead[CaseView]:
        """The fields of a case as they are edited, and who changed each last."""
        now, changes = self.desk.time.now(), self.desk.read.case_changes(case.id)
        by = {it.name: by_and_when(it.staff, it.at, now) for it in reversed(changes)}
        texts = case_texts(case.kind, case.subject, case.force, case.force_reference, case.channel, case.details)
        return AsRead(case, texts, lambda name: by.get(name, "In the record by now"))

    # The lines of the timeline.

    def why_not_entry(self, entry: EntryView) -> str | None:
        """Why the words of a line cannot be changed by this member, in a sentence; None when they can."""
        what = happened(entry.kind, entry.channel, entry.step, entry.withdrawn, entry.direction)
        if entry.kind not in EDITABLE or entry.withdrawn:
            return f"The line '{what}' is never changed. m adds a note that puts it right."
        try:
            require(self.desk.me.role, "add-note" if entry.staff_id == self.desk.me.id else "change-others-entry")
        except NotAllowed as refused:
            return str(refused)
        return None

    @work(group=ASKING)
    async def edit_entry(self, entry: EntryView) -> None:
        """Ask for other words for a line of the timeline, until they are saved or left as a draft."""
        if (reason := self.why_not_entry(entry)) is not None:
            self.say(reason, "warning")
            return
        what = happened(entry.kind, entry.channel, entry.step, entry.withdrawn, entry.direction)
        draft = f"entry {entry.id}"
        edit: Edit[EntryView] | None = _taken_up(self._words_of(entry), await self.typed_before(draft))
        while edit is not None:
            newer = "It was changed by somebody else since: both are shown when you save." if edit.read.texts != edit.base else ""
            page = EntryPrompt(f"Change: {what}", newer, edit.mine[WORDS], required=entry.kind == "note")
            from_here = partial(_rewritten, edit, page)
            if await self.fill_in(page, draft, partial(_as_draft, from_here)) is None:
                return self._say_it_is_kept(from_here())
            edit = await self._save_entry(what, from_here(), draft)

    async def _save_entry(self, what: str, edit: Edit[EntryView], draft: str) -> Edit[EntryView] | None:
        entry_id = edit.read.thing.id
        edited = Edited(
            f"Change: {what}",
            field=lambda _name: Field(f"'{what}'", BETWEEN_LINES),
            read=lambda: self._words_of(_line(self.desk.read.case(self.case.id), entry_id)),
            write=lambda entry, changed: self.desk.do.change_entry(ChangeEntry(entry.id, entry.text, changed[WORDS])),
        )
        done = await save(self, edited, edit)
        if isinstance(done, Edit):
            return done
        if done is None:
            self.say(f"{self.message_line.text} What you typed is kept: e on that line shows it again.", "error")
            return None
        await self.keep_page(draft, {})
        self.say("Changed. The words before are kept." if done.names else "Nothing changed.")
        return None

    def _words_of(self, entry: EntryView) -> AsRead[EntryView]:
        who = whose(entry, self.desk.time.now())
        return AsRead(entry, {WORDS: entry.text}, lambda _name: who)

    def _say_it_is_kept(self, edit: Edit[Any]) -> None:
        """Say what became of an edit that was not saved."""
        if edit.changed:
            self.say("Nothing was saved. What you typed is kept: e shows it again.", "warning")


def _taken_up(read: AsRead[Thing], typed: Mapping[str, str]) -> Edit[Thing]:
    """An edit from where it was left: what was typed, and what stood there when it was begun."""
    base = {name: typed.get(f"{WAS}{name}", text) for name, text in read.texts.items()}
    return Edit(base, {name: typed.get(name, base[name]) for name in read.texts}, read)


def _going(edit: Edit[CaseView], page: CaseForm) -> Edit[CaseView]:
    return replace(edit, mine=page.typed)


def _rewritten(edit: Edit[EntryView], page: EntryPrompt) -> Edit[EntryView]:
    return replace(edit, mine={WORDS: page.text})


def _as_draft(from_here: Callable[[], Edit[Any]]) -> dict[str, str]:
    """What was changed, and what stood there before, so that going on another day overwrites nobody either."""
    edit = from_here()
    return {part: text for name in edit.changed for part, text in _with_former(edit, name)}


def _with_former(edit: Edit[Any], name: str) -> tuple[tuple[str, str], ...]:
    return (name, edit.mine[name]), (f"{WAS}{name}", edit.base.get(name, ""))


def _line(case: CaseView, entry_id: int) -> EntryView:
    found = next((entry for entry in case.timeline if entry.id == entry_id), None)
    if found is None:
        raise NotPossible(f"That line is on the timeline of {case.reference} no more.")
    return found
