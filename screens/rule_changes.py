"""What an administrator fills in to change what the desk counts by, and the change those words make."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import get_args

from casework.calendars import DIVISIONS, REGION_TITLES, ChangeKind, DayChange
from casework.date_reading import read_day
from casework.date_words import day_words
from casework.office_week import EXAMPLE, read_week, week_words
from casework.standard_changes import CHANGEABLE, value_from, value_words
from casework.standards import Basis, Due, Receipt, Standard, Unit
from db.actions.change_days import ChangeDays
from db.actions.change_hours import ChangeHours, TakeHoursBack
from db.actions.change_rules import RuleChange
from db.actions.change_standards import ChangeStandard, TakeStandardBack
from db.queries.day_changes import DayChangeView
from db.queries.hours_changes import HoursChangeView
from screens.widgets.choice import Option

Texts = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class ChangeField:
    """One thing to fill in or choose: `read` says how a text is understood, raising a DeskError for one that is not."""

    name: str
    label: str
    placeholder: str = ""
    value: str = ""
    options: tuple[Option, ...] = ()
    read: Callable[[str], str] | None = None
    shown: Callable[[Texts], bool] = lambda _: True


@dataclass(frozen=True, slots=True)
class RuleForm:
    """A question about a change: its fields, and the change that the filled-in ones make.

    `change` raises a DeskError for what can't be read, and gives None while too little is filled in.
    """

    title: str
    fields: tuple[ChangeField, ...]
    change: Callable[[Texts], RuleChange | None]
    hint: str = ""


def new_day(today: date) -> RuleForm:
    """Enter a closure, a bank holiday, or a bank holiday that is worked after all."""

    def read(typed: str) -> str:
        return day_words(_day(typed, today))

    def change(texts: Texts) -> RuleChange | None:
        if not texts["day"].strip():
            return None
        kind: ChangeKind = next(it for it in get_args(ChangeKind) if it == texts["kind"])
        region = "" if kind == "closure" else texts["region"]
        return ChangeDays(add=(DayChange(_day(texts["day"], today), kind, texts["name"], region, texts["source"]),))

    kinds = (Option("closure", "closure"), Option("bank holiday", "bank holiday"), Option("worked", "worked after all"))
    regions = tuple(Option(name, REGION_TITLES[name]) for name in DIVISIONS)
    return RuleForm(
        title="Enter a closure, or a holiday kept or worked",
        fields=(
            ChangeField("day", "Day", "such as 24 dec", read=read),
            ChangeField("kind", "What", value="closure", options=kinds),
            ChangeField(
                "region", "Where", value=DIVISIONS[0], options=regions, shown=lambda texts: texts.get("kind") != "closure"
            ),
            ChangeField("name", "Name", "what staff and callers know it by"),
            ChangeField("source", "Source", "on whose word"),
        ),
        change=change,
        hint="Type the day to see which deadlines would move.",
    )


def new_hours(today: date) -> RuleForm:
    """Change the office hours from a date on."""

    def change(texts: Texts) -> RuleChange | None:
        if not texts["from"].strip() or not texts["hours"].strip():
            return None
        read_week(texts["hours"])
        return ChangeHours(_day(texts["from"], today), texts["hours"], texts["source"])

    return RuleForm(
        title="Change the office hours",
        fields=(
            ChangeField("from", "From", "such as 1 jan", read=lambda typed: day_words(_day(typed, today))),
            ChangeField("hours", "Hours", f"such as {EXAMPLE}", read=lambda typed: week_words(read_week(typed))),
            ChangeField("source", "Source", "on whose word"),
        ),
        change=change,
        hint="Type from when, and the hours, to see which deadlines would move.",
    )


def changed_standard(standard: Standard, today: date) -> RuleForm:
    """Change a standard from a date on."""

    def change(texts: Texts) -> RuleChange | None:
        changes = {name: value_from(name, texts[name]) for name in CHANGEABLE if texts[name] != value_words(standard, name)}
        if not texts["from"].strip() or not changes:
            return None
        return ChangeStandard(standard.id, _day(texts["from"], today), changes)

    return RuleForm(
        title=f"Change: {standard.title}",
        fields=(
            ChangeField("from", "From", "such as 1 jan", read=lambda typed: day_words(_day(typed, today))),
            *(_part(standard, name) for name in _IN_ORDER),
        ),
        change=change,
        hint="Type from when, and change what is otherwise, to see which deadlines would move.",
    )


def taken_back(about: DayChangeView | HoursChangeView | Standard) -> RuleForm:
    """Take a change back."""
    if isinstance(about, DayChangeView):
        said, undo = f"{day_words(about.change.day)}, {about.change.name or about.change.kind}", _withdrawn(about)
    elif isinstance(about, HoursChangeView):
        said, undo = f"the hours from {day_words(about.from_day)}", TakeHoursBack(about.from_day)
    else:
        said, undo = f"the latest change of {about.title}", TakeStandardBack(about.id)
    return RuleForm(
        title=f"Take back {said}?",
        fields=(),
        change=lambda _: undo,
    )


def _withdrawn(view: DayChangeView) -> RuleChange:
    return ChangeDays(withdraw=(view.change,))


_IN_ORDER = (
    *("length", "unit", "warn", "target", "receipt", "due", "calendar", "basis", "source", "verified"),
    *("title", "promise", "waits_for", "longest_extension"),
)
_LABELS = {"waits_for": "Waits for", "longest_extension": "Longest +", "due": "Due at"}
_HINTS = {
    "waits_for": "any, or reasons with commas between",
    "longest_extension": "no limit",
    "target": "no target",
    "warn": "days before",
}


def _part(standard: Standard, name: str) -> ChangeField:
    options = _options(name)
    label = _LABELS.get(name, name.capitalize())
    return ChangeField(name, label, _HINTS.get(name, ""), value_words(standard, name), options)


def _options(name: str) -> tuple[Option, ...]:
    choices: dict[str, tuple[str, ...]] = {
        "unit": get_args(Unit),
        "receipt": get_args(Receipt),
        "due": get_args(Due),
        "basis": get_args(Basis),
        "verified": ("yes", "no"),
    }
    if name == "calendar":
        return (Option("", "every day"), *(Option(region, title) for region, title in REGION_TITLES.items()))
    return tuple(Option(each, each) for each in choices.get(name, ()))


def _day(typed: str, today: date) -> date:
    return read_day(typed, today)
