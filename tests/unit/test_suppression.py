"""Small counts held back: whoever sees the rest, and knows the rule, can work none of them out."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from itertools import chain, product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from casework.publishing.publication import Cell, Chart, Column, Publication, Section, Series, StandardSaid, Table
from casework.publishing.suppression import suppressed
from tests.published import kinds_table, year

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


def worked_out(shown: list[list[int | None]], true: list[list[int]], shares: Sequence[Cell] = ()) -> set[tuple[int, int]]:
    """The held counts that can have one value only, for one who knows that each is at least one and what totals are.

    Such a table is a network of rows and columns with a pipe for each count, the totals' against the others', and nothing
    lost at any joint. What is held back is a pipe whose flow may change. It has another value if and only if one more or one
    less may go round in a circle through it. `true` is where the attacker starts from; any table that fits would do.
    """
    rows, columns = len(shown) - 1, len(shown[0]) - 1
    known = [list(line) for line in shown]
    for r, share in enumerate(shares):
        if share.of is not None and isinstance(share.value, float | int):
            known[r][columns], known[r][0] = share.of, round(share.value * share.of)
    held = {(r, c) for r, line in enumerate(known) for c, value in enumerate(line) if value is None}
    ways: dict[str, set[str]] = {}
    for r, c in held:
        total = (r == rows) != (c == columns)
        if total <= (true[r][c] > 1):
            ways.setdefault(f"row {r}", set()).add(f"column {c}")
        if total or true[r][c] > 1:
            ways.setdefault(f"column {c}", set()).add(f"row {r}")

    def leads(start: str, end: str) -> bool:
        """Whether there is a way that is not straight from one to the other."""
        reached, waiting = {start}, [way for way in ways.get(start, ()) if way != end]
        while waiting:
            at = waiting.pop()
            if at == end:
                return True
            if at not in reached:
                reached.add(at)
                waiting += ways.get(at, ())
        return False

    def may_change(r: int, c: int) -> bool:
        row, column = f"row {r}", f"column {c}"
        up, down = column in ways.get(row, ()), row in ways.get(column, ())
        return (up and leads(column, row)) or (down and leads(row, column))

    given = {(r, c) for r, line in enumerate(shown) for c, value in enumerate(line) if value is None and (r, c) not in held}
    return given | {at for at in held if not may_change(*at)}


def by_trying(shown: list[list[int | None]], most: int) -> set[tuple[int, int]]:
    """The same by trying every table of counts up to so many."""
    free = [(r, c) for r in range(len(shown) - 1) for c in range(len(shown[0]) - 1)]
    held = {(r, c) for r, line in enumerate(shown) for c, value in enumerate(line) if value is None}
    found: dict[tuple[int, int], set[int]] = {at: set() for at in held}
    cells = [shown[r][c] for r, c in free]
    for tried in product(*(range(1, most + 1) if value is None else (value,) for value in cells)):
        grid = [list(tried[at : at + len(shown[0]) - 1]) for at in range(0, len(tried), len(shown[0]) - 1)]
        whole = with_totals(grid)
        pairs = zip(chain.from_iterable(shown), chain.from_iterable(whole), strict=True)
        if all(value is None or value == there for value, there in pairs):
            for r, c in held:
                found[r, c].add(whole[r][c])
    return {at for at, values_ in found.items() if len(values_) == 1}


def with_totals(grid: Sequence[Sequence[int]]) -> list[list[int]]:
    lines = [[*line, sum(line)] for line in grid]
    return [*lines, [sum(column) for column in zip(*lines, strict=True)]]


SMALL_GRIDS = st.lists(st.lists(st.integers(1, 4), min_size=2, max_size=2), min_size=2, max_size=3)


@given(SMALL_GRIDS, st.data())
def test_the_attacker_of_these_tests_works_out_what_trying_every_table_does(grid: list[list[int]], data: st.DataObject) -> None:
    true = with_totals(grid)
    held = data.draw(st.sets(st.tuples(st.integers(0, len(grid)), st.integers(0, 2)), max_size=6))
    shown = [[None if (r, c) in held else value for c, value in enumerate(line)] for r, line in enumerate(true)]
    assert worked_out(shown, true) == by_trying(shown, 6)


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
    assert worked_out(shown, with_totals(grid), [row[-1] for row in held.rows] if shares else ()) == set()
    if not {1, 2, 3, 4} & set(chain.from_iterable(before)) and not shares:
        assert held == table


@settings(deadline=None, max_examples=60)
@given(GRIDS.filter(lambda grid: len(grid[0]) > 1))
def test_nor_from_another_table_of_the_same(grid: list[list[int]]) -> None:
    """The rows' totals again in a table of their own, and the whole in a third, its rows across: what any one shows counts."""
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
    assert worked_out(shown, with_totals(grid)) == set()


