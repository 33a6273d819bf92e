"""The story of a clock of a case as read: why it is due when it is, and each time that moved."""

from casework.clock_history import Wait
from casework.clock_story import Told, why_clock
from casework.rules import Rules
from casework.why import Why
from db.queries.case import CaseView
from db.queries.case_parts import ClockView


def explained(case: CaseView, clock: ClockView, rules: Rules) -> Why:
    """Why a clock of a case is due when it is."""
    waits = [Wait(it.reason, it.paused_at, it.resumed_at) for it in case.waits]
    longer = sum(it.units for it in case.extensions if it.clock == clock.id)
    return why_clock(rules, clock.standard, clock.started_at, clock.stopped_at, waits, longer)


def told(case: CaseView, clock: ClockView) -> list[Told]:
    """Each time the due moment of a clock moved, the earliest first."""
    return [Told(it.at, it.due_from, it.due_to, it.why) for it in case.moves if it.clock == clock.id]
