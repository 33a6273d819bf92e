"""Noting what can be learned from a case, changing it, and taking it back."""

from dataclasses import dataclass
from datetime import datetime

from casework.learning import LINE, TAKEN_BACK, line_text, problem_with_point, read_theme
from casework.option_reading import DetailNotRead
from casework.permissions import require
from db.actions.case_rows import add_entry, case_for_change
from db.audit import details_of, record
from db.errors import BadValue, NotPossible
from db.store import Writing
from db.tables import Case, Entry, LearningPoint

NOTED, CHANGED, WITHDRAWN = "learning noted", "learning changed", "learning taken back"
"""What the audit trail calls it."""


@dataclass(frozen=True, slots=True)
class NoteLearning:
    """A learning point for a case as read at `version`: its theme as typed or chosen, its words exactly as typed."""

    case_id: int
    version: int
    theme: str
    text: str


@dataclass(frozen=True, slots=True)
class ChangeLearning:
    """A learning point, by its row, of a case as read at `version`, and the theme and words to stand in place of its own."""

    case_id: int
    version: int
    point_id: int
    theme: str
    text: str


@dataclass(frozen=True, slots=True)
class TakeLearningBack:
    """A learning point, by its row, to take back from a case as read at `version`."""

    case_id: int
    version: int
    point_id: int


def note_learning(writing: Writing, command: NoteLearning) -> int:
    """Note a learning point on a case, open or closed, and on its timeline; gives its row.

    Raises CaseChanged, NotPossible for a merged case, BadValue for a theme that there is not or words that can't be kept.
    """
    require(writing.staff.role, "add-note")
    theme = _checked(command.theme, command.text)
    case = case_for_change(writing, command.case_id, command.version)
    point, entry = _noted(writing, case, theme, command.text, writing.now)
    record(writing, NOTED, case.id, point=point.id, entry=entry.id)
    return point.id or 0


def change_learning(writing: Writing, command: ChangeLearning) -> int:
    """Note a point in place of another, which stays to be read as taken back; gives its row.

    It counts when the other was noted; its author is who changed it. Raises as `note_learning` and `take_learning_back` do.
    """
    require(writing.staff.role, "add-note")
    theme = _checked(command.theme, command.text)
    case = case_for_change(writing, command.case_id, command.version)
    former = _own_point(writing, case, command.point_id)
    if (former.theme, former.text) == (theme, command.text):
        raise NotPossible("Nothing was changed: the learning point says that already.")
    line = _taken_back(writing, former)
    point, entry = _noted(writing, case, theme, command.text, former.at)
    told = line.id if line is not None else None
    record(writing, CHANGED, case.id, point=point.id, entry=entry.id, former=former.id, former_entry=told)
    return point.id or 0


def take_learning_back(writing: Writing, command: TakeLearningBack) -> None:
    """Take a learning point back; it stays to be read as such on the timeline.

    Members take back what they noted themselves, from team lead on also what others did. Raises CaseChanged, NotPossible.
    """
    require(writing.staff.role, "add-note")
    case = case_for_change(writing, command.case_id, command.version)
    point = _own_point(writing, case, command.point_id)
    writing.session.add(case)
    line = _taken_back(writing, point)
    add_entry(writing, case, TAKEN_BACK, step=point.theme, text=f"Theme: {point.theme}")
    record(writing, WITHDRAWN, case.id, point=point.id, entry=line.id if line is not None else None)


def _checked(typed: str, text: str) -> str:
    """The theme that is meant; raises BadValue for none, or for words that can't be kept."""
    try:
        theme = read_theme(typed)
    except DetailNotRead as refused:
        raise BadValue("theme", str(refused)) from None
    if problem := problem_with_point(text):
        raise BadValue("learning", problem)
    return theme


def _own_point(writing: Writing, case: Case, point_id: int) -> LearningPoint:
    """A point that stands on a case and is for this member to change."""
    point = writing.session.get(LearningPoint, point_id)
    if point is None or point.case_id != case.id or point.withdrawn_at is not None:
        raise NotPossible(f"That learning point does not stand on {case.reference}. Look at the case again.")
    if point.staff_id != writing.staff.id:
        require(writing.staff.role, "change-others-entry")
    return point


def _noted(writing: Writing, case: Case, theme: str, text: str, at: datetime) -> tuple[LearningPoint, Entry]:
    point = LearningPoint(case_id=case.id or 0, theme=theme, text=text, at=at, staff_id=writing.staff.id)
    writing.session.add_all((case, point))
    return point, add_entry(writing, case, LINE, step=theme, text=line_text(theme, text))


def _taken_back(writing: Writing, point: LearningPoint) -> Entry | None:
    """Let a point not stand; gives the line of the timeline that told of it, which does not either."""
    point.withdrawn_at = writing.now
    writing.session.add(point)
    told = (it for action in (NOTED, CHANGED) for it in details_of(writing.session, action, point.case_id))
    line = writing.session.get(Entry, next((it["entry"] for it in told if it["point"] == point.id), 0))
    if line is not None:
        line.withdrawn_at = writing.now
        writing.session.add(line)
    return line
