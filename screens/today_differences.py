"""What differs by now from what was signed: a row for each figure, with the cases and why under the cursor."""

from collections.abc import Mapping

from textual.content import Content

from casework.summaries.day_differences import DayDifferences, Difference
from casework.summaries.day_figures import title_of
from casework.summaries.day_words import some
from screens.safe import safe
from screens.widgets.columns import Column

AS_SIGNED = "Every figure is still as it was signed."


def difference_columns(titles: Mapping[str, str]) -> tuple[Column[Difference], ...]:
    """The figure, as it was signed and as it is now, and the cases that went and came."""
    return (
        Column("Figure", lambda it: title_of(it.name, titles), share=1, least=24, most=44),
        Column(f"{'Signed':>7}", lambda it: f"{it.signed:>7,}", width=7),
        Column(f"{'Now':>7}", lambda it: (f"{it.now:>7,}", "strong"), width=7),
        Column("Cases gone - and come +", _cases, share=1, least=22, priority=1),
    )


def _cases(it: Difference) -> str:
    told = [f"- {some(it.gone)}"] if it.gone else []
    return "  ".join([*told, f"+ {some(it.come)}"] if it.come else told)


def about_difference(it: Difference | None, found: DayDifferences | None, titles: Mapping[str, str]) -> Content:
    """Why the figure under the cursor differs; where none does, what came after the moment it was signed to count until."""
    if it is None:
        return safe(found.later_words if found is not None else "", "$state-muted")
    return safe(it.sentence(titles))
