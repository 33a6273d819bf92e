"""A learning point that was noted or taken back: taken back, or standing again, and its line of the timeline with it."""

from casework.permissions import require
from db.actions.reverse.rows import Detail, the_case
from db.errors import NotPossible
from db.store import Writing
from db.tables import Entry, LearningPoint


def take_point_back(writing: Writing, case_id: int, detail: Detail) -> str:
    """Let a learning point not stand after all."""
    return _stand(writing, case_id, detail, stands=False)


def put_point_back(writing: Writing, case_id: int, detail: Detail) -> str:
    """Let a learning point stand again."""
    return _stand(writing, case_id, detail, stands=True)


def put_former_back(writing: Writing, case_id: int, detail: Detail) -> str:
    """Let a learning point stand as it was before it was changed."""
    _stand(writing, case_id, detail, stands=False)
    return _stand(writing, case_id, _former(detail), stands=True)


def put_changed_back(writing: Writing, case_id: int, detail: Detail) -> str:
    """Let a learning point stand as it was changed."""
    _stand(writing, case_id, _former(detail), stands=False)
    return _stand(writing, case_id, detail, stands=True)


def _former(detail: Detail) -> Detail:
    return {"point": detail["former"], "entry": detail["former_entry"]}


def _stand(writing: Writing, case_id: int, detail: Detail, *, stands: bool) -> str:
    require(writing.staff.role, "add-note")
    case, point = the_case(writing, case_id), writing.session.get(LearningPoint, detail["point"])
    if point is None or point.case_id != case_id:
        raise NotPossible(f"That learning point is no longer on {case.reference}.")
    if stands == (point.withdrawn_at is None):
        raise NotPossible(f"That learning point {'stands' if stands else 'was taken back'} already on {case.reference}.")
    moment = None if stands else writing.now
    point.withdrawn_at = moment
    writing.session.add(point)
    line = writing.session.get(Entry, detail["entry"] or 0)
    if line is not None and line.case_id == case_id:
        line.withdrawn_at = moment
        writing.session.add(line)
    return ""
