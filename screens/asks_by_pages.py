"""Pages asked over a screen: what is typed in one is a draft on disk a second later, and there again when it is opened again."""

import asyncio
import contextlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from textual import work
from textual.screen import Screen

from casework.errors import DeskError
from screens.desk import Desk
from screens.live_screen import LiveScreen, Result


@dataclass(frozen=True, slots=True)
class _Open:
    """The page on the screen: the name of its draft, and what has been typed in it so far, nothing when it is as it was."""

    draft: str
    typed: Callable[[], Mapping[str, str]]


class AsksByPages(LiveScreen):
    """A screen that asks by pages and loses nothing that was typed in one."""

    def __init__(self, desk: Desk) -> None:
        """At this desk."""
        super().__init__(desk)
        self._page: _Open | None = None
        self._pages_kept: dict[str, Mapping[str, str]] = {}
        self._page_drafts = asyncio.Lock()

    async def typed_before(self, draft: str) -> Mapping[str, str]:
        """What was typed in a page and not saved, by field; nothing when there is no draft of it."""
        found = await self.look_up(lambda: self.desk.read.draft(draft))
        if found is not None:
            self._pages_kept[draft] = found.fields
        return self._pages_kept.get(draft, {})

    async def fill_in(self, page: Screen[Result], draft: str, typed: Callable[[], Mapping[str, str]]) -> Result | None:
        """Open a page and give its answer; what is typed in it is kept all the while, and after."""
        self._page = _Open(draft, typed)
        try:
            answer = await self.app.push_screen_wait(page)
        finally:
            self._page = None
        await self.keep_page(draft, typed())
        return answer

    async def keep_page(self, draft: str, typed: Mapping[str, str]) -> None:
        """Keep what was typed in a page; nothing lets go of its draft."""
        async with self._page_drafts:
            await asyncio.to_thread(self._write_page, draft, typed)
            # Also when the disk would not take it: what is said next, that it is kept here, must be true.
            self._pages_kept[draft] = dict(typed)

    def tick(self) -> None:
        """Keep what is typed as time passes."""
        super().tick()
        if self.alive and self._page is not None and not self._page_drafts.locked():
            self._keep_open_page()

    @work(group="draft")
    async def _keep_open_page(self) -> None:
        page = self._page
        async with self._page_drafts:
            if page is not None and page is self._page and page.typed() != self._pages_kept.get(page.draft, {}):
                await asyncio.to_thread(self._write_page, page.draft, page.typed())

    def keep_now(self) -> None:
        """Put what is being typed on disk before the app ends."""
        if self._page is not None:
            self._write_page(self._page.draft, self._page.typed())

    def _write_page(self, draft: str, typed: Mapping[str, str]) -> None:
        with contextlib.suppress(DeskError):
            if typed:
                self.desk.do.keep_draft(draft, typed)
            elif self._pages_kept.get(draft):
                self.desk.do.drop_draft(draft)
            self._pages_kept[draft] = dict(typed)
