"""Charts drawn as SVG: told apart by pattern, dash and mark as well as by colour, every bar with its figure."""

from collections.abc import Iterator, Sequence
from math import ceil, floor, log10

from markupsafe import Markup, escape

from casework.publishing.publication import Chart
from casework.publishing.said import HELD_BACK, point_words
from casework.visible_text import visible

WIDTH = 440
SERIES_STYLES = 6
LETTER = 7.6
"""How wide a letter is taken to be; the font is 14 high."""
LEFT_LABEL = 16
"""Letters that a bar's label may have to stand left of it; longer ones stand above."""

PLOT_TOP, PLOT_HEIGHT, PLOT_LEFT, PLOT_RIGHT = 12, 200, 56, WIDTH - 14
MARKS = ("M-4-4H4V4H-4Z", "M0-5L5 4H-5Z", "M0-6L6 0 0 6-6 0Z", "M-5-5L5 5M5-5L-5 5", "M-6 0H6M0-6V6")
"""Marks of the second series and on; the first has a disc."""
MOST_MARKS = 31
PATTERNS = (
    "",
    "M0 8L8 0M-2 2L2-2M6 10L10 6",
    "M2 2h2v2h-2zM6 6h2v2h-2z",
    "M0 0L8 8M8 0L0 8",
    "M0 2H8M0 6H8",
    "M2 0V8M6 0V8",
)


def drawn(chart: Chart, name: str) -> Markup:
    """The chart as an SVG picture with a title and its words; `name` is one no other chart of the page has."""
    body, height = _bars(chart, name) if chart.kind == "bars" else _lines(chart)
    legend, legend_height = _legend(chart, name, height)
    inner = "\n".join([*_patterns(chart, name), *body, *legend])
    title, words = escape(visible(chart.title)), escape(visible(chart.words))
    return Markup(
        f'<svg viewBox="0 0 {WIDTH} {height + legend_height:.0f}" role="img" aria-labelledby="{name}-title {name}-desc">\n'
        f'<title id="{name}-title">{title}</title>\n<desc id="{name}-desc">{words}</desc>\n{inner}\n</svg>'
    )


def _text(x: float, y: float, text: str, place: str = "start", letters: int = int(WIDTH / LETTER) - 1) -> str:
    shown = visible(text)
    shown = shown if len(shown) <= letters else shown[: letters - 1] + "…"
    return f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{place}">{escape(shown)}</text>'


def _style(number: int) -> int:
    return number % SERIES_STYLES + 1


def _patterns(chart: Chart, name: str) -> Iterator[str]:
    """The fills of the bars, one for each series: plain, hatched, dotted and so on."""
    for number in range(len(chart.series) if chart.kind == "bars" else 0):
        style = _style(number)
        marks = f'<path d="{PATTERNS[style - 1]}"/>' if PATTERNS[style - 1] else '<rect class="whole" width="8" height="8"/>'
        size = 'width="8" height="8" patternUnits="userSpaceOnUse"'
        yield f'<pattern id="{name}-p{number}" class="s{style}" {size}>{marks}</pattern>'


def _bars(chart: Chart, name: str) -> tuple[list[str], float]:
    """A group of bars for each label, each with its figure at its end."""
    values = [value for each in chart.series for value in each.values if value is not None]
    most, least = max([*values, 0.0]), min([*values, 0.0])
    most = max(most, 100.0) if chart.unit == "%" else most
    longest = max((len(visible(label)) for label in chart.labels), default=0)
    beside = longest <= LEFT_LABEL
    left = longest * LETTER + 12 if beside else 4.0
    room = WIDTH - left - 9 * LETTER
    scale = room / ((most - least) or 1)
    zero = left - least * scale
    parts, y = [], 6.0
    for place, label in enumerate(chart.labels):
        parts.append(_text(left - 8, y + 14, label, "end") if beside else _text(left + 4, y + 14, label))
        y += 0 if beside else 20
        for number, each in enumerate(chart.series):
            parts += _bar(
                chart, (f"{name}-p{number}", _style(number)), (each.values[place], place in each.held_back), (zero, y, scale)
            )
            y += 20
        y += 8
    return [*parts, f'<path class="axis" d="M{zero:.1f} 2V{y:.1f}"/>'], y


