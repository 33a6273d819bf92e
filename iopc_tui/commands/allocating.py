"""What `iopc allocate` and `handover` do: which cases are meant, who gets each and why, and doing it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from casework.date_words import short_day
from casework.moments import london_date
from casework.references import read_reference
from casework.share_words import given_words, left_words, portion_words, share_lines, shared_words
from casework.sharing import Share, ToShare, by_skill, even_share, who_share
from db.actions.allocate import Allocated, AllocateEach, allocate_each
from db.errors import NotPossible
from db.queries.case import case_with_reference
from db.queries.case_needs import cases_to_share
from db.queries.queue import queue_ids
from db.queries.teams import team_named
from db.queries.workload import Workload, workload
from db.staff_member import StaffMember
from iopc_tui.commands.output import BadUse
from iopc_tui.commands.typed_filter import filter_typed
from iopc_tui.signing_in import SignedIn

SAID_FROM = 21
"""From how many cases on their number has to be given."""
MOST = 1_000_000


@dataclass(frozen=True, slots=True)
class How:
    """Whom cases are for: a login, `me` or `none`; or without one, whether they are shared by skill, and among which team."""

    to: str
    skill: bool = False
    team: str = ""


@dataclass(frozen=True, slots=True)
class Plan:
    """Who is to get which case: `words` says it, `lines` who gets how many and why, `done` what was done."""

    cases: tuple[ToShare, ...]
    given: AllocateEach
    words: str
    lines: tuple[str, ...]
    done: str
    logins: Mapping[int | None, str | None]
    share: Share | None = None

    @property
    def which(self) -> str:
        """The case, or how many."""
        return self.cases[0].reference if len(self.cases) == 1 else f"{len(self.cases):,} cases"

    def said(self, came: Allocated | None) -> Iterator[str]:
        """The plan, and what came of it; None when it was only to be looked at."""
        yield from ((f"{self.which}: {self.words}.", *(f"  {line}".rstrip() for line in self.lines)) if self.lines else ())
        if came is None:
            yield f"{'' if self.lines else f'{self.which}: {self.words}. '}Nothing was given out."
            return
        if came.left and not came.changed:
            yield f"Nothing was given out.{left_words([it.why for it in came.left])}"
            return
        which = f"{came.changed:,} of {self.which}" if came.left else self.which
        back = " iopc undo takes it back." if came.changed else ""
        yield f"{which}: {self.done if came.changed else 'nothing to change'}.{left_words([it.why for it in came.left])}{back}"

    def as_json(self, came: Allocated | None) -> dict[str, object]:
        """The same for a program: each case with who gets it, each person, and what stayed as it was."""
        references, whys = {case.id: case.reference for case in self.cases}, {}
        if self.share is not None:
            whys = {it.case.id: given_words(it) for it in self.share.given}
        people = [] if self.share is None else [portion_words(portion) for portion in self.share.portions]
        given = [(references[case_id], self.logins[to], whys.get(case_id, "")) for case_id, _, to in self.given.given]
        return {
            "cases": len(self.cases),
            "given": [{"reference": reference, "to": to, "why": why} for reference, to, why in given],
            "people": people,
            "stays": [] if self.share is None else [case.reference for case in self.share.stays],
            "done": came is not None,
            "changed": came.changed if came is not None else 0,
            "left": [] if came is None else [{"reference": references[it.case_id], "why": it.why} for it in came.left],
        }


def cases_meant(desk: SignedIn, words: Sequence[str]) -> list[ToShare]:
    """The open cases that are meant, by references or as a filter. Raises BadUse, CaseNotFound, and NotPossible for none."""
    with desk.store.reading() as connection:
        if all(read_reference(word) for word in words):
            found = cases_to_share(connection, dict.fromkeys(case_with_reference(connection, word).id for word in words))
        else:
            wanted = filter_typed(connection, desk, words)
            ids = queue_ids(connection, wanted, desk.time.now(), desk.staff.id, MOST)
            found = cases_to_share(connection, [case_id for case_id, _ in ids])
    if not found:
        raise NotPossible("No open case is meant by that.")
    return found


def planned(desk: SignedIn, cases: Sequence[ToShare], how: How, whose: StaffMember | None = None) -> Plan:
    """Who would get what; `whose` these all are, who is then not among those they are shared among."""
    if not cases:
        raise NotPossible(f"{whose.name} has no open case." if whose else "No open case is meant by that.")
    with desk.store.reading() as connection:
        people = workload(connection, desk.time.now())
        team = team_named(connection, how.team).name if how.team else None
    if how.to:
        return _to_one(desk, cases, people, how.to)
    among = who_share([it for it in people if whose is None or it.id != whose.id], team)
    if not among:
        raise NotPossible(f"Nobody{f' of {team}' if team else ''} is in to share these among.")
    share = (by_skill if how.skill else even_share)(cases, among)
    words = f"{'by skill' if how.skill else 'evenly'} among {len(among)} who {'is' if len(among) == 1 else 'are'} in"
    given = AllocateEach([(it.case.id, it.case.version, it.to) for it in share.given])
    lines = tuple(share_lines(share, desk.time.today()))
    return Plan(tuple(cases), given, words, lines, shared_words(share), _logins(people), share)


def done(desk: SignedIn, plan: Plan) -> Allocated:
    """Do it, in one go."""
    with desk.store.writing(desk.staff, desk.time.now()) as writing:
        return allocate_each(writing, plan.given)


def require_number(how_many: int, given: int | None) -> None:
    """Raise BadUse unless the number of cases was given where there are many; a wrong one is never right."""
    if (given is None and how_many < SAID_FROM) or given == how_many:
        return
    said = f"These are {how_many:,} cases" + (f", not {given:,}" if given is not None else "")
    raise BadUse(f"{said}. Look with --dry-run; --yes {how_many} gives them out.")


def _to_one(desk: SignedIn, cases: Sequence[ToShare], people: Sequence[Workload], to: str) -> Plan:
    owner = next((it for it in people if it.active and it.login == (desk.staff.login if to == "me" else to)), None)
    if owner is None and to != "none":
        raise BadUse(f"{to[:40]} is not on the staff list. See: iopc staff list.")
    given = AllocateEach([(case.id, case.version, owner.id if owner else None) for case in cases])
    words = f"given to {owner.name}" if owner else "back in the queue"
    if owner is not None and owner.away_until is not None:
        words = f"{words}, who is away until {short_day(owner.away_until, london_date(desk.time.now()))}"
    return Plan(tuple(cases), given, f"to be {words}" if owner else words, (), words, _logins(people))


def _logins(people: Sequence[Workload]) -> dict[int | None, str | None]:
    return {None: None, **{it.id: it.login for it in people}}