def test_nothing_more_is_held_back_than_it_takes() -> None:
    table = crossed([[3, 40, 50], [60, 70, 80], [20, 30, 100]])
    [held] = suppressed(publication(table)).sections[0].tables
    assert sum(cell.held_back for row in held.rows for cell in row) == 4
    assert [cell.held_back for cell in held.rows[0]] == [False, True, True, False, False]
    assert held.rows[-1] == table.rows[-1]


def test_percentages_and_medians_of_a_small_count_go_with_it() -> None:
    [held] = suppressed(publication(kinds_table())).sections[0].tables
    feedback = held.rows[3]
    assert [cell.held_back for cell in feedback] == [False, False, False, True, True, True]
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
    assert two.words == "Some points of this chart are held back.", "Which are the most tells of those held back."
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
        ("The reason given most often is illness (2,100).", False),
        ("Received was as in October 2026.", False),
        ("For the target of 90% at most 2,100 may be missed.", True),
    ],
)
def test_a_sentence_stays_if_a_table_shows_each_of_its_numbers(sentence: str, stays: bool) -> None:
    standard = StandardSaid("s", "Reply", "10 working days", 90, "local example", "x")
    held = suppressed(publication(kinds_table(), sentences=[sentence], standards=(standard,)))
    assert held.sections[0].sentences == ((sentence,) if stays else ())
    assert ("1 sentence is left out" in " ".join(held.notes)) is not stays


def days_table() -> Table:
    """On time by day: of one day a small count, which the percentage, what is foreseen from it and the target stand beside."""
    figures = (("Fri 6 Nov 2026", 40, 50), ("Sat 7 Nov 2026", 3, 3), ("Sun 8 Nov 2026", 0, 0), ("Mon 9 Nov 2026", 45, 60))
    rows = tuple(
        (
            Cell(day, "text"),
            Cell(0.9, "percent"),
            Cell(met / whole if whole else None, "percent", whole or None),
            Cell((met + 6.4) / (whole + 20), "percent", whole + 20),
            Cell(whole - 9),
        )
        for day, met, whole in figures
    )
    columns = (
        Column("Day", "text"),
        Column("Target", "percent"),
        Column("On time", "percent"),
        Column("Foreseen", "percent"),
        Column("May be missed", follows=True),
    )
    return Table("days", "By day", columns, rows)


def test_what_a_small_count_leads_to_goes_with_it_but_no_target_and_no_sentence_or_point_says_it() -> None:
    chart = Chart("d", "D", "lines", ("6", "7", "8", "9"), (Series("All", (80.0, 100.0, None, 75.0)),), "%", "By day.")
    told = ("Best was Sat 7 Nov 2026, with 80% on time.", "On Mon 9 Nov 2026 75% of 60 were on time.")
    standard = StandardSaid("s", "Reply", "10 working days", 90, "local example", "x")
    [section] = suppressed(publication(days_table(), charts=[chart], sentences=told, standards=(standard,))).sections
    assert [cell.held_back for cell in section.tables[0].rows[1]] == [False, False, True, True, True]
    assert section.tables[0].rows[2] == days_table().rows[2]
    assert section.charts[0].series[0].values == (80.0, None, None, 75.0)
    assert section.charts[0].series[0].held_back == (1,)
    assert section.sentences == told[1:]


def test_a_percentage_of_another_table_gives_no_count_away() -> None:
    figures = (("a", 3, 30), ("b", 20, 45), ("c", 60, 100))
    columns = Column("", "text"), Column("Met"), Column("Fell due")
    rows = [(Cell(name, "text"), Cell(met), Cell(due)) for name, met, due in (*figures, ("All", 83, 175))]
    met = Table("met", "Met", columns, tuple(rows), has_total=True)
    parts = tuple((Cell(name, "text"), Cell(part / due, "percent", due)) for name, part, due in figures)
    shares = Table("shares", "Shares", (Column("", "text"), Column("If none is kept", "percent")), parts)
    one, two = suppressed(publication(met, shares)).sections[0].tables
    assert [row[1].held_back for row in one.rows] == [True, True, False, False]
    assert [row[1].held_back for row in two.rows] == [True, True, False]


def test_what_is_suppressed_says_so_and_is_not_suppressed_again() -> None:
    held = suppressed(year())
    assert held.held_under == 5
    assert suppressed(held) == held
    assert suppressed(held, under=3) == held


