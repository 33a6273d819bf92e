"""What the parts of the queue's screen have in common: its list, how that is narrowed and sorted, and what is chosen in it."""

from dataclasses import dataclass
from functools import partial

from textual.getters import query_one

from casework.filter_grammar import Filter
from casework.queue_columns import USUAL, Order
from db.queries.queue import QueueRow
from screens.desk import Desk
from screens.take_next import TakesNext
from screens.widgets.filter_bar import FilterBar
from screens.widgets.text_prompt import TextPrompt
from screens.widgets.window_table import WindowTable

NUMBER_ASKED_FROM = 21
"""From how many cases on their number has to be typed before they are changed in one go."""


@dataclass(frozen=True, slots=True)
class Chosen:
    """The cases a command is for, each with the version it was read at, and what to call them: a reference, or `12 cases`."""

    cases: tuple[tuple[int, int], ...]
    words: str

    def __len__(self) -> int:
        """How many they are."""
        return len(self.cases)


class QueueCases(TakesNext):
    """A screen with a list of cases, some of them marked."""

    table = query_one(WindowTable)
    filter_bar = query_one(FilterBar)

    def __init__(self, desk: Desk) -> None:
        """A list at this desk with nothing read yet."""
        super().__init__(desk)
        self.wanted = Filter()
        """What the list is narrowed to."""
        self.order = Order()
        """What the list is sorted by."""
        self.columns: tuple[str, ...] = USUAL
        """What is shown of each case, by the ids of casework.queue_columns."""
        self.versions: dict[int, int] = {}
        """The version of every marked case."""
        self.marked_all = False
        """Whether the marks are of all that match, which nobody looked through one by one."""

    def chosen(self) -> Chosen:
        """The marked cases, or the one under the cursor; none when there is no row."""
        row: QueueRow | None = self.table.cursor_row
        if not self.table.marked:
            return Chosen(((row.id, row.version),), row.reference) if row is not None else Chosen((), "0 cases")
        marked = (key for key in self.table.marked if isinstance(key, int))
        cases = tuple((key, version) for key in marked if (version := self._version(key)) is not None)
        return Chosen(cases, f"{len(cases):,} cases" if len(cases) != 1 else self._reference_of(cases[0][0]))

    def _version(self, key: int) -> int | None:
        known = self.versions.get(key)
        row: QueueRow | None = self.table.loaded_row(key) if known is None else None
        return row.version if row is not None else known

    def _reference_of(self, case_id: int) -> str:
        row: QueueRow | None = self.table.loaded_row(case_id)
        return row.reference if row is not None else "1 case"

    def done_with(self, chosen: Chosen) -> None:
        """Unmark what was changed."""
        self.table.forget_marks(case_id for case_id, _ in chosen.cases)

    def show_again(self) -> None:
        """Show the list as it is narrowed and sorted now; the cursor stays on its case."""
        raise NotImplementedError

    def show_order(self, order: Order) -> None:
        """Sort the list so from now on; the cursor stays on its case."""
        self.order = order
        self.show_again()

    async def number_typed(self, how_many: int, what: str) -> bool:
        """For a change of many cases: show what is done to how many, and have the number typed. Whether it may go on."""
        if how_many < NUMBER_ASKED_FROM and not (self.marked_all and how_many > 1):
            return True
        question = f"{what} Type {how_many} to go on, or press esc."
        check = partial(_number_problem, how_many)
        prompt = TextPrompt(f"{how_many:,} cases", question=question, check=check, does="go on")
        return await self.app.push_screen_wait(prompt) is not None


def _number_problem(how_many: int, typed: str) -> str | None:
    return None if typed.strip().replace(",", "") == str(how_many) else f"Type {how_many}, or press esc to leave everything."
