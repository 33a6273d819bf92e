"""Giving the chosen cases of the queue out, and handing over everything of somebody."""

from collections.abc import Sequence

from textual import work

from casework.permissions import NotAllowed, require
from casework.share_words import left_words, shared_words
from db.actions.allocate import Allocated, AllocateEach
from db.queries.workload import Workload
from screens.commands import Command
from screens.live_screen import ASKING
from screens.owner_picker import Choice, NewOwner, PersonPicker, ask_owner, owner_picker, person_row
from screens.queue_cases import QueueCases
from screens.share_preview import SharePreview
from screens.widgets.picker import Pick


class AllocateCases(Command):
    """Give the marked cases, or the one under the cursor, to somebody, share them out, or put them back."""

    label = "allocate"
    keys = "a"
    footer = True


class HandOver(Command):
    """Hand everything over that somebody has, such as one who is away: to one person, or shared out."""

    label = "hand over"
    keys = "H"


class QueueAllocating(QueueCases):
    """A list of cases from which they are given to people."""

    def why_not(self, command: type[Command]) -> str | None:
        """Why a command cannot run now."""
        if command is AllocateCases and self.is_mounted and not len(self.chosen()):
            return "No case is under the cursor."
        if command is HandOver:
            try:
                require(self.desk.me.role, "allocate")
            except NotAllowed as refusal:
                return str(refusal)
        return super().why_not(command)

    @work(group=ASKING)
    async def action_allocate_cases(self) -> None:
        """Choose an owner, or a way to share, and give the chosen cases out so."""
        chosen = self.chosen()
        picked = await ask_owner(self, f"Allocate {chosen.words} to", [case_id for case_id, _ in chosen.cases])
        if picked is not None:
            await self._give(chosen.cases, chosen.words, picked)

    @work(group=ASKING)
    async def action_hand_over(self) -> None:
        """Choose whose work, then whom it is for, and give all of it out so."""
        people = await self.look_up(self.desk.read.workload)
        if people is None:
            return
        holders = _holders(people)
        if not holders:
            self.say("Nobody has an open case to hand over.")
            return
        today = self.desk.time.today()
        rows: list[Pick[Workload]] = [person_row(it, it, it.name, today) for it in holders]
        whose = await self.app.push_screen_wait(PersonPicker("Hand over the work of", rows))
        work = await self.look_up(lambda: self.desk.read.work_of(whose.id)) if whose is not None else None
        if whose is None or work is None:
            return
        cases = work.cases
        words = f"{len(cases):,} {'case' if len(cases) == 1 else 'cases'} of {whose.name}"
        to = owner_picker(f"Hand over {words} to", people, self.desk.me, cases, today, without=whose.id)
        picked = await self.app.push_screen_wait(to)
        if picked is not None:
            await self._give([(case.id, case.version) for case in cases], words, picked, work.tasks_stay)

    async def _give(self, cases: Sequence[tuple[int, int]], words: str, picked: Choice, also: str = "") -> None:
        """Give cases, each as read at its version, to whom was picked; the number is typed for many. `also` is said then too."""
        if isinstance(picked, NewOwner):
            given = [(case_id, version, picked.staff_id) for case_id, version in cases]
            what, done = f"{words}: {picked.words}?", picked.words
        else:
            if not await self.app.push_screen_wait(SharePreview(picked, self.desk.time.today())):
                return
            versions = dict(cases)
            given = [(it.case.id, versions[it.case.id], it.to) for it in picked.share.given]
            done = shared_words(picked.share)
            what = f"{_part(len(given), len(cases), words)}: {done}, as shown?"
        if not given:
            self.say(f"{words}: nothing to change.")
            return
        if not await self.number_typed(len(given), what):
            return
        command = AllocateEach(given)
        came = await self.run(lambda: self.desk.do.allocate_each(command))
        if came is not None:
            await self._gave(cases, words, f"{done}.{also}", came)

    async def _gave(self, cases: Sequence[tuple[int, int]], words: str, done: str, came: Allocated) -> None:
        """Say what happened; what somebody else was quicker with stays marked, as it is now, while it is open."""
        ids = {it.case_id for it in came.left if it.open}
        again = await self.look_up(lambda: self.desk.read.to_share(ids)) if ids else []
        self.versions.update({case.id: case.version for case in again or ()})
        self.table.forget_marks(case_id for case_id, _ in cases if case_id not in ids)
        left = left_words([it.why for it in came.left])
        which = _part(came.changed, len(cases), words)
        if came.changed:
            self.say(f"{which}: {done}{left} u takes it back.", "warning" if came.left else "information")
        elif came.left:
            self.say(f"Nothing was given out.{left}", "error")
        else:
            self.say(f"{words}: nothing to change.")


def _part(number: int, of: int, words: str) -> str:
    """The cases, or how many of them where that is not all: some are theirs already, or somebody else was quicker."""
    return words if number == of else f"{number:,} of {words}"


def _holders(people: Sequence[Workload]) -> list[Workload]:
    """Those who have open cases: first who has left or is away, then the others, each by name."""
    return sorted((it for it in people if it.open), key=lambda it: it.active and it.away_until is None)
