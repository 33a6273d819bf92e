"""What came while staff were busy, held until the one line that tells of it is free."""

from collections.abc import Iterable
from datetime import datetime

from casework.alerts import Alert, summed_up
from casework.raised_concerns import Concern, at_or_on
from casework.spoken import listed
from db.queries.alerts import Recent
from db.queries.concerns import Unseen
from db.queries.drafts import DraftView
from screens.widgets.message_line import Kind


class News:
    """Concerns and alerts that have come and have not been told yet."""

    def __init__(self, me: int) -> None:
        """Nothing has come; `me` is not told of what they raised themselves."""
        self._me = me
        self._at_first = ""
        self._concerns: list[Concern] = []
        self._alerts: list[Alert] = []
        self._last = 0

    @property
    def waits(self) -> bool:
        """Whether there is anything to tell."""
        return bool(self._at_first or self._concerns or self._alerts)

    @property
    def kind(self) -> Kind:
        """How it is told: what came just now as a warning."""
        return "warning" if self._concerns or self._alerts else "information"

    def begin(self, unfinished: list[DraftView], concerns: Unseen, alerts: Recent, now: datetime) -> None:
        """Take what was there as the app was opened: it is told as numbers, and is news no more."""
        self._last = _latest(concerns.newest)
        counted = [_many(number, word) for number, word in ((concerns.number, "concern"), (alerts.new, "alert")) if number]
        said = [f"{listed(counted)} not seen yet: press ! to look."] if counted else []
        if unfinished:
            said.insert(0, f"What you wrote under F2 {at_or_on(unfinished[0].kept_at, now)} is not logged yet: F2 shows it.")
        self._at_first = " ".join(said)

    def take(self, known: Recent, concerns: Unseen, alerts: Recent) -> None:
        """Take what has come since."""
        new = [it for it in concerns.newest if it.id > self._last]
        self._last = max(self._last, _latest(new))
        self._concerns = [it for it in (*new, *self._concerns) if it.raised_by_id != self._me]
        before = {(alert.case_id, alert.promise, alert.kind) for alert in known.alerts}
        self._alerts += [it for it in alerts.unseen if (it.case_id, it.promise, it.kind) not in before]

    def told(self, now: datetime) -> str:
        """All of it in one line, concerns first; it is news no more."""
        said = [self._at_first] if self._at_first else []
        if self._concerns:
            more = len(self._concerns) - 1
            said.append(self._concerns[0].news(now) + (f"; {more} more." if more else "."))
        if self._alerts:
            said.append(summed_up(self._alerts, now))
        self._at_first = ""
        self._concerns.clear()
        self._alerts.clear()
        return " ".join(said)


def _latest(concerns: Iterable[Concern]) -> int:
    return max((it.id for it in concerns), default=0)


def _many(number: int, word: str) -> str:
    return f"{number:,} {word}{'' if number == 1 else 's'}"
