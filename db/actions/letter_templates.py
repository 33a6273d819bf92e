"""Changing the templates of letters and what the office is called on them; versions before stay, and stand again when wanted."""

from collections.abc import Mapping
from dataclasses import dataclass

from sqlmodel import col, select

from casework.contact import Problem, unstorable
from casework.letters.facts import LANGUAGES, OFFICE
from casework.letters.templates import Template, template_from
from casework.permissions import require
from db import settings
from db.actions.settings import keep_setting
from db.audit import record
from db.errors import BadValue, NotPossible
from db.opening import template_row
from db.store import Writing
from db.tables import LetterTemplate

PERMISSION = "change-templates"


class BadTemplateText(BadValue):
    """A template's subject or body that can't be used; `line` and `column`, from 1, are where it goes wrong."""

    def __init__(self, name: str, sentence: str, line: int, column: int) -> None:
        super().__init__(name, sentence)
        self.line, self.column = line, column


@dataclass(frozen=True, slots=True)
class SaveTemplate:
    """A template as it is to be from now on; `replaces` is the row in force as it was read, None for one that is new."""

    template: Template
    replaces: int | None


@dataclass(frozen=True, slots=True)
class TakeTemplateBack:
    """A template whose latest version is taken back: the version before stands again, or none."""

    id: str
    language: str


def save_template(writing: Writing, command: SaveTemplate) -> int:
    """Put a template in place of the version in force, once it is known to work; gives its row.

    Raises NotAllowed, BadValue, BadTemplateText saying where a text goes wrong, or NotPossible when somebody else changed it.
    """
    require(writing.staff.role, PERMISSION)
    template = _checked(command.template)
    before = _in_force(writing, template.id, template.language)
    if (before.row_id if before is not None else None) != command.replaces:
        raise NotPossible(
            f"The template {template.id} was changed by somebody else meanwhile. Look at it again, then repeat this."
        )
    if before is not None:
        before.withdrawn_at, before.withdrawn_by = writing.now, writing.staff.id
        writing.session.add(before)
        writing.session.flush()
    row = LetterTemplate.model_validate(template_row(template))
    row.entered_at, row.staff_id, row.replaces = writing.now, writing.staff.id, command.replaces
    writing.session.add(row)
    writing.session.flush()
    record(writing, "letter template saved", row=row.row_id, template=row.id, language=row.language)
    return row.row_id or 0


def take_template_back(writing: Writing, command: TakeTemplateBack) -> int | None:
    """Let the version before stand again; gives its row, or None when there was none before. Raises NotAllowed, NotPossible."""
    require(writing.staff.role, PERMISSION)
    row = _in_force(writing, command.id, command.language)
    if row is None or row.entered_at is None:
        name = f"'{command.id[:40]}' in {LANGUAGES.get(command.language, command.language[:12])}"
        raise NotPossible(f"The template {name} was not changed here, so there is nothing to take back.")
    row.withdrawn_at, row.withdrawn_by = writing.now, writing.staff.id
    writing.session.add(row)
    writing.session.flush()
    before = writing.session.get(LetterTemplate, row.replaces) if row.replaces is not None else None
    if before is not None:
        before.withdrawn_at = before.withdrawn_by = None
        writing.session.add(before)
        writing.session.flush()
    record(writing, "letter template taken back", row=row.row_id, template=row.id, language=row.language)
    return before.row_id if before is not None else None


def keep_office(writing: Writing, texts: Mapping[str, str]) -> None:
    """Keep what the office is called and reached by on letters, by name; an empty text takes back what was said.

    Raises NotAllowed, or BadValue.
    """
    require(writing.staff.role, PERMISSION)
    for name, text in texts.items():
        if name not in OFFICE:
            raise BadValue("name", f"There is no '{name[:40]}' of the office. There are: {', '.join(OFFICE)}.")
        if problem := unstorable(text):
            raise BadValue(name, problem)
        keep_setting(writing.session, f"{settings.OFFICE}{name}", text)
    record(writing, "office on letters changed", changed=sorted(texts))


def _checked(template: Template) -> Template:
    from casework.letters.writing import checked  # Jinja takes long to load, and few programs change a template.

    found = template_from(template_row(template))
    if isinstance(found, Problem):
        raise BadValue(found.field, found.sentence)
    if faults := checked(found.subject, found.body):
        sentence = " ".join(fault.sentence for fault in faults[:2])
        raise BadTemplateText(faults[0].part, sentence, faults[0].line, faults[0].column)
    return found


def _in_force(writing: Writing, id_: str, language: str) -> LetterTemplate | None:
    query = select(LetterTemplate).where(LetterTemplate.id == id_, LetterTemplate.language == language)
    return writing.session.exec(query.where(col(LetterTemplate.withdrawn_at).is_(None))).first()
