"""A member of the staff being changed: their team, what they can do, and days away."""

import asyncio
from collections.abc import Callable, Sequence
from contextlib import suppress
from datetime import date
from typing import ClassVar

from textual import on, work
from textual.binding import Binding
from textual.widget import Widget
from textual.widgets import Input, Static

from casework.absences import Away, BadAbsence, read_absence
from casework.date_reading import UnreadableDate
from casework.date_words import day_words
from casework.errors import DeskError
from casework.skills import UnknownSkill, read_skills, skill_words, skills
from db.actions.absences import EnterAbsence
from db.actions.teams import ChangeMember
from db.errors import BadValue
from db.queries.teams import MemberView, TeamView
from screens.safe import safe
from screens.widgets.choice import Choice, Option
from screens.widgets.field_row import FieldRow
from screens.widgets.form_dialogue import FormDialogue
from screens.widgets.text_field import TextField

TEAM, SKILLS, FROM, TO = "team", "skills", "from", "to"
Save = Callable[[ChangeMember | None, EnterAbsence | None], bool]


class MemberPage(FormDialogue[str | None]):
    """Asks for the team, skills and days away of somebody; saved by `save`, it gives what to say, None when it was left.

    `teams` None is for who may only enter their own days away. `typed` keeps the texts of a form that is left.
    """

    BINDINGS: ClassVar = [
        Binding("ctrl+s", "save", "Save", show=False, priority=True),
        Binding("escape", "leave", "Leave, kept", show=False, priority=True),
    ]
    DEFAULT_CSS = """
    MemberPage {
        & > .dialogue { height: auto; max-height: 20; }
        & FormRows { height: auto; max-height: 14; }
        & .member--away { height: auto; color: $text-muted; }
    }
    """

    def __init__(
        self, member: MemberView, teams: Sequence[TeamView] | None, today: date, save: Save, typed: dict[str, str]
    ) -> None:
        """Change this member as they were read."""
        self._member, self._today, self._save, self._typed = member, today, save, typed
        self._saving = False
        self._at_first = {TEAM: str(member.team_id or ""), SKILLS: ", ".join(member.skills), FROM: "", TO: ""}
        texts = self._at_first | typed
        rows = {} if teams is None else {TEAM: _team_row(teams, texts[TEAM]), SKILLS: _text_row(SKILLS, texts[SKILLS])}
        rows |= {name: _text_row(name, texts[name]) for name in (FROM, TO)}
        super().__init__(member.name, "tab next   ctrl+s save   F3 dates   esc leave, kept here", rows)

    def compose_question(self) -> list[Widget]:
        """The rows, and when they are away already."""
        return [*super().compose_question(), Static(safe(self._away_already()), classes="member--away")]

    def _away_already(self) -> str:
        away = "; ".join(each.words() for each in self._member.absences)
        return f"Away already: {away}. u on the list takes it back." if away else "No days away are entered."

    def on_mount(self) -> None:
        """Say how what was typed before is read, and start at the first."""
        super().on_mount()
        for name in self.rows:
            self.check(name)

    @property
    def texts(self) -> dict[str, str]:
        """What stands in each row; what is not asked stands as it is."""
        return self._at_first | super().texts

    @on(Input.Changed)
    @on(Choice.Changed)
    def _changed(self, event: Input.Changed | Choice.Changed) -> None:
        event.stop()
        typed = {name: text for name, text in self.texts.items() if text != self._at_first[name]}
        if typed == self._typed:
            return
        self._typed.clear()
        self._typed.update(typed)
        self.complain("")
        for row in self.rows.values():
            if event.control is row.field:
                row.hush()

    def check(self, name: str) -> None:
        """Say what is wrong with a row, or how it was read."""
        row, texts = self.rows[name], self.texts
        row.hush()
        try:
            if name == SKILLS:
                row.echo(skill_words(read_skills(texts[SKILLS])))
            elif name in (FROM, TO) and (away := self._away()) is not None:
                row.echo(day_words(away.from_day) if name == FROM else f"away {away.words()}")
        except UnknownSkill as error:
            row.complain(str(error))
        except BadAbsence as error:
            self.rows[error.name].complain(str(error))
        except UnreadableDate as error:
            if self._unread() == name:
                row.complain(str(error))

    def _away(self) -> Away | None:
        """The days that were typed, None when none were; a last day alone counts from today."""
        texts = self.texts
        if not texts[FROM].strip() and not texts[TO].strip():
            return None
        return read_absence(texts[FROM].strip() or "today", texts[TO], self._today)

    def _unread(self) -> str:
        """Which of the two days can't be read."""
        with suppress(UnreadableDate):
            read_absence(self.texts[FROM].strip() or "today", "", self._today)
            return TO
        return FROM

    @work(group="saving")
    async def action_save(self) -> None:
        """Make the change, all of it or none; what keeps it from being made is said at its row."""
        if self._saving or self.go_to_first_wrong():
            return
        self._saving = True
        try:
            change, away = self._change(), self._absence()
            if change is None and away is None:
                self.complain("Nothing would change. esc leaves it as it is.")
                return
            await asyncio.to_thread(self._save, change, away)
            self._typed.clear()
            days = "" if away is None else " u takes the days away back."
            self.dismiss(f"Saved: {self._member.name}.{days}")
        except BadValue as error:
            self._refused(error)
        except DeskError as error:
            self.complain(str(error))
        finally:
            self._saving = False

    def _change(self) -> ChangeMember | None:
        texts = self.texts
        team_id, can = int(texts[TEAM]) if texts[TEAM] else None, read_skills(texts[SKILLS])
        if TEAM not in self.rows or (team_id, can) == (self._member.team_id, self._member.skills):
            return None
        return ChangeMember(self._member.id, self._member.version, team_id, can)

    def _absence(self) -> EnterAbsence | None:
        away = self._away()
        return None if away is None else EnterAbsence(self._member.id, away.from_day, away.to_day)

    def _refused(self, error: BadValue) -> None:
        row = self.rows.get(error.name)
        if row is None:
            self.complain(str(error))
        else:
            row.complain(str(error))
            row.field.focus()

    def action_leave(self) -> None:
        """Leave it; what was typed is there when it is opened again."""
        self.dismiss(None)


_LABELS = {TEAM: "Team", SKILLS: "Can do", FROM: "Away from", TO: "Until"}
_HINTS = {
    SKILLS: f"nothing; or some of {', '.join(skills())}",
    FROM: "today, mon, 3 aug: the first day away",
    TO: "the last day away; nothing for one day",
}


def _text_row(name: str, text: str) -> FieldRow:
    return FieldRow(_LABELS[name], TextField(text, placeholder=_HINTS[name]), id=f"row-{name}")


def _team_row(teams: Sequence[TeamView], value: str) -> FieldRow:
    options = [Option("", "no team"), *(Option(str(team.id), team.name) for team in teams)]
    known = value if value in (each.id for each in options) else ""
    return FieldRow(_LABELS[TEAM], Choice(options, known), id=f"row-{TEAM}")
