"""A letter's template being changed, checked as it is saved and told where it goes wrong; and the office's own lines."""

import asyncio
from collections.abc import Callable, Mapping
from typing import ClassVar, NamedTuple

from textual import on, work
from textual.binding import Binding
from textual.widget import Widget
from textual.widgets import Input

from casework.contact import Problem
from casework.errors import DeskError
from casework.letters.facts import LANGUAGES, OFFICE, shipped_office
from casework.letters.templates import ADDRESSEES, CHANNELS, Template, template_from
from db.actions.letter_templates import BadTemplateText, SaveTemplate
from db.errors import BadValue
from db.queries.letters import TemplateView
from screens.letter_text import LetterText
from screens.safe import safe
from screens.widgets.choice import Choice, Option
from screens.widgets.dialogue import Dialogue
from screens.widgets.field_row import FieldRow
from screens.widgets.form_dialogue import FormDialogue, FormNote, field_text
from screens.widgets.reading_box import ReadingBox
from screens.widgets.text_field import TextField

NEW_BODY = (
    "Dear {{ addressed }}\n\n{{ words.our_answer }}\n\nYours sincerely\n\n{{ writer }}\n{{ our_signature }}\n{{ our_name }}\n"
)


class Saved(NamedTuple):
    """A template that was saved: its row, and what to say."""

    row: int
    said: str


class TemplatePage(Dialogue[Saved | None]):
    """A template to be changed, or a new one, saved with ctrl+s by `save`; None when it was left as a draft."""

    BINDINGS: ClassVar = [
        Binding("ctrl+s", "save", "Save", show=False, priority=True),
        Binding("escape", "leave", "Leave, kept", show=False, priority=True),
        Binding("f5", "facts", "What it can say", show=False, priority=True),
        Binding("down", "app.focus_next", "Next", show=False),
        Binding("up", "app.focus_previous", "Previous", show=False),
    ]
    DEFAULT_CSS = """
    TemplatePage {
        & > .dialogue { width: 100%; max-width: 110; height: 100%; max-height: 48; border-subtitle-color: $text-muted; }
        & TextField { width: 1fr; }
    }
    """

    def __init__(self, view: TemplateView | None, typed: Mapping[str, str], save: Callable[[SaveTemplate], int]) -> None:
        """Change this version, or begin a template; `typed` is what was typed and not saved before."""
        name = f"{view.template.id}, {LANGUAGES[view.template.language]}" if view is not None else "new"
        super().__init__(f"Letter template: {name}", "F5 what it can say   ctrl+s check and use it   esc keep as draft")
        self._view, self._save, self._saving = view, save, False
        self._at_first = _texts_of(view)
        texts = {**self._at_first, **typed}
        shown = {name: _field(name, texts[name]) for name in _ROWS if view is None or name not in ("id", "language")}
        self._rows = {name: FieldRow(_ROWS[name], field) for name, field in shown.items()}
        self._body = LetterText(texts["body"])

    def compose_question(self) -> list[Widget]:
        """What there is to know of it, then its text."""
        return [*self._rows.values(), self._body]

    def on_mount(self) -> None:
        """Say whose it is, and begin with the text of one that is there."""
        self.query_one(".dialogue").border_subtitle = safe(self._view.warning if self._view is not None else "")
        (self._body if self._view is not None else next(iter(self._rows.values())).field).focus()

    @property
    def typed(self) -> dict[str, str]:
        """What stands in it, by name, of what is other than it was."""
        texts = {**{name: field_text(row.field) for name, row in self._rows.items()}, "body": self._body.text}
        return {name: text for name, text in texts.items() if text != self._at_first[name]}

    @on(Input.Changed)
    @on(Choice.Changed)
    def _changed(self, event: Input.Changed | Choice.Changed) -> None:
        event.stop()
        self.complain("")
        for row in self._rows.values():
            if event.control is row.field:
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

    def action_facts(self) -> None:
        """List what a template can say."""
        from casework.letters.checking import what_there_is

        known = what_there_is()
        lines = [f"{{{{ {name} }}}}  {label}" for name, label in known.items()]
        example = "{% if force %} … {% endif %} leaves a part out where a fact is not known."
        self.app.push_screen(ReadingBox("What a template can say", [example, "", *lines]))

    @work(group="saving")
    async def action_save(self) -> None:
        """Use it from now on, once it is found to work; what is wrong is said where it is."""
        if self._saving:
            return
        self._saving = True
        try:
            template = self._template()
            if template is None:
                return
            replaces = self._view.row if self._view is not None else None
            row = await asyncio.to_thread(self._save, SaveTemplate(template, replaces))
            self.dismiss(Saved(row, f"{template.title} is used from now on. u takes it back."))
        except BadTemplateText as error:
            self._wrong(error.name, error.sentence, error.line, error.column)
        except BadValue as error:
            self._wrong(error.name, error.sentence)
        except DeskError as error:
            self.complain(str(error))
        finally:
            self._saving = False

    def _template(self) -> Template | None:
        found = template_from({**self._at_first, **self.typed})
        if isinstance(found, Problem):
            self._wrong(found.field, found.sentence)
            return None
        return found

    def _wrong(self, name: str, sentence: str, line: int = 1, column: int = 1) -> None:
        row = self._rows.get(name)
        if row is not None:
            row.complain(sentence)
            row.field.focus()
            return
        self.complain(sentence)
        self._body.focus()
        self._body.move_cursor((line - 1, column - 1))

    def action_leave(self) -> None:
        """Leave it as a draft."""
        self.dismiss(None)


