"""The cases that belong with the one on the screen: opening, linking and merging them, and the records of its person."""

from collections.abc import Awaitable, Callable
from functools import partial
from typing import TypeAlias

from textual import work

from casework.case_links import link_kinds
from db.actions.links import LinkCases, UnlinkCases
from db.actions.merge_cases import MergeCases, UnmergeCase, why_not_merged
from db.queries.case import CaseView
from db.queries.links import LinkView
from db.queries.merge_preview import CaseMerge, side_by_side
from screens.case_prompts import ReasonPicker
from screens.case_records import CaseRecords
from screens.commands import Command
from screens.live_screen import ASKING
from screens.merge_box import Compared, MergeBox
from screens.messages import OpenCase
from screens.widgets.picker import Pick, Picker

Chosen: TypeAlias = Callable[[], Awaitable[None]]


class Links(Command):
    """Open, link or merge the cases that belong with this one, or merge the records of its person."""

    label = "links"
    keys = "L"


LINK_COMMANDS: tuple[type[Command], ...] = (Links,)


class LinksPicker(Picker[Chosen]):
    """The cases that belong with one, and what can be done about that."""

    row_cells = 70
    DEFAULT_CSS = """
    LinksPicker {
        & > .dialogue { width: 78; }
    }
    """


class CaseLinks(CaseRecords):
    """A screen of one case with the cases that belong with it."""

    @work(group=ASKING)
    async def action_links(self) -> None:
        """List what belongs with the case and what can be done, and do what is chosen."""
        chosen = await self.app.push_screen_wait(LinksPicker(f"Links of {self.case.reference}", self._link_choices(self.case)))
        if chosen is not None:
            await chosen()

    def _link_choices(self, case: CaseView) -> list[Pick[Chosen]]:
        picks = [self._opening_pick(it) for it in (case.merged_into, *case.merged, *case.links, *case.also) if it is not None]
        if case.merged_into is None:
            picks.append(Pick(self._link_another, "Link another case"))
            picks.append(Pick(self._merge_duplicate, "Merge a duplicate: the one received first is kept"))
        else:
            into = f"Take the merge back: {case.reference} a case of its own again"
            picks.append(Pick(partial(self._unmerge, case.id, case.version), into))
        for it in case.merged:
            picks.append(Pick(partial(self._unmerge, it.case_id, it.version), f"Take a merge back: {it.reference}"))
        for it in case.links:
            picks.append(Pick(partial(self._unlink, it), f"Take a link back: {it.words}"))
        if case.person_id is not None:
            picks.append(Pick(self.merge_people, "Merge records of the same person", case.person))
        for known in case.also_known:
            name = known.name or known.phone or known.email
            picks.append(Pick(partial(self.unmerge_people, known), f"Take back the merge of the record of {name}", known.phone))
        return picks

    def _opening_pick(self, link: LinkView) -> Pick[Chosen]:
        about = f"{link.status}, {link.subject}" if link.person == self.case.person else f"{link.status}, {link.person}"
        return Pick(partial(self._open_linked, link.case_id), link.words, about)

    async def _open_linked(self, case_id: int) -> None:
        self.post_message(OpenCase(case_id))

    # Links.

    async def _link_another(self) -> None:
        other = await self.other_case(f"Link {self.case.reference} to")
        if other is None:
            return
        own, another = self.case.reference, other.reference
        picks = []
        for kind in link_kinds().values():
            picks.append(Pick(kind.id, f"{kind.letter}  {kind.sentence(own, another)}"))
            if kind.directed:
                picks.append(Pick(kind.back, f"   {kind.sentence(another, own)}"))
        picked = await self.app.push_screen_wait(ReasonPicker(f"How do {own} and {another} belong together?", picks))
        if picked is None:
            return
        if picked in link_kinds():
            command = LinkCases(self.case.id, other.id, picked)
        else:
            command = LinkCases(other.id, self.case.id, next(kind.id for kind in link_kinds().values() if kind.back == picked))
        await self.join(lambda: self.desk.do.link(command))

    async def _unlink(self, link: LinkView) -> None:
        await self.join(lambda: self.desk.do.unlink(UnlinkCases(link.link_id or 0)))

    # Duplicates.

    async def _merge_duplicate(self) -> None:
        if not self.may("merge-cases"):
            return
        other = await self.other_case(f"Which case is {self.case.reference} once more?")
        if other is None:
            return
        found = await self.look_up(lambda: self.desk.read.case_merge(self.case.id, other.id))
        if found is None:
            return
        kept, duplicate = found.kept, found.duplicate
        if (reason := why_not_merged(duplicate, kept)) is not None:
            self.say(reason, "error")
            return
        title = f"Merge {duplicate.reference} into {kept.reference}"
        if await self.app.push_screen_wait(MergeBox(title, self._compared(found), _comes_of_cases(found))) == "merge":
            command = MergeCases(duplicate.id, duplicate.version, kept.id, kept.version)
            await self.join(lambda: self.desk.do.merge_cases(command))

    async def _unmerge(self, case_id: int, version: int) -> None:
        await self.join(lambda: self.desk.do.unmerge_case(UnmergeCase(case_id, version)))

    def _compared(self, found: CaseMerge) -> list[Compared]:
        return [Compared(*row) for row in side_by_side(found, self.desk.rules, self.desk.time.now())]


def _comes_of_cases(found: CaseMerge) -> list[str]:
    kept, duplicate = found.kept.reference, found.duplicate.reference
    runs_on = "so its clocks run on" if found.kept.closed_at is None else "so it is kept, closed as it is"
    said = [f"{kept} was received first, {runs_on}; {duplicate} is closed, and its clocks are judged by nobody."]
    if found.tasks:
        said.append(f"{found.tasks} {'thing' if found.tasks == 1 else 'things'} still to be done for {duplicate} go with it.")
    said.append(f"{kept} shows both timelines. Nothing is moved: L takes the merge back.")
    return said
