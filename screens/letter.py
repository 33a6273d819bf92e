"""A letter or an email being written: what it says, how it goes, and what it is saved as. Loaded when one is begun."""

import asyncio
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import ClassVar

from textual import on, work
from textual.binding import Binding
from textual.widget import Widget
from textual.widgets import Input

from casework.errors import DeskError
from casework.kinds import known_steps
from casework.letters.facts import LANGUAGES
from casework.letters.files import FORMATS, LARGE_POINTS, FileLetter
from casework.letters.marks import problem_with_letter
from casework.letters.templates import CHANNELS, step_of, step_words
from casework.letters.writing import Written
from db.queries.letters import ForLetters
from screens.calculator_over import SayLine
from screens.documents import path_words
from screens.letter_draft import LetterDraft, Outgoing, step_of_letter, view_of, with_choices, written
from screens.letter_facts import LetterFacts
from screens.letter_text import LetterText
from screens.safe import safe
from screens.widgets.choice import Choice, Option
from screens.widgets.dialogue import Dialogue
from screens.widgets.field_row import FieldRow
from screens.widgets.form_dialogue import FormNote
from screens.widgets.picker import Pick, Picker
from screens.widgets.reading_box import ReadingBox
from screens.widgets.text_field import TextField

SaveAs = Callable[[FileLetter, str], Path]
LABEL_CELLS = 14
YES_NO = (Option("no", "no"), Option("yes", "yes"))
STAYS = "The text stays as you wrote it. F5 writes it anew from the template."
BRINGS_BACK = "Written anew from the template. F5 brings back what you wrote."
IS_BACK = "What you wrote is back. F5 writes it anew from the template."


