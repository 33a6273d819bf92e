"""Where the time comes from, so that any day can be replayed and every test can choose its own."""

from datetime import UTC, date, datetime, timedelta
from time import monotonic
from typing import Protocol

from casework.moments import london_date, utc


class TimeSource(Protocol):
    """Tells the time to everything that needs it."""

    def now(self) -> datetime:
        """The present moment, in UTC."""
        ...

    def today(self) -> date:
        """The present date in London."""
        ...


class SystemTime:
    """The computer's own clock."""

    def now(self) -> datetime:
        """The present moment, in UTC."""
        return datetime.now(UTC)

    def today(self) -> date:
        """The present date in London."""
        return london_date(self.now())


class ShiftedTime:
    """A clock that began at a chosen moment and has run on from it since."""

    def __init__(self, start: datetime) -> None:
        self._start = utc(start)
        self._began = monotonic()

    def now(self) -> datetime:
        """The chosen moment plus the time since the clock was made, in UTC."""
        return self._start + timedelta(seconds=monotonic() - self._began)

    def today(self) -> date:
        """The date in London by this clock."""
        return london_date(self.now())


class SetTime:
    """A clock that stands still until it is moved."""

    def __init__(self, moment: datetime) -> None:
        self._moment = utc(moment)

    def now(self) -> datetime:
        """The moment the clock stands at, in UTC."""
        return self._moment

    def today(self) -> date:
        """The date in London by this clock."""
        return london_date(self._moment)

    def set(self, moment: datetime) -> None:
        """Move the clock to a moment, which may be earlier."""
        self._moment = utc(moment)

    def advance(self, by: timedelta) -> None:
        """Move the clock on (or back, when negative) by a length of real time."""
        self._moment += by
