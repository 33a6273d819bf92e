"""Call-backs and tasks of a case on its screen: a task is added, done, moved and taken back."""

from functools import partial

from textual import work

from casework.date_words import moment_words
from casework.kinds import kinds
from casework.permissions import NotAllowed, require
from casework.tasks import CALL_BACK, PROMISED
from db.actions.tasks import AddTask as TaskToAdd
from db.actions.tasks import DoTask
from db.queries.tasks import TaskView
from screens.case_call_backs import MOVE, TAKE_BACK, TITLE_CELLS, CaseCallBacks
from screens.commands import Command
from screens.due_prompt import EXAMPLES, DuePrompt, due_read
from screens.live_screen import ASKING
from screens.safe import fit
from screens.widgets.picker import Pick, Picker

NEW, DONE = "new", "done"


class CallBack(Command):
    """Make the call-back that is promised, move it or take it back; or promise one."""

    label = "call-back"
    keys = "c"


class AddTask(Command):
    """Add a task with its own date; or do, move or take back one there is."""

    label = "task"
    keys = "T"


TASK_COMMANDS: tuple[type[Command], ...] = (CallBack, AddTask)


class CaseTasks(CaseCallBacks):
    """A screen of one case with its call-backs and tasks."""

    def why_not(self, command: type[Command]) -> str | None:
        """Why a command cannot run now."""
        if command in TASK_COMMANDS:
            case = self.case
            try:
                require(self.desk.me.role, "work-task")
            except NotAllowed as refused:
                return str(refused)
            if case.closed_at is not None:
                return f"{case.reference} is closed. O reopens it."
            if command is CallBack and case.call_back is None and PROMISED not in kinds()[case.kind].steps:
                return "No call-back is promised on this kind of case. T adds a task."
        return super().why_not(command)

    @work(group=ASKING)
    async def action_add_task(self) -> None:
        """Ask for a task; or, where some are open, which of them, and what of it."""
        tasks = [task for task in self.case.open_tasks if task.kind != CALL_BACK]
        if not tasks:
            await self._add_task()
            return
        picks: list[Pick[TaskView | str]] = [Pick(NEW, "a new task")]
        picks += [Pick(task, task.what, self._by(task)) for task in tasks]
        picked = await self.app.push_screen_wait(Picker(f"Tasks of {self.case.reference}", picks))
        if isinstance(picked, TaskView):
            await self._work_on_task(picked)
        elif picked is not None:
            await self._add_task()

    @work(group=ASKING)
    async def work_on_next_task(self) -> None:
        """Ask what of the task that is due first: done, moved or taken back."""
        task = next((task for task in self.case.open_tasks if task.kind != CALL_BACK), None)
        if task is not None:
            await self._work_on_task(task)

    async def _add_task(self) -> None:
        seen = self.case
        what = await self.ask("task", f"Task on {seen.reference}", "What is to be done?")
        if what is None:
            return
        make = partial(DuePrompt, desk=self.desk)
        title = fit(what, TITLE_CELLS).rstrip()
        typed = await self.ask("task by", title, f"By when? {EXAMPLES}; a day alone is its closing.", "", make)
        if typed is None:
            return
        due_at = due_read(typed, self.desk)
        staff = await self.look_up(self.desk.read.staff)
        if staff is None:
            return
        owner = f"the owner's: {seen.owner}" if seen.owner else "the owner's, once there is one"
        picks = [Pick[int](0, owner), *(Pick(each.id, each.name) for each in staff)]
        whose = await self.app.push_screen_wait(Picker("Whose task is it?", picks))
        if whose is None:
            self.say("Nothing was saved. What you typed is kept here: T shows it again.", "warning")
            return
        added = await self.attempt(
            lambda case: self.desk.do.add_task(TaskToAdd(case.id, case.version, what, due_at, whose or None)),
            "task",
            "task by",
            seen=seen,
        )
        if added is not None:
            self.say(f"Task {added}, by {moment_words(due_at)}.")

    async def _work_on_task(self, task: TaskView) -> None:
        picks = [Pick(DONE, "done"), Pick(MOVE, "move it"), Pick(TAKE_BACK, "take it back: not needed after all")]
        chosen = await self.app.push_screen_wait(Picker(self._called(task), picks))
        if chosen == MOVE:
            await self._move_task(task)
        elif chosen == TAKE_BACK:
            await self._take_task_back(task)
        elif chosen == DONE:
            await self._finish_task(task)

    async def _finish_task(self, task: TaskView) -> None:
        seen = self.case
        text = await self.ask(
            "task note", f"Task {task.id} done", "A note, if there is more to say.", many_lines=True, required=False
        )
        if text is None:
            return
        done = await self.attempt(
            lambda case: self.desk.do.do_task(DoTask(case.id, case.version, task.id, text)), "task note", seen=seen
        )
        if done is not None:
            self.say(f"Task {task.id} is done.")