Parts = tuple[int, int]
Known = dict[str, int | None]


def judged(name: str, met: int, missed: int) -> tuple[Cell, ...]:
    whole = met + missed
    return Cell(name, "text"), Cell(whole), Cell(met / whole if whole else None, "percent", whole or None)


def by_standard_and_by_day(standards: Sequence[Parts], days: Sequence[Parts]) -> tuple[Table, Table, Table]:
    """The same deadlines by standard and by day, neither with a total, and the standards a second time."""
    heads = Column("", "text"), Column("Fell due"), Column("On time", "percent")
    of = tuple(
        (*judged(f"Standard {n}", met, missed)[:2], Cell(met), Cell(missed), judged("", met, missed)[2])
        for n, (met, missed) in enumerate(standards)
    )
    one = Table("standards", "Standards", (*heads[:2], Column("Met"), Column("Missed"), heads[2]), of)
    two = Table("trend", "By day", heads, tuple(judged(f"Day {n}", *day) for n, day in enumerate(days)))
    again = (judged(f"Standard {n}, on time", *each) for n, each in enumerate(standards))
    three = Table("compared", "Beside others", (heads[0], Column("Now", "percent")), tuple((row[0], row[2]) for row in again))
    return one, two, three


def shown_of(cell: Cell, name: str) -> Known:
    if cell.kind == "count":
        return {name: cell.value if isinstance(cell.value, int) else None}
    if cell.of is None or not isinstance(cell.value, float):
        return {}
    part = round(cell.value * cell.of)
    return {f"{name} all": cell.of, f"{name} met": part, f"{name} missed": cell.of - part}


def has_another(known: dict[str, int | None], sums: Sequence[dict[str, int]], name: str, true: dict[str, int]) -> bool:
    """Whether what is not known may be otherwise, with another number under a name, by trying numbers one after another."""
    order = [name, *(other for other in true if known.get(other) is None and other != name)]

    def tried(found: dict[str, int], left: list[str]) -> bool:
        for each in sums:
            if all(one in found for one in each) and sum(times * found[one] for one, times in each.items()) != 0:
                return False
        if not left:
            return True
        for number in range(1 if true[left[0]] else 0, true[left[0]] + 5):
            if (left[0] != name or number != true[name]) and tried({**found, left[0]: number}, left[1:]):
                return True
        return False

    return tried({each: value for each, value in known.items() if value is not None}, order)


DEADLINES = st.lists(st.tuples(st.integers(0, 6), st.integers(0, 6)), min_size=2, max_size=2)


@settings(deadline=None, max_examples=20)
@given(DEADLINES, st.integers(0, 12), st.integers(0, 12))
def test_what_is_counted_by_standard_and_by_day_gives_no_count_away(standards: list[Parts], met: int, missed: int) -> None:
    """Who knows that both tables are of the same deadlines, that no total says so, and what each percentage is of."""
    all_met, all_missed = (sum(each[n] for each in standards) for n in (0, 1))
    met, missed = min(met, all_met), min(missed, all_missed)
    days = [(met, missed), (all_met - met, all_missed - missed)]
    held = suppressed(publication(*by_standard_and_by_day(standards, days))).sections[0].tables
    true: dict[str, int] = {}
    sums: list[dict[str, int]] = []
    for table, figures in (("standards", standards), ("trend", days)):
        for n, each in enumerate(figures):
            true |= {f"{table} {n} all": sum(each), f"{table} {n} met": each[0], f"{table} {n} missed": each[1]}
            sums.append({f"{table} {n} all": 1, f"{table} {n} met": -1, f"{table} {n} missed": -1})
    sums += [
        {f"standards 0 {what}": 1, f"standards 1 {what}": 1, f"trend 0 {what}": -1, f"trend 1 {what}": -1}
        for what in ("met", "missed")
    ]
    known: dict[str, int | None] = {}
    for shown_table in held:
        name = "standards" if shown_table.id == "compared" else shown_table.id
        for n, row in enumerate(shown_table.rows):
            for column, cell in zip(shown_table.columns[1:], row[1:], strict=True):
                what = {"Fell due": " all", "Met": " met", "Missed": " missed"}.get(column.title, "")
                for told, value in shown_of(cell, f"{name} {n}{what}").items():
                    known[told] = known.get(told) if value is None else value
    shown = {each for each, value in known.items() if value is not None and 0 < value < 5 and not each.startswith("trend")}
    assert not shown
    for count, number in true.items():
        if 0 < number < 5 and known.get(count) is None:
            assert has_another(known, sums, count, true), (count, held)


