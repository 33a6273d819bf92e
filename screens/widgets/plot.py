"""A chart drawn with plotext in the theme's own colours; loaded by the first screen that draws one."""

from collections.abc import Sequence
from itertools import pairwise
from typing import Any, Final

from rich.text import Text
from textual.color import Color
from textual_plotext import PlotextPlot

from casework.publishing.publication import Chart
from casework.visible_text import visible

COLOURS: Final = ("primary", "state-today", "state-ok")
BARS: Final = ("█", "░", "▒")
LINES: Final = ("braille", "•", "x")
SAID: Final = ("⣀⡠⠒", "•••", "xxx")
"""How a line of each kind looks in the key."""
ALONE: Final = "●"
"""A figure with none beside it, which no line leads to."""
Y_TICKS: Final = 4
STEPS: Final = (1, 2, 3, 4, 5, 6, 8)
TENS: Final = tuple(int("1" + "0" * noughts) for noughts in range(12))
"""Steps between two figures of the axis, and what they are multiplied by."""
LEAST_WIDTH, LEAST_HEIGHT = 20, 5
GAP: Final = 3
"""Cells between two labels under the axis."""


def key_of(chart: Chart) -> str:
    """What each series is drawn with: `█ Received   ░ Closed`; told apart without colour; none for a single one."""
    if len(chart.series) < 2:
        return ""
    drawn = BARS if chart.kind == "bars" else SAID
    return "   ".join(f"{drawn[number % len(drawn)]} {visible(each.name)}" for number, each in enumerate(chart.series))


class ChartPlot(PlotextPlot):
    """A chart with an axis of labels and one of figures, as large as its place."""

    def __init__(self, chart: Chart) -> None:
        """A plot of this chart."""
        super().__init__()
        self.chart = chart

    def show(self, chart: Chart) -> None:
        """Draw another chart."""
        self.chart = chart
        self.refresh()

    def render(self) -> Text:
        """The chart in as many cells as there are."""
        plot: Any = self.plt  # Its stubs know neither lists of marks nor whole numbers.
        chart, (width, height) = self.chart, self.size
        if width < LEAST_WIDTH or height < LEAST_HEIGHT:
            return Text("")
        plot.clear_figure()
        plot.theme("clear")
        plot.plotsize(width, height)
        plot._set_size(width, height)
        colours = [Color.parse(self.app.theme_variables[name]).rgb for name in COLOURS]
        if chart.kind == "bars":
            values = [[value or 0 for value in each.values] for each in chart.series]
            marks = [BARS[number % len(BARS)] for number in range(len(values))]
            shades = [colours[number % len(colours)] for number in range(len(values))]
            plot.multiple_bar(list(range(1, len(chart.labels) + 1)), values, marker=marks, color=shades, width=0.6)
        else:
            for number, each in enumerate(chart.series):
                for places in runs(each.values):
                    points = [each.values[place] for place in places]
                    shown = [place + 1 for place in places]
                    marker = LINES[number % len(LINES)] if len(places) > 1 else ALONE
                    plot.plot(shown, points, marker=marker, color=colours[number % len(colours)])
            plot.xlim(1, max(2, len(chart.labels)))
        self._axes(width)
        return Text.from_ansi(plot.build())

    def _axes(self, width: int) -> None:
        plot: Any = self.plt
        chart = self.chart
        top = top_of(chart)
        ticks = list(range(0, top + 1, top // Y_TICKS))
        plot.ylim(0, top)
        plot.yticks(ticks, [f"{tick:,}{'%' if chart.unit == '%' else ''}" for tick in ticks])
        labels = [visible(label) for label in chart.labels]
        places = labelled(labels, width)
        plot.xticks([place + 1 for place in places], [labels[place] for place in places])


def top_of(chart: Chart) -> int:
    """The figure at the top of the axis: a round one that Y_TICKS divide."""
    if chart.unit == "%":
        return 100
    most = max((value for each in chart.series for value in each.values if value is not None), default=0)
    steps = (unit * tens for tens in TENS for unit in STEPS)
    return next(step for step in steps if step * Y_TICKS >= most) * Y_TICKS


def runs(values: Sequence[float | None]) -> list[list[int]]:
    """The places of figures that stand next to each other, a list for each unbroken line."""
    there = [place for place, value in enumerate(values) if value is not None]
    found = [[place] for place in there[:1]]
    for before, place in pairwise(there):
        if place == before + 1:
            found[-1].append(place)
        else:
            found.append([place])
    return found


def labelled(labels: Sequence[str], cells: int) -> list[int]:
    """The places whose labels are written under the axis: as many as there is room for, evenly."""
    most = max(1, cells // (max(map(len, labels), default=1) + GAP))
    return list(range(0, len(labels), -(-len(labels) // most)))
