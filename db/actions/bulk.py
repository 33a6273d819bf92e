"""The same change of many cases in one go: those that can't be changed are left out and said, the others are done."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from sqlmodel import col, select

from casework.kinds import asked_before, known_steps, step_label
from casework.permissions import NotAllowed, require
from casework.tasks import PROMISED, RETURNED
from db.actions.add_note import AddNote, add_note
from db.actions.case_rows import NOTHING_SAVED
from db.actions.complete_step import CompleteStep, complete_step
from db.actions.priority import SetPriority, set_priority
from db.actions.refusals import Refusals, Refused
from db.actions.tags import ChangeTags, change_tags
from db.actions.wait import PauseCase, ResumeCase, pause_case, resume_case
from db.audit import last_event
from db.bulk import in_parts
from db.errors import BadValue, CaseChanged, CaseNotFound, NotPossible
from db.staff_member import StaffMember
from db.store import Store, Writing
from db.tables import Case

TRIED_AT_ONCE = 50
"""As many cases are tried in one transaction, so that nobody else waits long to write."""
MOST, MOST_WITH_CLOCKS = 2_000, 500
"""As many cases can be changed in one go, which nobody else can write beside; fewer where clocks are worked out anew."""


@dataclass(frozen=True, slots=True)
class Prioritise:
    """Give each its priority, by its number in casework.priorities."""

    level: int


@dataclass(frozen=True, slots=True)
class Tag:
    """Put tags on each and take tags off."""

    add: tuple[str, ...] = ()
    remove: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Pause:
    """Let each wait for a reason of casework.waiting; `awaited` says whom, as typed."""

    reason: str
    awaited: str = ""


@dataclass(frozen=True, slots=True)
class Resume:
    """Let each wait no longer."""


@dataclass(frozen=True, slots=True)
class Note:
    """Put the same note on the timeline of each, exactly as typed."""

    text: str


@dataclass(frozen=True, slots=True)
class Step:
    """Record a step as done now on each, with the same note and choice."""

    step: str
    text: str = ""
    choice: str = ""


Change = Prioritise | Tag | Pause | Resume | Note | Step


@dataclass(frozen=True, slots=True)
class ChangeMany:
    """Cases, each as read at its version, and what is done to every one of them."""

    cases: Sequence[tuple[int, int]]
    change: Change


@dataclass(frozen=True, slots=True)
class ManyChanged:
    """What came of it: the cases that were changed, each with its version before, how many were so already, and the others."""

    done: tuple[tuple[int, int], ...] = ()
    already: int = 0
    refused: tuple[Refused, ...] = ()

    @property
    def refused_count(self) -> int:
        """How many were left as they are for a reason."""
        return sum(len(each.references) for each in self.refused)

    def beside(self, tried: "ManyChanged") -> "ManyChanged":
        """With those that a trial had left out before this was done to the others."""
        refusals = Refusals()
        refusals.take(tried.refused)
        refusals.take(self.refused)
        return ManyChanged(self.done, self.already + tried.already, refusals.listed())


def change_many(writing: Writing, command: ChangeMany) -> ManyChanged:
    """Change every case that can be; all of it is one change to undo, with a line each in the audit trail and on each timeline.

    Raises, before anything is written, NotAllowed where the member may change no case so, NotPossible for a step that is not
    for many cases at once, and BadValue for what was given.
    """
    cases = list(dict(command.cases).items())
    _refuse_all(writing.staff, command.change, len(cases))
    together = replace(writing, batch=last_event(writing.session)) if len(cases) > 1 else writing
    do, done, already, refusals = _DOES[type(command.change)], [], 0, Refusals()
    for part in in_parts(cases):
        known = _loaded(writing, [case_id for case_id, _ in part])
        for case_id, version in part:
            try:
                with writing.session.begin_nested():
                    changed = do(together, command.change, case_id, version)
            except (CaseChanged, CaseNotFound, NotAllowed, NotPossible) as refusal:
                refusals.add(known.get(case_id, "a case"), str(refusal).removesuffix(NOTHING_SAVED))
                continue
            if changed:
                done.append((case_id, version))
            else:
                already += 1
    return ManyChanged(tuple(done), already, refusals.listed())


def try_many(
    store: Store, staff: StaffMember, now: datetime, command: ChangeMany, told: Callable[[int], bool] = lambda _: True
) -> ManyChanged:
    """What `change_many` would come to now: it is done, some cases at a time, and all of it taken back before anybody sees it.

    `told` hears how many were tried so far and says whether to go on; when not, what was found until then is given.
    Raises as `change_many` does.
    """
    found, cases = ManyChanged(), list(dict(command.cases).items())
    _refuse_all(staff, command.change, len(cases))
    refusals, tried = Refusals(), 0
    done: list[tuple[int, int]] = []
    for start in range(0, max(1, len(cases)), TRIED_AT_ONCE):
        part = cases[start : start + TRIED_AT_ONCE]
        with store.writing(staff, now) as writing:
            came = change_many(writing, replace(command, cases=part))
            writing.session.rollback()
        done += came.done
        refusals.take(came.refused)
        tried += len(part)
        found = ManyChanged(tuple(done), found.already + came.already, refusals.listed())
        if not told(tried):
            break
    return found


def most_at_once(change: Change) -> int:
    """How many cases can be changed so in one go: nobody else can write meanwhile, so it may take no longer than they wait."""
    return MOST_WITH_CLOCKS if isinstance(change, Pause | Resume | Step) else MOST


def steps_for_many() -> list[str]:
    """The steps that can be recorded on many cases in one go, in the order they are met."""
    return [step for step in known_steps() if step != "received" and why_not_for_many(step) is None]


def why_not_for_many(step: str) -> str | None:
    """Why a step can't be recorded on many cases in one go, in a sentence; None when it can."""
    label = step_label(step)
    if (question := asked_before().get(step)) is not None:
        return f"'{label.capitalize()}' is recorded case by case, since of each is asked: {question.asks}"
    if step in (PROMISED, RETURNED):
        return f"'{label.capitalize()}' is recorded case by case, since each call is to somebody else, at a time of its own."
    return None


