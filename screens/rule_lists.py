"""What administrators change, as lists: changed days, hours, standards, templates, reasons, people; each row has its story."""

from collections.abc import Mapping
from datetime import date

from casework.bank_holidays import PUBLISHED_TO
from casework.calendars import REGION_TITLES
from casework.date_words import day_words, moment_words
from casework.day_changes import change_words
from casework.letters.facts import LANGUAGES, OFFICE, shipped_office
from casework.standard_changes import withdrawn
from casework.standards import Standard
from casework.why import source_words
from db.queries.day_changes import DayChangeView
from db.queries.hours_changes import HoursChangeView
from db.queries.letters import TemplateView
from screens.admin_people_rows import PEOPLE_LIST
from screens.desk import Desk
from screens.rule_rows import GONE, HELD, LATER, Ours, Reason, RuleList, RuleRow, column

TEMPLATES, REASONS, PEOPLE = "templates", "reasons", "people"


def _days(desk: Desk) -> list[RuleRow]:
    today = desk.time.today()
    found = sorted(desk.read.day_changes(), key=lambda view: (not view.in_force, view.change.day < today))
    return [_day(view, today) for view in found]


def _day(view: DayChangeView, today: date) -> RuleRow:
    change = view.change
    what = {"closure": "closure", "bank holiday": "bank holiday", "worked": "worked after all"}[change.kind]
    where = REGION_TITLES[change.region] if change.region else "the office"
    stands = "withdrawn" if not view.in_force else "past" if change.day < today else "to come" if change.day > today else "today"
    return RuleRow(
        key=view.id,
        cells=(day_words(change.day), what, change.name, where, stands),
        story=(
            change_words(change, withdrawn=not view.in_force),
            _entered(view, change.source),
        ),
        state=GONE if not view.in_force or change.day < today else HELD,
        about=view if view.in_force else None,
    )


def _hours(desk: Desk) -> list[RuleRow]:
    today, calendars = desk.time.today(), desk.rules.calendars
    in_force = calendars.week(today)
    first = calendars.weeks[0]
    shipped = RuleRow(
        key=0,
        cells=("at first", first.words, "in force" if in_force is first else ""),
        story=("The contact centre's published hours: Monday to Friday, 9am to 5pm.",),
        state=HELD if in_force is first else GONE,
        about=None,
    )
    return [shipped, *(_week(view, today, in_force.from_day) for view in desk.read.hours_changes())]


def _week(view: HoursChangeView, today: date, holds_from: date | None) -> RuleRow:
    holds = view.in_force and view.from_day == holds_from
    to_come = view.in_force and view.from_day > today
    stands = "in force" if holds else "to come" if to_come else "" if view.in_force else "taken back"
    return RuleRow(
        key=view.id,
        cells=(day_words(view.from_day), view.hours, stands),
        story=(f"From {day_words(view.from_day)}: {view.hours}.", _entered(view, view.source)),
        state=HELD if holds else LATER if to_come else GONE,
        about=view if view.in_force else None,
    )


def _entered(view: DayChangeView | HoursChangeView, source: str) -> str:
    said = f"Entered by {view.entered_by or 'nobody known'}, {moment_words(view.entered_at)}{f', {source}' if source else ''}."
    if view.withdrawn_at is not None:
        said += f" Taken back by {view.withdrawn_by or 'nobody known'}, {moment_words(view.withdrawn_at)}."
    return said


def _standards(desk: Desk) -> list[RuleRow]:
    today = desk.time.today()
    found = {row: it for row, it in desk.rules.standards.items() if not withdrawn(it)}
    order = {id_: place for place, id_ in enumerate(dict.fromkeys(it.id for it in found.values()))}
    rows = sorted(found.items(), key=lambda item: (order[item[1].id], item[1].effective_from or date.min))
    return [_standard(row, it, today) for row, it in rows]


