"""What is said of clocks wherever they are counted: which of them count, and which were in vain."""

from typing import Any

from sqlalchemy import and_, or_, text

from db.tables.plain import CLOCK

NOT_VOID: Any = text("clock.state != 'void'")
"""A clock that was not begun by mistake; written out, as the condition of an index is, so that it is used."""
IN_VAIN: Any = or_(CLOCK.c.stopped_at > CLOCK.c.due_at, and_(CLOCK.c.stopped_at.is_(None), CLOCK.c.paused_at.is_(None)))
"""That a clock was stopped after its due moment, or was not and runs: once that moment is over, it was missed."""
