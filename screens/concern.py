"""The box that F2 opens over anything: what to ask and do, in large words, and what was done; it logs itself."""

import asyncio
from contextlib import suppress
from dataclasses import replace
from typing import ClassVar, NamedTuple

from textual import on, work
from textual.binding import Binding
from textual.containers import Vertical
from textual.content import Content
from textual.getters import query_one
from textual.widget import Widget
from textual.widgets import Input, Static, TextArea

from casework.concerns import SAFEGUARDING, ConcernKind, concern_kinds, problems_with_concern
from casework.date_words import clock_time
from casework.errors import DeskError
from casework.raised_concerns import at_or_on
from casework.spoken import listed
from db.actions.concerns import RaiseConcern
from db.queries.drafts import DraftView
from screens.concern_draft import Written, new_name
from screens.concern_fields import ConcernFields
from screens.desk import Desk
from screens.safe import safe
from screens.widgets.choice import Choice, Option
from screens.widgets.dialogue import Dialogue
from screens.widgets.field_row import FieldRow

ROOMY = 24
"""Rows from which what to ask and do has a blank row under each line."""
NOTHING = "Nothing was written, so nothing was logged."


class ConcernLeft(NamedTuple):
    """How a box was left: what to say, and whether another is wanted at once."""

    said: str
    another: bool = False