def _standard(row: int, standard: Standard, today: date) -> RuleRow:
    held = standard.in_force(today)
    since = standard.effective_from
    stands = "in force" if held else "to come" if since and since > today else "past"
    return RuleRow(
        key=row,
        cells=(
            standard.title,
            standard.length_words,
            "-" if standard.target is None else f"{standard.target}%",
            standard.basis,
            stands,
        ),
        story=(
            f"{standard.id}: {standard.promise.lower()} {standard.length_words} after {standard.starts_on}, "
            f"{standard.receipt}, {_region(standard)}, warns {standard.warn} before.",
            f"{source_words(standard)} {'Verified' if standard.verified else 'Not verified'}.{_dates(standard)}",
        ),
        state=HELD if held else LATER if since and since > today else GONE,
        about=standard if standard.effective_to is None else None,
    )


def _templates(desk: Desk) -> list[RuleRow]:
    said = desk.read.office()
    shipped = shipped_office()
    ours = RuleRow(
        key=0,
        cells=("Our name, address, phone, signature", "", "", "asked for" if set(OFFICE) - set(said) - set(shipped) else ""),
        story=("  ".join(f"{name}: {said.get(name) or shipped.get(name) or 'asked for'}" for name in OFFICE),),
        state=HELD,
        about=Ours(said),
    )
    return [ours, *map(_template, desk.read.letter_templates())]


def _template(view: TemplateView) -> RuleRow:
    it = view.template
    stands = "in use" if view.in_force and view.entered_at else "as shipped" if view.in_force else "before"
    entered = view.warning
    if view.entered_at is not None:
        entered = f"Entered by {view.entered_by or 'nobody known'}, {moment_words(view.entered_at)}."
    gone = ""
    if view.withdrawn_at is not None:
        gone = f" Not used since {moment_words(view.withdrawn_at)}, by {view.withdrawn_by or 'nobody known'}."
    return RuleRow(
        key=view.row,
        cells=(it.title, LANGUAGES.get(it.language, it.language), ", ".join(it.kinds), stands),
        story=(f"{it.id}: {it.about}.", f"{entered}{gone}"),
        state=HELD if view.in_force else GONE,
        about=view if view.in_force else None,
    )


def _reasons(desk: Desk) -> list[RuleRow]:
    story = ("Local example: offered when a case is closed late, beside words of one's own.",)
    return [RuleRow(key, (words,), story, HELD, Reason(words)) for key, words in enumerate(desk.read.late_reasons())]


def _dates(standard: Standard) -> str:
    since = f" From {day_words(standard.effective_from)}." if standard.effective_from else ""
    return since + (f" Until {day_words(standard.effective_to)}." if standard.effective_to else "")


def _region(standard: Standard) -> str:
    return REGION_TITLES[standard.calendar] if standard.calendar else "every day counts"


RULE_LISTS: Mapping[str, RuleList] = {
    "days": RuleList(
        "Closures",
        (
            column(0, "Day", width=15),
            column(1, "What", width=16, priority=1),
            column(2, "Name", share=3, least=16),
            column(3, "Where", width=16, priority=2),
            column(4, "", width=9, priority=3),
        ),
        _days,
        f"No closure or holiday has been entered here. Shipped bank holidays are published up to {day_words(PUBLISHED_TO)}.",
        "change-calendar",
    ),
    "hours": RuleList(
        "Hours",
        (column(0, "From", width=15), column(1, "Hours", share=1, least=20), column(2, "", width=10)),
        _hours,
        "",
        "change-calendar",
    ),
    "standards": RuleList(
        "Standards",
        (
            column(0, "Standard", share=1, least=22),
            column(1, "Length", width=16),
            column(2, "Target", width=6, priority=2),
            column(3, "Basis", width=13, priority=1),
            column(4, "", width=8, priority=3),
        ),
        _standards,
        "There are no standards.",
        "change-standards",
    ),
    TEMPLATES: RuleList(
        "Letter templates",
        (
            column(0, "Letter", share=1, least=22),
            column(1, "Language", width=8),
            column(2, "For", width=12, priority=2),
            column(3, "", width=10, priority=1),
        ),
        _templates,
        "There are no templates.",
        "change-templates",
    ),
    REASONS: RuleList("Lateness", (column(0, "Reason", share=1, least=22),), _reasons, "", "change-late-reasons"),
    PEOPLE: PEOPLE_LIST,
}
"""Every list, by its name."""
