"""What a case's letters are written from: the templates in force that fit it, and what is known of it."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import Connection, RowMapping, select

from casework.deadlines import deadline
from casework.letters.facts import OFFICE, Known, wanted_language, wants_large_print
from casework.letters.templates import CHANNELS, NOT_OFFICIAL, WELSH_TO_CHECK, Template, shipped_templates, step_of
from casework.moments import london_date
from casework.rules import Rules
from casework.standards import started_by
from casework.steps import open_steps
from db import settings
from db.queries.case import CaseView
from db.queries.drafts import DraftView
from db.staff_member import StaffMember
from db.tables.plain import DRAFT, LETTER_TEMPLATE, SETTING, STAFF

_LETTER, _FREE = "letter ", "free"


@dataclass(frozen=True, slots=True)
class TemplateView:
    """A version of a template: its row, who entered it and when, and when and by whom it was taken out of use, if it was.

    One without a moment of entry is as the program ships it. `replaces` is the row it took the place of.
    """

    row: int
    template: Template
    entered_at: datetime | None
    entered_by: str | None
    withdrawn_at: datetime | None
    withdrawn_by: str | None
    replaces: int | None

    @property
    def in_force(self) -> bool:
        """Whether letters are written from it."""
        return self.withdrawn_at is None

    @property
    def warning(self) -> str:
        """What is to be borne in mind of it: a shipped one is an example, in Welsh one to be checked; nothing of others."""
        if self.entered_at is not None:
            return ""
        return f"{NOT_OFFICIAL} {WELSH_TO_CHECK}" if self.template.language == "cy" else NOT_OFFICIAL


@dataclass(frozen=True, slots=True)
class ForLetters:
    """What a letter on a case begins from: templates that fit, those in the person's language first, and what is known.

    `steps` are those that can be recorded now. `language`, `large_print` and `channel` are as the person wants them, the
    channel empty where they said nothing of it. `drafts` are the writer's letters on the case that are not sent, by template.
    """

    templates: tuple[TemplateView, ...]
    known: Known
    steps: tuple[str, ...]
    language: str
    large_print: bool
    channel: str
    drafts: Mapping[str, DraftView]

    def in_language(self, id_: str, language: str) -> TemplateView | None:
        """The template of this name in a language, if there is one."""
        found = (it for it in self.templates if (it.template.id, it.template.language) == (id_, language))
        return next(found, None)

    def step_for(self, template: Template) -> str:
        """What sending a letter of this template would record, empty when that can't be recorded now."""
        return template.step if step_of(template.step)[0] in self.steps else ""


def templates(connection: Connection, *, in_force_only: bool = False) -> list[TemplateView]:
    """Every version of every template: in the order they ship, those made here after them, the latest version first."""
    row = LETTER_TEMPLATE.c
    entered, withdrawn = STAFF.alias(), STAFF.alias()
    joined = LETTER_TEMPLATE.outerjoin(entered, entered.c.id == row.staff_id).outerjoin(
        withdrawn, withdrawn.c.id == row.withdrawn_by
    )
    query = select(LETTER_TEMPLATE, entered.c.name.label("entered_by"), withdrawn.c.name.label("taken_back_by")).select_from(
        joined
    )
    if in_force_only:
        query = query.where(row.withdrawn_at.is_(None))
    found = [_view(each) for each in connection.execute(query.order_by(row.row_id.desc())).mappings()]
    order = {(each.id, each.language): place for place, each in enumerate(shipped_templates())}
    return sorted(found, key=lambda it: (order.get(_key(it), len(order)), _key(it), not it.in_force))


def template_in_force(connection: Connection, id_: str, language: str) -> TemplateView | None:
    """The version of a template that letters are written from now, if there is one."""
    return next((it for it in templates(connection, in_force_only=True) if _key(it) == (id_, language)), None)


def office(connection: Connection) -> dict[str, str]:
    """What the office has said it is called and reached by on letters, by the names of casework.letters.facts."""
    names = {f"{settings.OFFICE}{name}": name for name in OFFICE}
    rows = connection.execute(select(SETTING.c.key, SETTING.c.value).where(SETTING.c.key.in_(names)))
    return {names[row.key]: row.value for row in rows if row.value.strip()}


