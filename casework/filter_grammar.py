"""What staff type after `/`: words and terms such as `kind:review owner:none !phone due:today`."""

from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from casework.concerns import concern_kinds
from casework.date_reading import UnreadableDate, read_day
from casework.kinds import UnknownKind, channel_named, kind_named, kinds
from casework.organisations import UnknownOrganisation, organisation_named
from casework.references import Misheard, read_reference
from casework.search_words import folded, wanted_words
from casework.working_days import WorkingCalendar

DueTerm = Literal["overdue", "today", "soon"]
ANY = "any"


@dataclass(frozen=True, slots=True)
class Filter:
    """What a list is narrowed to; every part must hold. `problems` says in words which terms were not understood.

    `without` holds what must not be there, several words together where they were typed as one (`!o'brien`); `owner` is
    `me`, `none` or the folded start of a name; `due_before` keeps cases due before the start of that day; `flag` is a kind of
    concern, or `any` for a case with one of whatever kind.
    """

    words: tuple[str, ...] = ()
    without: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    owner: str | None = None
    force: str | None = None
    channel: str | None = None
    due: DueTerm | None = None
    due_before: date | None = None
    status: Literal["open", "closed", "any"] = "open"
    flag: str | None = None
    problems: tuple[str, ...] = field(default=())

    @property
    def narrows(self) -> bool:
        """Whether anything is left out beyond closed cases."""
        return self != Filter(problems=self.problems)


TERMS = "kind: owner: due: force: channel: status: flag:"


def read_filter(text: str, today: date, calendar: WorkingCalendar) -> Filter:
    """The filter a person typed; never raises: a term that is not understood is named in `problems` and left out.

    `calendar` counts the working days of `due:<+5wd`.
    """
    found: dict[str, object] = {}
    plain: list[str] = []
    without: list[str] = []
    problems: list[str] = []
    for typed in text.split():
        name, colon, value = typed.removeprefix("!").partition(":")
        name = name.lower()
        if colon and name in _READERS:
            if typed.startswith("!"):
                problems.append(f"!{name}: is not a filter. Only words can be left out with !.")
                continue
            if not value:
                problems.append(f"{name}: needs a value.")
                continue
            try:
                found.update(_READERS[name](value, today, calendar))
            except (UnknownKind, UnknownOrganisation, UnreadableDate, _NotAValue) as error:
                problems.append(str(error))
        elif colon and name.isalpha() and value and not value.startswith("/"):
            problems.append(f"'{name[:20]}:' is not a filter. Use {TERMS} or words.")
        elif typed.startswith("!") and len(typed) > 1:
            without.append(" ".join(wanted_words(typed[1:])))
        else:
            plain.append(typed)
            if (problem := _misheard(typed)) is not None:
                problems.append(problem)
    words = tuple(wanted_words(" ".join(plain)))
    return Filter(words=words, without=tuple(filter(None, without)), problems=tuple(problems), **found)  # type: ignore[arg-type]


def _misheard(typed: str) -> str | None:
    """What is wrong with one of our references, by its check letter."""
    try:
        read_reference(typed)
    except Misheard as error:
        return str(error)
    return None


class _NotAValue(Exception):
    pass


def _kind(value: str, today: date, calendar: WorkingCalendar) -> dict[str, object]:
    family = [kind.id for kind in kinds().values() if kind.id.startswith(value.lower())]
    return {"kinds": tuple(family) or (kind_named(value).id,)}


def _owner(value: str, today: date, calendar: WorkingCalendar) -> dict[str, object]:
    name = folded(value)
    if not name:
        raise _NotAValue(f"owner:{value[:20]} is not understood. Use owner:me, owner:none or the start of a name.")
    return {"owner": name}


def _force(value: str, today: date, calendar: WorkingCalendar) -> dict[str, object]:
    return {"force": organisation_named(value.replace("-", " ")).id}


def _channel(value: str, today: date, calendar: WorkingCalendar) -> dict[str, object]:
    return {"channel": channel_named(value).id}


def _due(value: str, today: date, calendar: WorkingCalendar) -> dict[str, object]:
    if value.lower() in ("overdue", "today", "soon"):
        return {"due": value.lower()}
    if value.startswith("<"):
        return {"due_before": read_day(value[1:], today, calendar, prefer="future")}
    raise _NotAValue(f"due:{value[:20]} is not understood. Use due:overdue, due:today, due:soon or due:<fri.")


def _status(value: str, today: date, calendar: WorkingCalendar) -> dict[str, object]:
    if value.lower() in ("open", "closed", "any"):
        return {"status": value.lower()}
    raise _NotAValue(f"status:{value[:20]} is not understood. Use status:open, status:closed or status:any.")


def _flag(value: str, today: date, calendar: WorkingCalendar) -> dict[str, object]:
    meant = [flag for flag in (*concern_kinds(), ANY) if flag.startswith(value.lower())]
    if len(meant) == 1:
        return {"flag": meant[0]}
    named = ", ".join(f"flag:{kind}" for kind in concern_kinds())
    raise _NotAValue(f"flag:{value[:20]} is not understood. Use {named} or flag:{ANY}.")


_READERS = {
    "kind": _kind,
    "owner": _owner,
    "force": _force,
    "channel": _channel,
    "due": _due,
    "status": _status,
    "flag": _flag,
}
