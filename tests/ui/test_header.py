"""The header says where you are, what is late and when it is, and never overflows."""

import pytest
from rich.cells import cell_len

from screens.widgets.header import DeskHeader
from tests.ui.driver import screen_text, settle
from tests.ui.hosts import Host

CRUMBS = "Queues > My team > Reviews"
COUNTS = "▲ 14 overdue  ◆ 9 today  ◐ 27 soon"
NOW = "Fri 21 Nov 16:42"


async def header_at(columns: int, notice: str = "", crumbs: str = CRUMBS) -> str:
    """The header's row in a terminal this wide."""
    header = DeskHeader()
    app = Host(header)
    async with app.run_test(size=(columns, 5)) as pilot:
        header.crumbs, header.counts, header.moment_text, header.notice = crumbs, (14, 9, 27), NOW, notice
        await settle(pilot)
        return screen_text(app).splitlines()[0]


@pytest.mark.parametrize(
    ("columns", "notice", "shown"),
    [
        (120, "", f" IOPC Desk  {CRUMBS}{' ' * 28}{COUNTS}  {NOW}"),
        (80, "", f" … > My team > Reviews     {COUNTS}  {NOW}"),
        (70, "", f" … > Reviews     {COUNTS}  {NOW}"),
        (60, "", f" … > Reviews  {COUNTS}  16:42"),
        (36, "", " Reviews  ▲ 14  ◆ 9  ◐ 27  16:42"),
        (80, "as at 30 Jun 2008", f" … > Reviews  as at 30 Jun 2008  {COUNTS}  16:42"),
    ],
)
async def test_what_is_left_when_narrow(columns: int, notice: str, shown: str) -> None:
    row = await header_at(columns, notice)
    assert " ".join(row.split()) == " ".join(shown.split())


@pytest.mark.parametrize("columns", [10, 25, 40, 50, 60, 73, 80, 100, 140])
@pytest.mark.parametrize("crumbs", [CRUMBS, "", "你好世界 > 👩‍👩‍👧 > \x1b[31m", "long " * 1000])
async def test_it_is_always_one_row_and_counts_come_first(columns: int, crumbs: str) -> None:
    row = await header_at(columns, "DEMO", crumbs)
    assert cell_len(row) < columns
    if columns >= 40:
        assert "▲ 14" in row
        assert "◐ 27" in row


@pytest.mark.parametrize(
    ("columns", "unfinished", "shown"),
    [
        (120, False, f" IOPC Desk  {CRUMBS}  ⚑ 2 concerns  ! 3 new  {COUNTS}  {NOW}"),
        (80, False, f" … > Reviews  ⚑ 2 concerns  ! 3 new  {COUNTS}  16:42"),
        (60, False, "… > My team > Reviews ⚑ 2 ! 3 ▲ 14 ◆ 9 ◐ 27 16:42"),
        (101, True, f" … > Reviews  ⚑ F2: not logged yet  ⚑ 2 concerns  ! 3 new  {COUNTS}  16:42"),
        (34, True, "⚑ F2 ⚑ 2 ! 3 ▲ 14 ◆ 9 ◐ 27"),
    ],
)
async def test_concerns_come_before_all_else(columns: int, unfinished: bool, shown: str) -> None:
    header = DeskHeader()
    app = Host(header)
    async with app.run_test(size=(columns, 5)) as pilot:
        header.crumbs, header.counts, header.moment_text = CRUMBS, (14, 9, 27), NOW
        header.concerns, header.alerts, header.unfinished = 2, 3, unfinished
        await settle(pilot)
        assert " ".join(screen_text(app).splitlines()[0].split()) == " ".join(shown.split())
