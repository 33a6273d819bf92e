"""A chart on the screen: what it is, its key, the plot, and the same in words."""

from collections.abc import Iterator

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.getters import query_one
from textual.widget import Widget
from textual.widgets import Static

from casework.publishing.publication import Chart
from casework.publishing.said import point_words
from casework.visible_text import visible
from screens.safe import fit, safe
from screens.widgets.reading_pane import ReadingPane

LONG_LABEL = 12
"""Cells past which labels are written beside bars that lie down, not under bars that stand."""
MOST_TITLE, FIGURE, LEAST_BAR = 38, 7, 10
FULL, TO_TARGET, EMPTY = "█", "│", " "


class ChartBox(Vertical):
    """Shows one chart; the library that plots is loaded with the first that needs it."""

    DEFAULT_CSS = """
    ChartBox {
        padding: 0 1;
        & > #chart-title, & > #chart-words { height: auto; }
        & > #chart-title { max-height: 2; }
        & > #chart-words { max-height: 4; color: $state-muted; }
        & > #plot { height: 1fr; }
        & > ReadingPane { padding: 0; display: none; }
        &.-lying { & > #plot, & > #chart-words { display: none; } & > ReadingPane { display: block; } }
    }
    """
    head = query_one("#chart-title", Static)
    words = query_one("#chart-words", Static)
    place = query_one("#plot", Vertical)
    pane = query_one(ReadingPane)

    def __init__(self, id: str | None = None) -> None:  # noqa: A002
        """A box with no chart yet."""
        super().__init__(id=id)
        self.chart: Chart | None = None

    def compose(self) -> ComposeResult:
        """The title and key, the plot, and the words."""
        yield Static(id="chart-title", markup=False)
        yield Vertical(id="plot")
        yield ReadingPane()
        yield Static(id="chart-words", markup=False)

    def show(self, chart: Chart) -> None:
        """Show a chart, or the same one with other figures."""
        self.chart = chart
        lying = lies_down(chart)
        self.set_class(lying, "-lying")
        self.words.update(safe(chart.words))
        title = f"{chart.title}, {chart.unit}"
        if lying:
            self.head.update(safe(title, "bold"))
            self._draw_bars()
            return
        from screens.widgets.plot import ChartPlot, key_of

        self.head.update(Content.assemble(safe(title, "bold"), safe(f"   {key_of(chart)}", "$state-muted")))
        plots: list[Widget] = list(self.place.children)
        if plots and isinstance(plots[0], ChartPlot):
            plots[0].show(chart)
        else:
            self.place.mount(ChartPlot(chart))

    def on_resize(self) -> None:
        """Draw the bars again in the room there is."""
        self._draw_bars()

    def _draw_bars(self) -> None:
        if self.chart is not None and lies_down(self.chart):
            self.pane.say(Content("\n").join(bars(self.chart, self.size.width - 2)))


def lies_down(chart: Chart) -> bool:
    """Whether its bars lie beside their labels."""
    return chart.kind == "bars" and any(len(visible(label)) > LONG_LABEL for label in chart.labels)


def bars(chart: Chart, cells: int) -> Iterator[Content]:
    """A line for each label: its figure, a bar, and in the bar's place of the second series, a target, a stroke."""
    title = min(MOST_TITLE, max(LONG_LABEL, cells // 3), max((len(visible(label)) for label in chart.labels), default=0))
    room = max(LEAST_BAR, cells - title - FIGURE - 12)
    top = 100.0 if chart.unit == "%" else max((it or 0 for each in chart.series for it in each.values), default=0) or 1.0
    for place, label in enumerate(chart.labels):
        value, *others = (each.values[place] for each in chart.series)
        target = others[0] if others else None
        bar = list(FULL * round((value or 0) / top * room))
        bar += [EMPTY] * (room + 1 - len(bar))
        if target is not None:
            bar[min(room, round(target / top * room))] = TO_TARGET
        below = value is not None and target is not None and value < target
        said = "" if value is None else point_words(value, chart.unit)
        aim = "" if target is None else f"{TO_TARGET} {point_words(target, chart.unit).replace('.0%', '%')}"
        yield Content.assemble(
            safe(fit(label, title)),
            " ",
            safe(f"{said:>{FIGURE}} ", "$state-overdue" if below else ""),
            safe("".join(bar), "$primary"),
            safe(f" {aim}", "$state-muted"),
        )
