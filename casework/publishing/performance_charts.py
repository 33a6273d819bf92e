"""A period's figures as charts, each with the same in words."""

from casework.date_words import MONTHS
from casework.publishing.performance_words import percent_said
from casework.publishing.publication import Chart, Series
from casework.summaries.performance import Performance
from casework.summaries.performance_sums import part_for
from casework.summaries.periods import Period


def flow_chart(figures: Performance) -> Chart:
    """Received and closed over the period."""
    points, part = figures.trend, part_for(figures.period)
    busiest = max(points, key=lambda each: each.received)
    least = min(points, key=lambda each: each.received)
    words = (
        f"Most were received {_when(busiest.period)} ({busiest.received:,}), fewest {_when(least.period)} "
        f"({least.received:,}); {figures.volumes.all.received:,} in all, and {figures.volumes.all.closed:,} were closed."
    )
    if not busiest.received:
        words = f"None was received, and {figures.volumes.all.closed:,} were closed."
    return Chart(
        "flow",
        f"Received and closed by {part}",
        "lines" if len(points) > 14 else "bars",
        tuple(_label(each.period, figures.period) for each in points),
        (
            Series("Received", tuple(float(each.received) for each in points)),
            Series("Closed", tuple(float(each.closed) for each in points)),
        ),
        "cases",
        words,
    )


def on_time_chart(figures: Performance) -> Chart:
    """The percentage of deadlines met over the period, of every standard together."""
    points = figures.trend
    judged = [each for each in points if each.clocks.judged]
    words = "No deadline was met or missed."
    if judged:
        best = max(judged, key=lambda each: each.clocks.share or 0)
        worst = min(judged, key=lambda each: each.clocks.share or 0)
        words = " ".join(
            f"{name} was {it.period.title}, with {percent_said(it.clocks.met, it.clocks.judged)} on time."
            for name, it in (("Best", best), ("Least good", worst))
        )
    return Chart(
        "on-time",
        f"On time by {part_for(figures.period)}, every standard together",
        "lines",
        tuple(_label(each.period, figures.period) for each in points),
        (Series("On time", tuple(None if each.clocks.share is None else each.clocks.share * 100 for each in points)),),
        "%",
        words,
    )


def standards_chart(figures: Performance) -> Chart:
    """Each standard's percentage beside its target."""
    shown = [each for each in figures.standards if each.clocks.judged]
    words = "; ".join(
        f"{each.title} {percent_said(each.clocks.met, each.clocks.judged, each.target)}"
        + (f" of a target of {each.target}%" if each.target is not None else "")
        for each in shown
    )
    return Chart(
        "standards",
        "On time, beside the target",
        "bars",
        tuple(each.title for each in shown),
        (
            Series("On time", tuple((each.clocks.share or 0) * 100 for each in shown)),
            Series("Target", tuple(None if each.target is None else float(each.target) for each in shown)),
        ),
        "%",
        f"{words}." if words else "No deadline was met or missed.",
    )


def _label(part: Period, whole: Period) -> str:
    """What stands under the axis: `1`, `6 Oct`, `Oct`, `2026/27`."""
    if part.shape == "year" and whole.shape != "year":
        return part.title
    if part_for(whole) == "month":
        name = MONTHS[part.first.month - 1][:3]
        return name if whole.days <= 366 else f"{name} {part.first.year % 100:02}"
    if part.shape == "day" and whole.shape == "month":
        return str(part.first.day)
    return f"{part.first.day} {MONTHS[part.first.month - 1][:3]}"


def _when(part: Period) -> str:
    return f"{'on' if part.shape == 'day' else 'in'} {part.title}"