def test_what_was_open_before_came_and_went_gives_no_count_away() -> None:
    columns = Column("", "text"), Column("October"), Column("September")
    figures = (("Received", 20, 31), ("Closed", 3, 25), ("Open at the end", 57, 40))
    rows = tuple((Cell(name, "text"), Cell(now), Cell(before)) for name, now, before in figures)
    [held] = suppressed(publication(Table("compared", "Beside other periods", columns, rows))).sections[0].tables
    assert held.rows[1][1].held_back
    assert sum(cell.held_back for row in held.rows for cell in row) == 2


def test_two_of_which_one_is_met_and_one_is_missed_do_not_take_everything_with_them() -> None:
    standards = [(1, 1), (100, 20), (50, 30), (70, 10)]
    held = suppressed(publication(*by_standard_and_by_day(standards, [(120, 30), (101, 31)]))).sections[0].tables
    assert [sum(cell.held_back for cell in row) for row in held[0].rows[2:]] == [0, 0]


def test_no_order_and_no_number_said_elsewhere_tells_what_is_held_back() -> None:
    reasons = (("illness", 20), ("snow", 7), ("a lost file", 7), ("fire", 4))
    rows = tuple((Cell(reason, "text"), Cell(number)) for reason, number in (*reasons, ("All", 38)))
    late = Table("late", "Late", (Column("Reason", "text"), Column("Late")), rows, has_total=True, by_size=True)
    other = Table(
        "other", "Other", (Column("", "text"), Column("Usual", "text")), ((Cell("Letters", "text"), Cell("7", "text")),)
    )
    letters = Table("letters", "Letters", (Column("", "text"), Column("Sent")), ((Cell("Post", "text"), Cell(7)),))
    series = (Series("Late", (20.0, 7.0, 7.0, 4.0)),)
    chart = Chart("c", "C", "bars", tuple(reason for reason, _ in reasons), series, "cases", "By reason.", by_size=True)
    told = publication(
        late, other, letters, charts=[chart], sentences=("7 were late.", "20 were late."), store="/home/ada/desk.db"
    )
    held = suppressed(told)
    [section] = held.sections
    assert [row[0].value for row in section.tables[0].rows] == ["a lost file", "fire", "illness", "snow", "All"]
    assert section.charts[0].labels == ("a lost file", "fire", "illness", "snow")
    assert [row[1].held_back for row in section.tables[0].rows[:-1]] == [
        place in section.charts[0].series[0].held_back for place in range(4)
    ]
    assert section.tables[1].rows[0][1].held_back
    assert section.sentences == ("20 were late.",)
    assert held.store == "desk.db"
    for store, name in (
        ("postgresql://ada@db.example/desk?host=/var/run/postgresql", "desk"),
        ("postgresql://ada@db.example", "PostgreSQL"),
        ("/home/ada/what?.db", "what?.db"),
    ):
        assert suppressed(replace(told, store=store)).store == name


RECEIVED = (("Acknowledge", 20, 18, 2, 1), ("Reply", 60, 51, 9, 3), ("Send", 40, 30, 10, 6), ("Decide", 3, 2, 1, 1))


def standards_table() -> Table:
    """Standards with their targets: of one what was missed is small, of one only what it takes to reach its target is."""
    rows = tuple(
        (Cell(name, "text"), Cell(0.9, "percent"), *map(Cell, (due, met, missed)), Cell(met / due, "percent", due), Cell(few))
        for name, due, met, missed, few in RECEIVED
    )
    counts = Column("Fell due"), Column("Met"), Column("Missed")
    last = Column("On time", "percent"), Column("Too few on time", follows=True)
    return Table("standards", "Standards", (Column("", "text"), Column("Target", "percent"), *counts, *last), rows)


@pytest.mark.parametrize(
    ("sentence", "stays"),
    [
        ("Acknowledge: 90% of 20 were on time (target 90%).", False),
        ("Acknowledge: 90% were on time.", False),
        ("90% were on time.", False),
        ("Acknowledge: the target of 90% is out of reach.", True),
        ("Reply: 85% of 60 were on time, 3 too few for the target of 90%.", True),
        ("Reply: 85% of 60 were on time, 4 too few for the target of 90%.", False),
        ("Reply: 9 were missed, 3 of them late in the day.", False),
        ("Decide: 67% of 3 was on time, 1 too few for the target of 90%.", False),
    ],
)
def test_a_target_is_told_as_such_only_and_a_row_that_is_wholly_shown_may_be_told(sentence: str, stays: bool) -> None:
    standard = StandardSaid("s", "Standard", "10 working days", 90, "local example", "x")
    [held] = suppressed(publication(standards_table(), sentences=[sentence], standards=(standard,))).sections
    assert [any(cell.held_back for cell in row) for row in held.tables[0].rows] == [True, False, False, True]
    assert held.sentences == ((sentence,) if stays else ())


