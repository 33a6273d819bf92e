"""The timeline on a case's screen: narrowing it, moving in it, and reading one touch point or all the details in full."""

from textual import on, work
from textual.content import Content
from textual.getters import query_one

from casework.touch_points import SORTS, TouchPoint, read_timeline_filter
from db.queries.case_parts import EntryView
from db.written.case_text import facts_as_text, point_lines
from db.written.timeline import touch_points
from screens.case_person import CasePerson
from screens.commands import Command
from screens.live_screen import ASKING
from screens.safe import safe_lines
from screens.widgets.filter_bar import FilterBar
from screens.widgets.picker import Pick, Picker
from screens.widgets.reading_box import ReadingBox
from screens.widgets.reading_pane import ReadingPane
from screens.widgets.timeline import Timeline


class FilterTimeline(Command):
    """Narrow the timeline by words, !word, kind:call,note and by:NAME."""

    label = "filter"
    keys = "/"


class SortsOfTimeline(Command):
    """Show only calls, emails, letters, notes, steps, changes or alerts of the timeline."""

    label = "views"
    keys = "v"


class Details(Command):
    """Read everything that is known of the case, beside its timeline."""

    label = "details"
    keys = "i"


TIMELINE_COMMANDS: tuple[type[Command], ...] = (FilterTimeline, SortsOfTimeline, Details)


class CaseTimeline(CasePerson):
    """A screen of one case with its timeline."""

    timeline = query_one(Timeline)
    filter_bar = query_one(FilterBar)
    aside = query_one(ReadingPane)

    def draw_timeline(self) -> None:
        """Show the touch points there are, as they are narrowed, and what is under the cursor beside them."""
        wanted = read_timeline_filter(self.filter_bar.text)
        points = touch_points(self.case, self.desk.rules, self.desk.time.now())
        kept = [point for point in points if wanted.keeps(point)]
        empty = "Nothing on the timeline matches. esc clears the filter." if points else "Nothing has happened yet."
        self.timeline.show(kept, empty)
        number = f"{len(kept):,} of {len(points):,}" if wanted.narrows else f"{len(points):,}"
        self.filter_bar.count = f"timeline: {number}"
        self.filter_bar.complain(wanted.problems)
        self.draw_aside()

    def draw_aside(self) -> None:
        """Show what is under the cursor in full, and everything known of the case, when there is room beside."""
        if not self.aside.display:
            return
        point = self.timeline.point
        parts = [safe_lines("\n".join(self._in_full(point)))] if point is not None else []
        facts = facts_as_text(self.case, self.desk.rules, self.desk.time.now())
        self.aside.say(Content("\n\n").join([*parts, safe_lines("\n".join(facts), "$text-muted")]))

    @property
    def entry(self) -> EntryView | None:
        """The line of the record that is under the cursor."""
        point = self.timeline.point
        return next((it for it in self.case.timeline if point is not None and it.id == point.entry), None)

    def _in_full(self, point: TouchPoint) -> list[str]:
        former = next((it.former for it in self.case.timeline if it.id == point.entry), ())
        return point_lines(point, former)

    @on(Timeline.Highlighted)
    def _beside(self) -> None:
        self.draw_aside()

    @on(Timeline.Opened)
    def _open(self, event: Timeline.Opened) -> None:
        self.app.push_screen(ReadingBox(event.point.happened, self._in_full(event.point)))

    @on(FilterBar.Changed)
    def _narrow(self) -> None:
        self.draw_timeline()

    @on(FilterBar.Left)
    def _into_timeline(self) -> None:
        self.timeline.focus()

    def action_filter_timeline(self) -> None:
        """Type a filter."""
        self.filter_bar.start()

    def action_details(self) -> None:
        """Read everything."""
        facts = facts_as_text(self.case, self.desk.rules, self.desk.time.now())
        self.app.push_screen(ReadingBox(self.case.reference, facts))

    @work(group=ASKING)
    async def action_sorts_of_timeline(self) -> None:
        """Ask which touch points to see, of those there are."""
        points = touch_points(self.case, self.desk.rules, self.desk.time.now())
        there = {point.sort for point in points}
        picks = [Pick("", "everything", f"{len(points):,}")]
        for sort, title in SORTS.items():
            if sort in there:
                picks.append(Pick(f"kind:{sort}", title, f"{sum(point.sort == sort for point in points):,}"))
        chosen = await self.app.push_screen_wait(Picker("Show of the timeline", picks, chosen=self.filter_bar.text))
        if chosen is not None:
            self.filter_bar.text = chosen

    def clear_filter(self) -> bool:
        """Show the whole timeline again; whether it was narrowed."""
        narrowed = bool(self.filter_bar.text)
        if narrowed:
            self.filter_bar.text = ""
        return narrowed
