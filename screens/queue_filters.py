"""What helps to type a filter: what can follow, by the names in the record, and what was typed on other days."""

from collections.abc import Sequence
from dataclasses import replace

from textual import events, on, work

from casework.filter_completion import Completion, completions
from casework.filter_grammar import Filter, Known, read_filter
from casework.filter_history import history_text, read_history, with_filter
from casework.filters.split import piece_at
from casework.moments import london_date
from db import settings
from screens.queue_views import QueueViews
from screens.widgets.filter_bar import FilterBar
from screens.widgets.views_list import ViewsList

_NOBODY = Known()


class QueueFilters(QueueViews):
    """A queue whose filter is completed and checked by the names in the record, and recalled after a restart."""

    @on(events.Mount)
    def _begin_filters(self) -> None:
        self.filter_bar.complete_by(self._may_follow)
        self._read_earlier()

    def _may_follow(self, text: str, cursor: int) -> Sequence[Completion]:
        return completions(text, cursor, self.view_rows.known or _NOBODY)

    def read_typed(self, text: str) -> None:
        """Take up what the list is to be narrowed to, naming what is not understood, a name that is nobody's too."""
        self.wanted = self._read(text)
        typed_now = piece_at(text, self.filter_bar.field.cursor_position)
        others = f"{text[: typed_now.start]}{text[typed_now.end :]}"
        self.filter_bar.complain(self.wanted.problems, self._read(others).problems if self.wanted.problems else ())

    def _read(self, text: str) -> Filter:
        return read_filter(text, london_date(self.desk.time.now()), self.desk.calendar, self.view_rows.known)

    @on(ViewsList.Read)
    def _read_again(self) -> None:
        """Names may be others by now, and `due:<fri` may mean another day."""
        before = replace(self.wanted, problems=())
        self.read_typed(self.filter_bar.text)
        if replace(self.wanted, problems=()) != before:
            self.show_again()

    @work(group="filters")
    async def _read_earlier(self) -> None:
        own = await self.look_up(self.desk.read.own_settings)
        earlier = read_history((own or {}).get(settings.FILTERS))
        for typed_meanwhile in self.filter_bar.field.earlier:
            earlier = with_filter(earlier, typed_meanwhile)
        self.filter_bar.field.earlier = earlier

    @on(FilterBar.Remembered)
    def _remember(self, event: FilterBar.Remembered) -> None:
        self._keep_filter(event.text)

    @work(group="filters")
    async def _keep_filter(self, text: str) -> None:
        """Keep it among those typed at any terminal: they are the member's own, and in no other place."""

        def keep() -> None:
            earlier = read_history(self.desk.read.own_settings().get(settings.FILTERS))
            self.desk.do.keep_own_setting(settings.FILTERS, history_text(with_filter(earlier, text)))

        await self.look_up(keep)