def _refuse_all(staff: StaffMember, change: Change, how_many: int) -> None:
    """Raise what refuses every case alike, for one sentence in place of as many as there are cases."""
    require(staff.role, _PERMISSIONS[type(change)])
    if how_many > (most := most_at_once(change)):
        raise NotPossible(f"{how_many:,} cases are too many to change so in one go. Do at most {most:,}: narrow the list first.")
    if isinstance(change, Step):
        if change.step not in known_steps():
            raise BadValue("step", f"There is no step '{change.step[:40]}'. Use one of: {', '.join(steps_for_many())}.")
        if (problem := why_not_for_many(change.step)) is not None:
            raise NotPossible(problem)


def _loaded(writing: Writing, ids: Sequence[int]) -> dict[int, str]:
    """The references of cases, which are read together here so that none is read by itself later."""
    found = writing.session.exec(select(Case).where(col(Case.id).in_(ids)))
    return {case.id or 0: case.reference for case in found}


def _prioritise(writing: Writing, change: Prioritise, case_id: int, version: int) -> bool:
    return set_priority(writing, SetPriority(case_id, version, change.level))


def _tag(writing: Writing, change: Tag, case_id: int, version: int) -> bool:
    return change_tags(writing, ChangeTags(case_id, version, change.add, change.remove))


def _pause(writing: Writing, change: Pause, case_id: int, version: int) -> bool:
    pause_case(writing, PauseCase(case_id, version, change.reason, change.awaited))
    return True


def _resume(writing: Writing, _change: Resume, case_id: int, version: int) -> bool:
    resume_case(writing, ResumeCase(case_id, version))
    return True


def _note(writing: Writing, change: Note, case_id: int, _version: int) -> bool:
    add_note(writing, AddNote(case_id, change.text))
    return True


def _step(writing: Writing, change: Step, case_id: int, version: int) -> bool:
    complete_step(writing, CompleteStep(case_id, version, change.step, change.text, change.choice))
    return True


_DOES: dict[type[Change], Callable[..., bool]] = {
    Prioritise: _prioritise,
    Tag: _tag,
    Pause: _pause,
    Resume: _resume,
    Note: _note,
    Step: _step,
}
_PERMISSIONS: dict[type[Change], str] = {
    Prioritise: "change-case",
    Tag: "change-case",
    Pause: "pause-case",
    Resume: "pause-case",
    Note: "add-note",
    Step: "complete-step",
}
