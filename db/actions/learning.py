"""Noting what can be learned from a case, and taking that back."""

from dataclasses import dataclass

from casework.learning import LINE, TAKEN_BACK, line_text, problem_with_point, read_theme
from casework.option_reading import DetailNotRead
from casework.permissions import require
from db.actions.case_rows import add_entry, case_for_change
from db.audit import details_of, record
from db.errors import BadValue, NotPossible
from db.store import Writing
from db.tables import Entry, LearningPoint

NOTED, WITHDRAWN = "learning noted", "learning taken back"
"""What the audit trail calls it."""


@dataclass(frozen=True, slots=True)
class NoteLearning:
    """A learning point for a case as read at `version`: its theme as typed or chosen, its words exactly as typed."""

    case_id: int
    version: int
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
    try:
        theme = read_theme(command.theme)
    except DetailNotRead as refused:
        raise BadValue("theme", str(refused)) from None
    if problem := problem_with_point(command.text):
        raise BadValue("learning", problem)
    case = case_for_change(writing, command.case_id, command.version)
    point = LearningPoint(case_id=command.case_id, theme=theme, text=command.text, at=writing.now, staff_id=writing.staff.id)
    writing.session.add_all((case, point))
    entry = add_entry(writing, case, LINE, step=theme, text=line_text(theme, command.text))
    record(writing, NOTED, case.id, point=point.id, entry=entry.id)
    return point.id or 0


def take_learning_back(writing: Writing, command: TakeLearningBack) -> None:
    """Take a learning point back; it stays to be read as such on the timeline.

    Members take back what they noted themselves, from team lead on also what others did. Raises CaseChanged, NotPossible.
    """
    require(writing.staff.role, "add-note")
    case = case_for_change(writing, command.case_id, command.version)
    point = writing.session.get(LearningPoint, command.point_id)
    if point is None or point.case_id != command.case_id or point.withdrawn_at is not None:
        raise NotPossible(f"That learning point does not stand on {case.reference}. Look at the case again.")
    if point.staff_id != writing.staff.id:
        require(writing.staff.role, "change-others-entry")
    point.withdrawn_at = writing.now
    writing.session.add_all((case, point))
    noted = details_of(writing.session, NOTED, command.case_id)
    line = writing.session.get(Entry, next((it["entry"] for it in noted if it["point"] == command.point_id), 0))
    if line is not None:
        line.withdrawn_at = writing.now
        writing.session.add(line)
    add_entry(writing, case, TAKEN_BACK, step=point.theme, text=f"Theme: {point.theme}")
    record(writing, WITHDRAWN, case.id, point=point.id, entry=line.id if line is not None else None)