class ConcernBox(Dialogue[ConcernLeft]):
    """What to ask and do of one concern; leaving it, by whatever key, logs all that was written in it."""

    BINDINGS: ClassVar = [
        Binding("escape", "leave", "Log it and close", show=False, priority=True),
        Binding("ctrl+s", "log", "Log it and close", show=False, priority=True),
        Binding("down", "app.focus_next", "Next", show=False),
        Binding("up", "app.focus_previous", "Previous", show=False),
    ]
    VERTICAL_BREAKPOINTS = [(0, "-low"), (20, "-tall"), (ROOMY, "-roomy")]  # noqa: RUF012
    DEFAULT_CSS = """
    ConcernBox {
        & > .dialogue {
            width: 100%;
            max-width: 90;
            height: 100%;
            max-height: 24;
            border: round $text-error;
            border-subtitle-color: $text-muted;
        }
        & .concern--prompts { height: auto; padding: 0 1; }
        &.-tall .concern--prompts { margin: 1 0; }
        &.-roomy .concern--prompts { margin: 1 0 0 0; }
        &.-roomy .concern--prompts Static { margin: 0 0 1 0; }
        & .concern--again { height: auto; padding: 0 1; color: $text-warning; }
        & #fields { height: 1fr; }
    }
    """

    prompts = query_one(".concern--prompts", Vertical)
    fields = query_one("#fields", Vertical)

    def __init__(
        self,
        desk: Desk,
        *,
        case_id: int | None = None,
        form: str = "",
        kind: str = SAFEGUARDING,
        type: str = "",  # noqa: A002
        draft: DraftView | None = None,
    ) -> None:
        """A box over this case, or the form of this draft, with this kind and type chosen; or what was written before."""
        super().__init__("Safeguarding and concerns", "tab next   esc or ctrl+s log it   F2 another")
        self.desk = desk
        self._draft = draft
        self._draft_name = draft.form if draft is not None else new_name()
        self._begun = Written.kept(draft) if draft is not None else Written.begun(kind, type, case_id, form)
        self._kept = self._begun.fields if draft is not None else {}
        self._shown: dict[str, ConcernFields] = {}
        self._writing = asyncio.Lock()
        self._left = False
        self.kind = Choice([Option(it.id, it.short, it.letter) for it in concern_kinds().values()], self._begun.kind)
        self._kind_row = FieldRow("Concern", self.kind)

    def compose_question(self) -> list[Widget]:
        """The choice of the kind, what to ask and do, and the fields of that kind, all there from the first."""
        self.set_class(self.app.size.height >= ROOMY, "-roomy")
        kind = self._chosen_kind
        self._shown[kind.id] = self._fields_of(kind)
        again = [] if self._draft is None else [Static(safe(self._written_before(self._draft)), classes="concern--again")]
        prompts = Vertical(*_prompts(kind), classes="concern--prompts")
        return [self._kind_row, *again, prompts, Vertical(self._shown[kind.id], id="fields")]

    def on_mount(self) -> None:
        """Say where it will be logged, and begin with the kind."""
        begun = self._begun
        where = "on this case" if begun.case_id is not None else "on the contact you are logging" if begun.form else "by itself"
        self.query_one(".dialogue").border_subtitle = safe(f"logged {where}")
        self._say_others()
        self.kind.focus()

    def _written_before(self, draft: DraftView) -> str:
        when = at_or_on(draft.kept_at, self.desk.time.now())
        return f"Written {when} and not logged yet: esc logs it as it stands."

    # The kinds.

    @property
    def _chosen_kind(self) -> ConcernKind:
        return concern_kinds()[self.kind.value or SAFEGUARDING]

    def _fields_of(self, kind: ConcernKind) -> ConcernFields:
        return ConcernFields(kind, self._begun.content.get(kind.id, {}), lambda: clock_time(self.desk.time.now()))

    @property
    def written(self) -> Written:
        """All that is typed and chosen, of whatever kind: choosing another kind loses none of it."""
        shown, before = self._shown, self._begun.content
        found = {kind: shown[kind].content if kind in shown else dict(before.get(kind, {})) for kind in concern_kinds()}
        content = {kind: each for kind, each in found.items() if each}
        return replace(self._begun, kind=self._chosen_kind.id, content=content)

    @property
    def by_hand(self) -> Written:
        """The same, but nothing when there is only what the box began with."""
        written = self.written
        return replace(written, content={}) if self._draft is None and written.content == self._begun.content else written

    def _show_kind(self) -> None:
        kind = self._chosen_kind
        if kind.id not in self._shown:
            self._shown[kind.id] = self._fields_of(kind)
            self.fields.mount(self._shown[kind.id])
            self.prompts.mount_all(_prompts(kind))
        for name, fields in self._shown.items():
            fields.display = name == kind.id
        for prompt in self.prompts.children:
            prompt.display = prompt.has_class(kind.id)
        self._say_others()

    def _say_others(self) -> None:
        others = [concern_kinds()[kind].title.lower() for kind in self.written.content if kind != self.kind.value]
        self._kind_row.echo(f"also logged, as written: {listed(others)}") if others else self._kind_row.hush()

    @on(Choice.Changed)
    def _chosen(self, event: Choice.Changed) -> None:
        event.stop()
        if event.choice is self.kind:
            self._show_kind()
        self._changed(event.choice)

    @on(Input.Changed)
    @on(TextArea.Changed)
    def _typed(self, event: Input.Changed | TextArea.Changed) -> None:
        event.stop()
        self._changed(event.control)

    def _changed(self, widget: Widget) -> None:
        self.complain("")
        for fields in self._shown.values():
            fields.hush(widget)

    @on(Input.Submitted)
    def _entered(self, event: Input.Submitted) -> None:
        event.stop()
        self.focus_next()

    # The draft.

    def tick(self) -> None:
        """Keep what was typed since the last second."""
        if self.is_mounted and not self._left and self.by_hand.fields != self._kept and not self._writing.locked():
            self._keep()

    @work(group="draft")
    async def _keep(self) -> None:
        async with self._writing:
            fields = self.by_hand.fields
            if self._left or fields == self._kept:
                return
            try:
                await asyncio.to_thread(self._write, fields)
            except DeskError as error:
                self.complain(f"{error} What you type is not on disk yet.")

    def keep_now(self) -> None:
        """Put what is typed on disk before the app ends."""
        if not self._left:
            self._write(self.by_hand.fields)

    def _write(self, fields: dict[str, str]) -> None:
        if fields:
            self.desk.do.keep_draft(self._draft_name, fields)
        elif self._kept:
            self.desk.do.drop_draft(self._draft_name)
        self._kept = fields

    # Logging itself.

    def action_leave(self) -> None:
        """Log what is written, and close."""
        self._leave(self.by_hand.commands)

    def action_log(self) -> None:
        """Log it, also when nothing is chosen but what was suggested, and close."""
        self._leave(self.written.commands)

    def another(self) -> None:
        """Log what is written, and open another box; with nothing written this one will do."""
        if commands := self.by_hand.commands:
            self._leave(commands, another=True)

    @work(group="leaving")
    async def _leave(self, commands: list[RaiseConcern], another: bool = False) -> None:
        async with self._writing:
            if self._left or not self._can_be_kept(commands):
                return
            try:
                said = await asyncio.to_thread(self._log, commands)
            except DeskError as error:
                self.complain(f"Not logged yet. {error} What you typed stays here: esc tries again.")
                return
            self._left = True
            self.dismiss(ConcernLeft(said, another))

    def log_now(self) -> None:
        """Log what is written before the app is left."""
        if not self._left and (commands := self.by_hand.commands):
            self._log(commands)
            self._left = True

    def _log(self, commands: list[RaiseConcern]) -> str:
        """Record it all, or let go of an empty draft; gives what to say."""
        if not commands:
            self._write({})
            return NOTHING
        self.desk.do.raise_concerns(commands, self._draft_name)
        return f"Logged: a supervisor is told. {self._where_it_went()}"

    def _where_it_went(self) -> str:
        if self._begun.case_id is None:
            return "It goes on the contact you are logging." if self._begun.form else "It stands by itself."
        with suppress(DeskError):  # It is logged, whether or not its case can be read now.
            return f"On {self.desk.read.case(self._begun.case_id).reference}."
        return "On this case."

    def _can_be_kept(self, commands: list[RaiseConcern]) -> bool:
        """Whether all of it can be recorded as it stands; the first that can't is said at its field."""
        for command in commands:
            for problem in problems_with_concern(command.kind, command.content):
                self.kind.value = command.kind
                self._show_kind()
                self.call_after_refresh(self._shown[command.kind].complain, problem.field, problem.sentence)
                return False
        return True


def _prompts(kind: ConcernKind) -> list[Static]:
    return [Static(_prompt(place, line), classes=kind.id) for place, line in enumerate(kind.prompts, 1)]


def _prompt(place: int, line: str) -> Content:
    """A line of what to ask and do: what is in capitals stands out."""
    words = line.split(" ")
    quiet = next((end for end, word in enumerate(words) if word != word.upper()), len(words))
    loud, rest = " ".join(words[:quiet]), " ".join(words[quiet:])
    return Content.assemble((f"{place} ", "bold $text-error"), (loud, "bold"), f" {rest}" if rest else "")
