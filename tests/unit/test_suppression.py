"""Small counts held back: whoever sees the rest, and knows the rule, can work none of them out."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from itertools import chain

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from casework.publishing.publication import Cell, Chart, Column, Publication, Section, Series, StandardSaid, Table
from casework.publishing.suppression import suppressed
from tests.published import kinds_table, year

HIGHEST = 14
"""Counts are tried this far past the greatest there is."""
COUNTS = st.one_of(st.integers(0, 4), st.integers(0, 12))
GRIDS = st.tuples(st.integers(1, 4), st.integers(1, 3)).flatmap(
    lambda size: st.lists(st.lists(COUNTS, min_size=size[1], max_size=size[1]), min_size=size[0], max_size=size[0])
)


def publication(*tables: Table, charts: Sequence[Chart] = (), sentences: Sequence[str] = (), **said: object) -> Publication:
    made = datetime(2026, 12, 1, tzinfo=UTC)
    section = Section("s", "S", tuple(sentences), tables, tuple(charts))
    plain = Publication("p", "P", date(2026, 11, 1), date(2026, 11, 30), made, "desk.db", (), (section,))
    return replace(plain, **said)  # type: ignore[arg-type]


def crossed(grid: Sequence[Sequence[int]], id_: str = "t", *, shares: bool = False, rows: str = "Row") -> Table:
    """A table of counts with its totals, and how much of each row is in the first column."""
    lines = [*grid, [sum(column) for column in zip(*grid, strict=True)]]
    names = [*(f"{rows} {n}" for n in range(len(grid))), "All"]
    width = len(grid[0])
    made = []
    for name, line in zip(names, lines, strict=True):
        whole = sum(line)
        share = Cell(line[0] / whole, "percent", whole) if whole else Cell(None, "percent")
        made.append((Cell(name, "text"), *map(Cell, line), Cell(whole), *([share] if shares else [])))
    titles = [*(Column(f"Column {n}") for n in range(width)), Column("All")]
    last = [Column("First of all", "percent")] if shares else []
    return Table(id_, id_, (Column("", "text"), *titles, *last), tuple(made), has_total=True)


def values(table: Table) -> list[list[int | None]]:
    """The counts of a table, None where one is held back."""
    return [[cell.value if isinstance(cell.value, int) else None for cell in row if cell.kind == "count"] for row in table.rows]


def readings(shown: list[list[int | None]], shares: Sequence[Cell] = ()) -> Iterator[list[list[int]]]:
    """Every table that shows just this: each held count at least one, each total what its parts come to, each share as said.

    The counts that are no totals are tried one by one, those nearest to none of them first; a sum that is full ends the trial.
    """
    rows, columns = len(shown) - 1, len(shown[0]) - 1
    free = [(r, c) for r in range(rows) for c in range(columns)]
    found: list[list[int]] = [[0] * columns for _ in range(rows)]

    def fits(r: int, c: int) -> bool:
        row_whole, column_whole = shown[r][columns], shown[rows][c]
        row, column = sum(found[r][: c + 1]), sum(line[c] for line in found[: r + 1])
        if row_whole is not None and (row > row_whole or (c == columns - 1 and row != row_whole)):
            return False
        if column_whole is not None and (column > column_whole or (r == rows - 1 and column != column_whole)):
            return False
        if c == columns - 1 and shares and shares[r].of is not None and not _shares(found[r], shares[r]):
            return False
        return True

    def whole() -> bool:
        grand = shown[rows][columns]
        totals = [sum(column) for column in zip(*found, strict=True)]
        held_totals = [sum(found[r]) for r in range(rows) if shown[r][columns] is None]
        held_totals += [totals[c] for c in range(columns) if shown[rows][c] is None]
        return (
            (grand is None or sum(totals) == grand)
            and 0 not in held_totals
            and (not shares or shares[rows].of is None or _shares(totals, shares[rows]))
        )

    def tried(at: int) -> Iterator[list[list[int]]]:
        if at == len(free):
            if whole():
                yield [list(line) for line in found]
            return
        r, c = free[at]
        cell = shown[r][c]
        for value in range(1, HIGHEST + 12) if cell is None else (cell,):
            found[r][c] = value
            if fits(r, c):
                yield from tried(at + 1)
        found[r][c] = 0

    yield from tried(0)


def _shares(line: Sequence[int], share: Cell) -> bool:
    return sum(line) == share.of and isinstance(share.value, float) and round(share.value * sum(line)) == line[0]


def worked_out(shown: list[list[int | None]], shares: Sequence[Cell] = ()) -> set[tuple[int, int]]:
    """The held counts that can have one value only."""
    held = {(r, c) for r, line in enumerate(shown) for c, value in enumerate(line) if value is None}
    seen: dict[tuple[int, int], int] = {}
    for grid in readings(shown, shares):
        lines = [[*line, sum(line)] for line in grid]
        lines.append([sum(column) for column in zip(*lines, strict=True)])
        held -= {at for at in held if seen.setdefault(at, lines[at[0]][at[1]]) != lines[at[0]][at[1]]}
        if not held:
            break
    return held


def test_the_attacker_of_these_tests_works_out_what_can_be_worked_out() -> None:
    assert worked_out([[None, 8, 11], [5, 6, 11], [8, 14, 22]]) == {(0, 0)}
    assert worked_out([[None, None, 2], [5, 6, 11], [6, 7, 13]]) == {(0, 0), (0, 1)}
    assert worked_out([[None, None, 11], [None, None, 11], [8, 14, 22]]) == set()


@settings(deadline=None, max_examples=120)
@given(GRIDS, st.booleans())
def test_no_held_count_can_be_worked_out_from_totals_and_percentages(grid: list[list[int]], shares: bool) -> None:
    table = crossed(grid, shares=shares)
    [held] = suppressed(publication(table)).sections[0].tables
    shown = values(held)
    before = values(table)
    for line, was in zip(shown, before, strict=True):
        assert all(value == old if value is not None else old != 0 for value, old in zip(line, was, strict=True))
        assert not {1, 2, 3, 4} & set(line)
    assert worked_out(shown, [row[-1] for row in held.rows] if shares else ()) == set()
    if not {1, 2, 3, 4} & set(chain.from_iterable(before)) and not shares:
        assert held == table


@settings(deadline=None, max_examples=60)
@given(GRIDS.filter(lambda grid: len(grid[0]) > 1))
def test_nor_from_another_table_of_the_same(grid: list[list[int]]) -> None:
    """The totals again in two tables of their own, and the whole in a third with its rows across: all that is shown anywhere counts."""
    table = crossed(grid)
    by_row = Table(
        "rows",
        "By row",
        (Column("", "text"), Column("How many")),
        tuple((row[0], row[len(grid[0]) + 1]) for row in table.rows),
        has_total=True,
    )
    across = crossed(list(map(list, zip(*grid, strict=True))), "across")
    heads = [*(f"Column {n}" for n in range(len(grid[0]))), "All"]
    across = replace(
        across,
        columns=(Column("", "text"), *(Column(f"Row {n}") for n in range(len(grid))), Column("All")),
        rows=tuple((Cell(head, "text"), *row[1:]) for head, row in zip(heads, across.rows, strict=True)),
    )
    one, two, three = suppressed(publication(table, by_row, across)).sections[0].tables
    shown = values(one)
    for r, line in enumerate(values(two)):
        shown[r][-1] = shown[r][-1] if line[0] is None else line[0]
    for c, line in enumerate(values(three)):
        for r, value in enumerate(line):
            shown[r][c] = shown[r][c] if value is None else value
    assert not {1, 2, 3, 4} & {value for line in shown for value in line}
    assert worked_out(shown) == set()


def test_nothing_more_is_held_back_than_it_takes() -> None:
    table = crossed([[3, 40, 50], [60, 70, 80], [20, 30, 100]])
    [held] = suppressed(publication(table)).sections[0].tables
    assert sum(cell.held_back for row in held.rows for cell in row) == 4
    assert [cell.held_back for cell in held.rows[0]] == [False, True, True, False, False]
    assert held.rows[-1] == table.rows[-1]


def test_percentages_and_medians_of_a_small_count_go_with_it() -> None:
    [held] = suppressed(publication(kinds_table())).sections[0].tables
    feedback = held.rows[3]
    assert [cell.held_back for cell in feedback] == [False, False, True, True, True, True]
    assert {(cell.value, cell.of, cell.filter) for cell in feedback if cell.held_back} == {(None, None, "")}
    [bare] = (
        suppressed(
            publication(
                Table(
                    "t",
                    "T",
                    (Column("", "text"), Column("Share", "percent")),
                    (
                        (Cell("a", "text"), Cell(0.5, "percent", 4)),
                        (Cell("b", "text"), Cell(0.9, "percent", 30)),
                        (Cell("c", "text"), Cell(0.0, "percent", 30)),
                    ),
                )
            )
        )
        .sections[0]
        .tables
    )
    assert [row[1].held_back for row in bare.rows] == [True, True, False]


def test_a_change_gives_no_small_count_away() -> None:
    columns = (Column("", "text"), Column("Now"), Column("Before"), Column("Change"))
    figures = (("a", 3, 10), ("b", 20, 12), ("c", 40, 70))
    rows = tuple((Cell(name, "text"), Cell(now), Cell(then), Cell(now - then)) for name, now, then in figures)
    [held] = suppressed(publication(Table("t", "T", columns, rows))).sections[0].tables
    assert held.rows[0][1].held_back
    assert held.rows[0][2].held_back or held.rows[0][3].held_back
    assert held.rows[1:] == rows[1:]


def test_the_same_cases_are_held_back_wherever_they_are_listed() -> None:
    def listed(id_: str, name: str, count: int) -> Table:
        row = Cell(name, "text"), Cell(count, filter="flag:safeguarding status:any")
        other = Cell(f"not {name}", "text"), Cell(900, filter="!flag:safeguarding status:any")
        return Table(
            id_,
            id_,
            (Column("", "text"), Column(f"Cases of {id_}")),
            (row, other, (Cell("All", "text"), Cell(906))),
            has_total=True,
        )

    tables = suppressed(publication(listed("one", "Flag", 6), listed("two", "Children", 6)), under=8).sections[0].tables
    assert [[cell.held_back for row in table.rows for cell in row[1:]] for table in tables] == [[True, True, False]] * 2


def test_charts_show_no_more_than_the_tables() -> None:
    table = kinds_table()
    kinds = tuple(str(row[0].value) for row in table.rows[:-1])
    missed = tuple(float(str(row[3].value)) for row in table.rows[:-1])
    shares = tuple(100 * float(str(row[4].value)) for row in table.rows[:-1])
    charts = (
        Chart("a", "A", "bars", kinds, (Series("Missed", missed),), "cases", "3 of feedback."),
        Chart("b", "B", "bars", ("E", "C", "R", "F"), (Series("Late", missed),), "cases", "Most of enquiries."),
        Chart("c", "C", "bars", kinds, (Series("Within standard", shares), Series("Target", (90.0,) * 4)), "%", "Target 90%."),
    )
    standard = StandardSaid("s", "Reply", "10 working days", 90, "local example", "x")
    held = suppressed(publication(table, charts=charts, standards=(standard,)))
    hidden = tuple(place for place, row in enumerate(held.sections[0].tables[0].rows[:-1]) if row[3].held_back)
    one, two, three = held.sections[0].charts
    assert len(hidden) == 2
    for chart in (one, two):
        assert chart.series[0].held_back == hidden
        assert [place for place, value in enumerate(chart.series[0].values) if value is None] == list(hidden)
    assert set(hidden) <= set(three.series[0].held_back)
    assert three.series[1].values == (90.0,) * 4
    assert one.words == "Some points of this chart are held back."
    assert two.words == "Most of enquiries. Some points of this chart are held back."
    assert three.words.startswith("Target 90%.")


@pytest.mark.parametrize(
    ("sentence", "stays"),
    [
        ("4,997 cases came in from 1 Apr 2026 to 31 March 2027, at 16:45 on 2026-04-03.", True),
        ("94% of enquiries met their 10 working days, 94.0% of 2,010.", True),
        ("Half of them took 6.5 working days.", True),
        ("Nobody waits; 0 are late.", True),
        ("Three of feedback were missed.", False),
        ("3 of feedback were missed.", False),
        ("Feedback: 28 of 31 met.", False),
        ("12 more than in October.", False),
        ("Twice as many as before.", False),
        ("They took 3 working days.", False),
    ],
)
def test_a_sentence_stays_if_a_table_shows_each_of_its_numbers(sentence: str, stays: bool) -> None:
    standard = StandardSaid("s", "Reply", "10 working days", 90, "local example", "x")
    held = suppressed(publication(kinds_table(), sentences=[sentence], standards=(standard,)))
    assert held.sections[0].sentences == ((sentence,) if stays else ())
    assert ("1 sentence is left out" in " ".join(held.notes)) is not stays


def test_what_is_suppressed_says_so_and_is_not_suppressed_again() -> None:
    held = suppressed(year())
    assert held.held_under == 5
    assert suppressed(held) == held
    assert suppressed(held, under=3) == held