class OfficePage(FormDialogue[Mapping[str, str] | None]):
    """What the office is called and reached by on letters; ctrl+s gives it, by name."""

    BINDINGS: ClassVar = [
        Binding("ctrl+s", "save", "Save", show=False, priority=True),
        Binding("escape", "leave", "Leave", show=False, priority=True),
    ]
    DEFAULT_CSS = """
    OfficePage > .dialogue { max-height: 16; }
    """

    def __init__(self, kept: Mapping[str, str]) -> None:
        """Change what is kept."""
        rows = {name: FieldRow(_OFFICE[name], _office_field(name, kept.get(name, ""))) for name in OFFICE}
        super().__init__("Our own lines on letters", "tab next   ctrl+s keep   esc leave as it was", rows)

    def action_save(self) -> None:
        """Give what stands there."""
        self.dismiss(self.texts)

    def action_leave(self) -> None:
        """Leave it as it was."""
        self.dismiss(None)


_ROWS = {
    "id": "Name",
    "language": "Language",
    "title": "Title",
    "kinds": "For kinds",
    "channel": "Goes by",
    "addressee": "Goes to",
    "step": "Records",
    "subject": "Subject",
}
_OPTIONS: Mapping[str, Mapping[str, str]] = {
    "language": LANGUAGES,
    "channel": {each: each for each in CHANNELS},
    "addressee": ADDRESSEES,
}
_HINTS = {
    "id": "such as review-late: small letters, figures, hyphens",
    "title": "by which it is chosen",
    "kinds": "any; or complaint, review, appeal",
    "step": "nothing; or acknowledged, updated, decided: upheld",
}
_OFFICE = {
    "name": "Our name",
    "name-cy": "In Welsh",
    "address": "Our address",
    "phone": "Our phone",
    "signature": "Signature",
}


def _field(name: str, text: str) -> Widget:
    if name in _OPTIONS:
        return Choice([Option(id_, words) for id_, words in _OPTIONS[name].items()], text)
    return TextField(text, placeholder=_HINTS.get(name, ""))


def _office_field(name: str, text: str) -> Widget:
    placeholder = shipped_office().get(name, "asked for with each letter until it is said here")
    return (
        FormNote(text, placeholder=placeholder) if name in ("address", "signature") else TextField(text, placeholder=placeholder)
    )


def _texts_of(view: TemplateView | None) -> dict[str, str]:
    if view is None:
        blank = dict.fromkeys((*_ROWS, "body"), "")
        return blank | {"language": "en", "channel": CHANNELS[0], "addressee": "person", "body": NEW_BODY}
    it = view.template
    return {name: ", ".join(it.kinds) if name == "kinds" else getattr(it, name) for name in (*_ROWS, "body")}