def for_letters(connection: Connection, case: CaseView, rules: Rules, now: datetime, writer: StaffMember) -> ForLetters:
    """What a letter on this case begins from."""
    language = wanted_language(case.details, case.person_details)
    fitting = [it for it in templates(connection, in_force_only=True) if it.template.fits(case.kind)]
    done = {entry.step for entry in case.own_timeline if entry.kind == "step" and not entry.withdrawn}
    steps = {"", *(step_of(it.template.step)[0] for it in fitting)}
    known = Known(
        reference=case.reference,
        kind=case.kind,
        subject=case.subject,
        name=case.person,
        phone=case.phone,
        email=case.email,
        received=london_date(case.received_at),
        force=case.force,
        force_reference=case.force_reference,
        owner=case.owner or "",
        outcome=case.outcome,
        details=case.details,
        person_details=case.person_details,
        promises={step: _promises(case, rules, now, step) for step in steps},
        office=office(connection),
        writer=writer.name,
        today=london_date(now),
    )
    wanted = case.person_details.get("channel", "")
    return ForLetters(
        templates=tuple(sorted(fitting, key=lambda it: it.template.language != language)),
        known=known,
        steps=tuple(open_steps(case.kind, done)) if case.closed_at is None else (),
        language=language,
        large_print=wants_large_print(case.details, case.person_details),
        channel=wanted if wanted in CHANNELS else "email" if case.channel == "email" and not wanted else "",
        drafts=_drafts(connection, writer.id, case.reference),
    )


def letter_draft(template: str, reference: str) -> str:
    """The name of a draft of a letter on a case, by the name of its template, empty for one written freely."""
    return f"{_LETTER}{template or _FREE} {reference}"


def _drafts(connection: Connection, staff_id: int, reference: str) -> dict[str, DraftView]:
    of_letters = DRAFT.c.form.startswith(_LETTER, autoescape=True), DRAFT.c.form.endswith(f" {reference}", autoescape=True)
    query = select(DRAFT.c.form, DRAFT.c.content, DRAFT.c.kept_at).where(DRAFT.c.staff_id == staff_id, *of_letters)
    found = [DraftView(row.form, json.loads(row.content), row.kept_at) for row in connection.execute(query)]
    named = {each.form.removeprefix(_LETTER).removesuffix(f" {reference}"): each for each in found}
    return {"" if name == _FREE else name: each for name, each in named.items()}


def _promises(case: CaseView, rules: Rules, now: datetime, step: str) -> Mapping[str, date]:
    """The days running promises are due once a step is recorded, by standard; one that waits or is late has none to tell."""
    running = {rules.standards[clock.standard].id: clock for clock in case.running}
    found = {
        id_: london_date(clock.due_at)
        for id_, clock in running.items()
        if clock.paused_at is None and clock.due_at > now and rules.standards[clock.standard].stops_on != step
    }
    if not step or case.closed_at is not None:
        return found
    begun = [it for it in started_by(rules.standards.values(), case.kind, step, london_date(now)) if it.id not in found]
    again = (rules.standards[clock.standard] for clock in running.values())
    begun += [it for it in again if it.recurring and it.stops_on == step]
    return found | {it.id: deadline(it, now, rules.calendars).due_day for it in begun}


def _key(it: TemplateView) -> tuple[str, str]:
    return it.template.id, it.template.language


def _view(row: RowMapping) -> TemplateView:
    names = ("id", "language", "title", "channel", "subject", "body", "addressee", "step")
    return TemplateView(
        row=row["row_id"],
        template=Template(kinds=tuple(row["kinds"]), **{name: row[name] for name in names}),
        entered_at=row["entered_at"],
        entered_by=row["entered_by"],
        withdrawn_at=row["withdrawn_at"],
        withdrawn_by=row["taken_back_by"],
        replaces=row["replaces"],
    )