def _bar(chart: Chart, fill: tuple[str, int], point: tuple[float | None, bool], at: tuple[float, float, float]) -> Iterator[str]:
    (value, held), (zero, y, scale) = point, at
    if value is None:
        yield _text(zero + 6, y + 13, HELD_BACK if held else "no figure")
        return
    start, wide = min(zero, zero + value * scale), abs(value) * scale
    yield f'<rect class="s{fill[1]}" fill="url(#{fill[0]})" x="{start:.1f}" y="{y:.1f}" width="{wide:.1f}" height="16"/>'
    yield _text(start + wide + 6, y + 13, point_words(value, chart.unit))


def _lines(chart: Chart) -> tuple[list[str], float]:
    """A line for each series over a grid, broken where there is no figure."""
    values = [value for each in chart.series for value in each.values if value is not None]
    ticks = _ticks([*values, 0.0, *([100.0] if chart.unit == "%" else [])])
    low, high = ticks[0], ticks[-1]
    step = (PLOT_RIGHT - PLOT_LEFT) / max(1, len(chart.labels) - 1)

    def at(place: int, value: float) -> tuple[float, float]:
        return PLOT_LEFT + place * step, PLOT_TOP + PLOT_HEIGHT * (high - value) / (high - low)

    parts = []
    for tick in ticks:
        y = at(0, tick)[1]
        parts.append(f'<path class="{"axis" if tick == 0 else "grid"}" d="M{PLOT_LEFT} {y:.1f}H{PLOT_RIGHT}"/>')
        parts.append(
            _text(PLOT_LEFT - 8, y + 5, point_words(tick, "").removesuffix(".0") + ("%" if chart.unit == "%" else ""), "end")
        )
    parts += _under_axis(chart.labels, step)
    for number, each in enumerate(chart.series):
        points = [None if value is None else at(place, value) for place, value in enumerate(each.values)]
        parts.append(f'<path class="line s{_style(number)}" d="{_path(points)}"/>')
        parts += [_mark(number, *point) for point in points if point is not None and len(points) <= MOST_MARKS]
    return parts, PLOT_TOP + PLOT_HEIGHT + 34


def _path(points: Sequence[tuple[float, float] | None]) -> str:
    return " ".join(
        f"{'L' if place and points[place - 1] is not None else 'M'}{point[0]:.1f} {point[1]:.1f}"
        for place, point in enumerate(points)
        if point is not None
    )


def _mark(number: int, x: float, y: float) -> str:
    style = _style(number)
    if style == 1:
        return f'<circle class="mark s1" cx="{x:.1f}" cy="{y:.1f}" r="4.5"/>'
    return f'<path class="mark s{style}" transform="translate({x:.1f} {y:.1f})" d="{MARKS[style - 2]}"/>'


def _under_axis(labels: Sequence[str], step: float) -> Iterator[str]:
    """As many labels under the axis as stand clear of one another, the first always."""
    longest = min(12, max((len(visible(label)) for label in labels), default=1))
    every = max(1, ceil((longest * LETTER + 10) / step))
    for place in range(0, len(labels), every):
        x = PLOT_LEFT + place * step
        anchor = "end" if x + longest * LETTER / 2 > WIDTH else "middle"
        yield _text(min(x, WIDTH - 2), PLOT_TOP + PLOT_HEIGHT + 22, labels[place], anchor, 12)


def _ticks(values: Sequence[float]) -> list[float]:
    """Round numbers from below the least to above the greatest, five or so."""
    low, high = min(values), max(values)
    rough = ((high - low) or 1) / 5
    power = 10.0 ** floor(log10(rough))
    step = next(power * times for times in (1, 2, 5, 10) if power * times >= rough * 0.999)
    return [step * number for number in range(floor(low / step), max(ceil(high / step), floor(low / step) + 1) + 1)]


def _legend(chart: Chart, name: str, top: float) -> tuple[list[str], float]:
    """What each series looks like, and its name."""
    parts = []
    for number, each in enumerate(chart.series):
        y, style = top + 6 + number * 22, _style(number)
        if chart.kind == "bars":
            parts.append(f'<rect class="s{style}" fill="url(#{name}-p{number})" x="4" y="{y:.1f}" width="32" height="14"/>')
        else:
            parts.append(f'<path class="line s{style}" d="M4 {y + 8:.1f}H36"/>{_mark(number, 20, y + 8)}')
        parts.append(_text(44, y + 12, each.name, letters=int((WIDTH - 44) / LETTER)))
    return parts, 8.0 + 22 * len(chart.series)