class LetterPage(Dialogue[Outgoing | None]):
    """A letter to be changed, previewed and saved as a file; ctrl+s gives it to be recorded, esc leaves it as a draft."""

    BINDINGS: ClassVar = [
        Binding("ctrl+s", "send", "Record it", show=False, priority=True),
        Binding("escape", "leave", "Leave, kept", show=False, priority=True),
        Binding("f5", "again", "From the template again", show=False, priority=True),
        Binding("f8", "preview", "Preview", show=False, priority=True),
        Binding("f9", "save_as", "Save as a file", show=False, priority=True),
        Binding("down", "app.focus_next", "Next", show=False),
        Binding("up", "app.focus_previous", "Previous", show=False),
    ]
    DEFAULT_CSS = """
    LetterPage {
        & > .dialogue { width: 100%; max-width: 100; height: 100%; max-height: 44; border-subtitle-color: $text-muted; }
        & TextField { width: 1fr; }
    }
    """

    def __init__(self, title: str, about: ForLetters, draft: LetterDraft, save_as: SaveAs) -> None:
        """Write this letter, about what is known of the case; `save_as` puts it into a file."""
        super().__init__(title, "F5 from template  F8 preview  F9 save as file  ctrl+s record  esc keep")
        self._about, self._begun, self._save_as = about, draft, save_as
        self._given = dict(draft.given)
        self._rendered = Written(draft.subject, "", ())
        self._edited = draft.text is not None
        self._by_hand: tuple[str, str] | None = None
        self._asking: LetterFacts | None = None
        self._subject = TextField(draft.subject, id="subject")
        self._text = LetterText(draft.text or "", id="text")
        self._channel = Choice([Option(each, each) for each in CHANNELS], draft.channel, id="channel")
        self._language = Choice([Option(id_, name) for id_, name in LANGUAGES.items()], draft.language, id="language")
        self._large = Choice(YES_NO, "yes" if draft.large_print else "no", id="large")
        self._records = Choice(YES_NO, "yes" if draft.records else "no", id="records")
        self._step_text = TextField(draft.step_text, id="step-text")
        self._rows = {
            "subject": _row("Subject", self._subject),
            "channel": _row("Goes by", self._channel),
            "language": _row("Language", self._language),
            "large": _row("Large print", self._large),
            "records": _row("Records", self._records),
            "note": _row("With it", self._step_text),
            "text": _row("", self._text),
        }

    def compose_question(self) -> list[Widget]:
        """How it goes and what it records, then the text, and a line for what is said meanwhile."""
        return [*(row for name, row in self._rows.items() if name != "text"), self._text, SayLine()]

    def on_mount(self) -> None:
        """Write it from the template, unless it was changed by hand before."""
        self._name_step()
        view = view_of(self._about, self._begun)
        self.query_one(".dialogue").border_subtitle = safe(view.warning if view is not None else "")
        (self._text if view is not None else self._subject).focus()
        if not self._edited:
            self._fill()

    # What is in it.

    @property
    def draft(self) -> LetterDraft:
        """The letter as it stands, its text None while that is the template's."""
        chosen = with_choices(self._begun, self._language.value, self._channel.value, self._large.value, self._records.value)
        given = {**self._given, **(self._asking.texts if self._asking is not None else {})}
        text = self._text.text if self.edited else None
        return replace(chosen, step_text=self._step_text.value, given=given, subject=self._subject.value, text=text)

    @property
    def edited(self) -> bool:
        """Whether the subject or the text is other than the template has it."""
        made = self._rendered
        return self._edited or (self._text.text, self._subject.value) != (made.text, made.subject)

    @property
    def _wrote(self) -> bool:
        """Whether there are words in it that a template would take the place of."""
        return self.edited and bool(self._text.text.strip() or self._subject.value.strip())

    @property
    def typed(self) -> Mapping[str, str]:
        """What a draft keeps of it: nothing while nothing was typed or chosen."""
        draft = self.draft
        untouched = replace(draft, subject=self._begun.subject) == replace(self._begun, given=draft.given)
        return {} if untouched and not any(text.strip() for text in draft.given.values()) else draft.fields()

    @property
    def _step(self) -> str:
        return step_of_letter(self._about, self.draft)

    def _name_step(self) -> None:
        """Say what it records, or that it records nothing."""
        view = view_of(self._about, self.draft)
        step = self._about.step_for(view.template) if view is not None else ""
        self._rows["records"].display = bool(step)
        with self.prevent(Choice.Changed):
            self._records.set_options((Option("no", "nothing"), Option("yes", step_words(step))))
        wanted = known_steps()[step_of(step)[0]] if step else None
        self._rows["note"].display = wanted is not None and wanted.words_needed and self._records.value != "no"
        if wanted is not None and wanted.words_needed:
            self._rows["note"].echo(wanted.words)

    # Writing it from the template.

    def _fill(self) -> None:
        """Write it from the template; what is missing for that is asked first."""
        try:
            made = written(self._about, self.draft)
        except DeskError as error:
            self.complain(str(error))
            return
        if made.missing:
            self._ask(made.missing)
            return
        if self._wrote:
            self._by_hand = self._subject.value, self._text.text
            self._say(BRINGS_BACK)
        self._put(made.subject or self._subject.value, made.text)
        self._rendered, self._edited = replace(made, subject=self._subject.value), False

    def _put(self, subject: str, text: str) -> None:
        self._subject.value = subject
        self._text.replace(text, self._text.document.start, self._text.document.end)
        self._text.move_cursor((0, 0))

    def _ask(self, missing: tuple[str, ...]) -> None:
        self._asking = LetterFacts(missing, self._given)
        self.app.push_screen(self._asking, self._answered)

    def _answered(self, answers: Mapping[str, str] | None) -> None:
        asked, self._asking = self._asking, None
        self._given.update(asked.texts if asked is not None else {})
        if answers is not None:
            self._fill()
        elif not self._text.text.strip():
            self.dismiss(None)
        else:
            self._say("The text is as it was: what another needs is not known.")

    @on(Choice.Changed)
    def _chosen(self, event: Choice.Changed) -> None:
        event.stop()
        self.complain("")
        self._name_step()
        if event.choice is self._large:
            return
        if event.choice is self._language and self._about.in_language(self._begun.template, event.value or "") is None:
            self._say("There is no template of this letter in that language." if self._begun.template else "")
        elif self._begun.template and self.edited:
            self._say(STAYS)
        elif self._begun.template:
            self._fill()

    @on(Input.Changed)
    def _typing(self, event: Input.Changed) -> None:
        event.stop()
        self.complain("")
        for row in self._rows.values():
            if row.field is event.input and row.complaining:
                row.hush()

    @on(Input.Submitted)
    def _entered(self, event: Input.Submitted) -> None:
        event.stop()
        self.focus_next()

    @on(FormNote.Left)
    def _left(self, event: FormNote.Left) -> None:
        event.stop()
        if event.step < 0:
            self.focus_previous()

    def action_again(self) -> None:
        """Write it anew from the template; what was written by hand only goes when that is chosen, and comes back by F5."""
        if not self._begun.template:
            self._say("This letter has no template.")
        elif self._wrote:
            picks = [Pick(False, "Keep what I wrote"), Pick(True, "Take the template's", "F5 brings mine back")]
            self.app.push_screen(Picker("Write it anew?", picks), self._chose_anew)
        elif self._by_hand is not None:
            self._put(*self._by_hand)
            self._by_hand = None
            self._say(IS_BACK)
        else:
            self._fill()

    def _chose_anew(self, anew: bool | None) -> None:
        if anew:
            self._fill()

    # What can be done with it.

    @property
    def _as_file(self) -> FileLetter:
        draft = self.draft
        return FileLetter(self._subject.value, self._text.text, draft.language, draft.large_print)

    def action_preview(self) -> None:
        """Show it whole, with how it goes."""
        draft, step = self.draft, self._step
        print_ = f"large print ({LARGE_POINTS} point)" if draft.large_print else "ordinary print"
        how = f"By {draft.channel}, in {LANGUAGES[draft.language]}, {print_}; records {step_words(step) if step else 'no step'}."
        self.app.push_screen(ReadingBox("Preview", [how, "", self._subject.value, "", *self._text.text.split("\n")]))

    def action_save_as(self) -> None:
        """Ask what to save it as, and save it; that records nothing."""
        picks = [Pick(ending, ending, words) for ending, (words, _) in FORMATS.items()]
        self.app.push_screen(Picker("Save the letter as", picks), self._chose_ending)

    def _chose_ending(self, ending: str | None) -> None:
        if ending is not None:
            self._put_into_file(ending)

    @work(group="saving")
    async def _put_into_file(self, ending: str) -> None:
        try:
            path = await asyncio.to_thread(self._save_as, self._as_file, ending)
        except DeskError as error:
            self.complain(str(error))
            return
        self._say(f"Saved: {path_words(path, self._text.size.width)}. It is not recorded yet: ctrl+s does that.")

    def action_send(self) -> None:
        """Give it to be recorded, unless something keeps it from being sent: then say so there."""
        draft, step = self.draft, self._step
        if problem := problem_with_letter(self._subject.value, self._text.text, draft.channel):
            self._wrong(problem.field, problem.sentence)
            return
        if step and known_steps()[step_of(step)[0]].words_needed and not draft.step_text.strip():
            self._wrong("note", known_steps()[step_of(step)[0]].words)
            return
        view = view_of(self._about, draft)
        self.dismiss(Outgoing(draft, self._subject.value, self._text.text, view.row if view is not None else None, step))

    def _wrong(self, name: str, sentence: str) -> None:
        if name == "text":
            self.complain(sentence)
        else:
            self._rows[name].complain(sentence)
        self._rows[name].field.focus()

    def action_leave(self) -> None:
        """Leave it as a draft."""
        self.dismiss(None)

    def _say(self, text: str) -> None:
        self.query_one(SayLine).show(text)


def _row(label: str, field: Widget) -> FieldRow:
    return FieldRow(label, field, label_cells=LABEL_CELLS)
