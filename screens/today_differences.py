"""What differs by now from what was signed: under each thing that happened since, the figures it moved and the cases."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from textual.content import Content

from casework.summaries.day_differences import Cause, DayDifferences, Difference, difference_title
from casework.summaries.day_words import some
from screens.safe import safe
from screens.widgets.columns import Column

AS_SIGNED = "Every figure is still as it was signed."


@dataclass(frozen=True, slots=True)
class DifferenceRow:
    """A cause, which heads the figures it moved; or one of those, with what differs."""

    key: str
    cause: Cause
    it: Difference | None = None

    @property
    def heading(self) -> str:
        """The cause in words; nothing for a figure."""
        return "" if self.it is not None else self.cause.said


def difference_rows(found: DayDifferences | None) -> Sequence[DifferenceRow]:
    """The causes, what nothing explains first, each with its figures under it."""
    rows: list[DifferenceRow] = []
    for cause in found.causes if found is not None else ():
        rows.append(DifferenceRow(cause.words, cause))
        rows += [DifferenceRow(f"{cause.words}\n{it.name}", cause, it) for it in cause.moved]
    return rows


def difference_columns(titles: Mapping[str, str]) -> tuple[Column[DifferenceRow], ...]:
    """The figure, as it was signed and as it is now, and the cases that went and came."""
    return (
        Column("Figure", lambda row: difference_title(row.it.name, titles) if row.it else "", share=1, least=24, most=44),
        Column(f"{'Signed':>7}", lambda row: f"{row.it.signed:>7,}" if row.it else "", width=7),
        Column(f"{'Now':>7}", lambda row: (f"{row.it.now:>7,}" if row.it else "", "strong"), width=7),
        Column("Cases gone - and come +", lambda row: _cases(row.it) if row.it else "", share=1, least=22, priority=1),
    )


def _cases(it: Difference) -> str:
    told = [f"- {some(it.gone)}"] if it.gone else []
    return "  ".join([*told, f"+ {some(it.come)}"] if it.come else told)


def about_difference(row: DifferenceRow | None, found: DayDifferences | None, titles: Mapping[str, str]) -> Content:
    """Why the figure under the cursor differs; where none does, what came after the moment it was signed to count until."""
    if row is None or row.it is None or found is None:
        return safe(found.later_words if found is not None else "", "$state-muted")
    advice = "" if row.cause.words else f" {found.advice}"
    return safe(f"{row.it.words(titles)}. {row.cause.said}.{advice}")