def test_a_row_that_is_wholly_shown_may_be_told_though_another_number_like_it_is_held_back() -> None:
    rows = (("Post", 3), ("Phone", 20), ("Email", 20), ("Letter", 50), ("All", 93))
    lines = tuple((Cell(name, "text"), Cell(number)) for name, number in rows)
    table = Table("t", "T", (Column("", "text"), Column("Sent")), lines, has_total=True)
    told = [f"{name}: {number}." for name, number in rows[:-1]]
    [held] = suppressed(publication(table, sentences=told)).sections
    shown = [str(row[0].value) for row in held.tables[0].rows[:-1] if not row[1].held_back]
    assert len(shown) == 2
    assert [sentence.partition(":")[0] for sentence in held.sentences] == shown


def test_totals_are_told_while_they_are_shown_whatever_is_held_back_of_another_time() -> None:
    figures = (("Post", 3, 2, 1), ("Phone", 97, 69, 54), ("Email", 60, 40, 30), ("All", 160, 111, 85))
    titles = Column("", "text"), Column("Received"), Column("Closed"), Column("Open at the end")
    table = Table("t", "T", titles, tuple((Cell(name, "text"), *map(Cell, line)) for name, *line in figures), has_total=True)
    times = Column("", "text"), Column("October"), Column("September")
    before = (("Received", 160, 3), ("Closed", 111, 40), ("Open at the end", 85, 2))
    compared = Table("compared", "Compared", times, tuple((Cell(name, "text"), Cell(a), Cell(b)) for name, a, b in before))
    told = ("We received 160 contacts and closed 111 cases; 85 were open at its end.", "By email we received 60.")
    [held] = suppressed(publication(table, compared, sentences=told)).sections
    assert not any(cell.held_back for cell in held.tables[0].rows[-1])
    assert held.tables[1].rows[0][2].held_back
    assert held.tables[0].rows[2][1].held_back
    assert held.sentences == told[:1]


def test_what_explains_stays_and_a_part_of_which_no_sentence_may_be_told_says_so() -> None:
    rule = "A figure under 5 is counted with those of the months next to it."
    words = Section("short", "In short", ("3 of feedback were missed.", "Twice as many as before."))
    table = replace(kinds_table(), note="One may have several.")
    plain = publication(table, sentences=(rule,), notes=(rule, "7 wait."), rules=(rule,))
    held = suppressed(replace(plain, sections=(words, *plain.sections)))
    assert held.sections[0].sentences == ("Every sentence is held back; the tables show what may be told.",)
    assert held.sections[1].sentences == (rule,)
    assert held.sections[1].tables[0].note == "One may have several."
    assert held.notes == (rule, "3 sentences are left out, as they tell or may tell what is held back.")


def test_little_figures_that_happen_to_be_alike_in_two_tables_cost_no_total() -> None:
    """Forces and kinds of which as many cases came, went and stayed are not the same cases, so no more is held back for it."""
    titles = Column("Received"), Column("Closed"), Column("Open at the end")
    small = (
        "211 101 202 202 110 312 312 220 312 101 211 312 101 101 211 220 "
        "110 110 523 110 211 101 110 110 211 312 220 211 743 202 101"
    )
    forces = [(int(line[0]), int(line[1]), int(line[2])) for line in small.split()] + [(60, 40, 20)]
    kinds = [(28, 18, 10), (65, 41, 24), (2, 1, 1), (1, 0, 1), (3, 1, 2), (6, 2, 4), (1, 0, 1), (14, 6, 8), (3, 0, 3)]

    def by(name: str, lines: list[tuple[int, int, int]]) -> Table:
        whole = tuple(map(sum, zip(*lines, strict=True)))
        named = [*((f"{name} {number}", line) for number, line in enumerate(lines)), ("All", whole)]
        rows = tuple((Cell(head, "text"), *map(Cell, line)) for head, line in named)
        return Table(name, name, (Column(name, "text"), *titles), rows, has_total=True)

    for table in suppressed(publication(by("Force", forces), by("Kind", kinds))).sections[0].tables:
        assert not any(cell.held_back for cell in table.rows[-1]), table.id
