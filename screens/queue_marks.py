"""Marking cases of the queue: from one to another, or all that match; and the marks kept true while others work."""

from collections.abc import Hashable

from textual import on, work

from screens.commands import Command
from screens.desk import Desk
from screens.queue_list import QueueList
from screens.queue_source import QueueSource
from screens.widgets.list_messages import MarksChanged, Refilled

MOST_MARKED = 10_000
"""How many cases can be marked in one go."""


class MarkRange(Command):
    """Mark every case from the one marked last to the one under the cursor."""

    label = "mark to here"
    keys = "."
    group = "Lists"


class MarkAll(Command):
    """Mark every case that the filter keeps, seen or not."""

    label = "mark all"
    keys = "*"
    group = "Lists"


class MarksCases(QueueList):
    """A queue in which many cases are marked at once."""

    def __init__(self, desk: Desk) -> None:
        """A queue of a desk with nothing marked."""
        super().__init__(desk)
        self._there: frozenset[Hashable] = frozenset()
        self._looked_in: QueueSource | None = None

    def why_not(self, command: type[Command]) -> str | None:
        """Why nothing can be marked so now."""
        if command is MarkRange and self.is_mounted and self.table.last_marked is None:
            return "Mark a case with space first: . then marks from there to the cursor."
        if command is MarkAll and self.is_mounted and not self.table.total:
            return "No case is in this list."
        return super().why_not(command)

    @work(exclusive=True, group="marks")
    async def action_mark_range(self) -> None:
        """Mark from the case marked last to the cursor, whichever of them is first."""
        source, here = self.source, self.table.cursor
        last = self.table.last_marked
        if source is None or last is None:
            return
        there = await self.look_up(lambda: source.position(last))
        if there is None:
            self.say("The case you marked last is no longer in this list. Mark one with space first.", "warning")
            return
        first, many = min(here, there), abs(here - there) + 1
        if many > MOST_MARKED:
            self.say(f"From there to here are {many:,} cases; {MOST_MARKED:,} can be marked in one go.", "warning")
            return
        rows = await self.look_up(lambda: source.window(first, many))
        if rows is not None and source is self.source:
            self._mark([(row.id, row.version) for row in rows])
            self.say(f"{len(rows):,} cases marked, from there to here. esc unmarks.")

    @work(exclusive=True, group="marks")
    async def action_mark_all(self) -> None:
        """Mark all that match, or as many of the first as can be marked."""
        source = self.source
        found = await self.look_up(lambda: source.ids(MOST_MARKED)) if source is not None else None
        if found is None or source is not self.source:
            return
        self.marked_all = True
        self._mark(found)
        total = max(self.table.total, len(found))
        if len(found) < total:
            self.say(f"The first {len(found):,} of {total:,} are marked, the most in one go. esc unmarks.", "warning")
        else:
            which = "The one case of this list is" if total == 1 else f"All {total:,} cases of this list are"
            self.say(f"{which} marked. esc unmarks.")

    def _mark(self, found: list[tuple[int, int]]) -> None:
        self.versions.update(found)
        self.table.mark(case_id for case_id, _ in found)
        self._seen_in_list(frozenset(case_id for case_id, _ in found))

    def _seen_in_list(self, keys: frozenset[Hashable]) -> None:
        """These are marked in the list as it is; of those marked in another it is not known whether they are in this one."""
        if self._looked_in is not self.source:
            self._there, self._looked_in = frozenset(), self.source
        self._there |= keys

    @on(MarksChanged)
    def _know_versions(self, event: MarksChanged) -> None:
        """Know the version of every marked case, whose row may soon not be loaded, and of no other."""
        rows = {key: self.table.loaded_row(key) for key in event.marked if key not in self.versions}
        known = {key: self.versions[key] for key in event.marked if isinstance(key, int) and key in self.versions}
        self.versions.clear()
        self.versions.update(known)
        self.versions.update({row.id: row.version for row in rows.values() if row is not None})
        if rows:
            self._seen_in_list(frozenset(rows))
        self._there &= event.marked
        self.marked_all = self.marked_all and bool(event.marked)

    @on(Refilled)
    def _keep_marks_true(self) -> None:
        if self.table.marked and self.source is not None:
            self._look_for_marked(self.source)

    @work(exclusive=True, group="marked")
    async def _look_for_marked(self, source: QueueSource) -> None:
        """See which marked cases the list still has; unmark those that left it while it was shown, and say so."""
        marked = frozenset(self.table.marked)
        found = await self.look_up(lambda: source.kept(marked))
        if found is None or source is not self.source:
            return
        left = self._there - found.keys() if source is self._looked_in else frozenset()
        self._looked_in = source
        self._there = frozenset(found) | (self._there & (frozenset(self.table.marked) - marked))
        self.versions.update(found)
        if left:
            self.table.forget_marks(left)
            await self._say_left(left)
        self.say_count()

    async def _say_left(self, left: frozenset[Hashable]) -> None:
        """Say that marked cases left the list, and where it went when it was one."""
        (case_id, *others), wanted = left, self.wanted
        if others or not isinstance(case_id, int):
            self.say_too(f"{len(left):,} marked cases left this list and are not marked any more.")
            return
        said = await self.look_up(lambda: self.desk.read.where_it_went(wanted, case_id))
        text = f"{said or 'A marked case left this list.'} It is not marked any more."
        if self.went == said:
            self.say(text)
        else:
            self.say_too(text)

    def marks_words(self) -> str:
        """How many are marked, and how many of those the list does not show now."""
        hidden = len(self.table.marked) - len(self._there & self.table.marked)
        words = super().marks_words()
        return f"{words[:-2]} ({hidden:,} not shown), " if words and hidden else words
