"""Every screen: its keys act or say why not, its bar never overflows, and its message line is plain text."""

from collections.abc import Iterable

import pytest
from textual.widget import Widget

from screens.commands import Command
from screens.desk_screen import DeskScreen
from screens.help import HelpScreen
from screens.widgets.text_field import TextField
from tests.ui.driver import screen_text, settle
from tests.ui.hosts import HOSTILE, Host


class NewContact(Command):
    """Log a new enquiry."""

    label = "new"
    keys = "n"
    group = "Queue"
    footer = True


class Undo(Command):
    """Undo your last change."""

    label = "undo"
    keys = "u"
    group = "Queue"
    footer = True


class Save(Command):
    """Save it."""

    label = "save"
    keys = "ctrl+s"
    footer = True


def wordy(number: int) -> type[Command]:
    """A command with a long label."""
    return type(f"Wordy{number}", (Command,), {"label": "a long label", "keys": f"f{number + 4}", "footer": True})


class Desk(DeskScreen):
    """A screen that remembers what was done."""

    AUTO_FOCUS = ""
    commands = (NewContact, Undo, Save)

    def __init__(self) -> None:
        super().__init__()
        self.done: list[str] = []
        self.field = TextField()

    def compose_body(self) -> Iterable[Widget]:
        yield self.field

    def why_not(self, command: type[Command]) -> str | None:
        return "There is no change of yours to undo." if command is Undo and not self.done else None

    def action_new_contact(self) -> None:
        self.done.append("new")
        self.refresh_bindings()

    def action_undo(self) -> None:
        self.done.append("undo")

    def action_save(self) -> None:
        self.done.append("save")


class DeskHost(Host):
    """Shows one desk screen."""

    def __init__(self, screen: DeskScreen) -> None:
        super().__init__()
        self.desk = screen

    def on_mount(self) -> None:
        self.push_screen(self.desk)


def last_lines(app: Host) -> tuple[str, str]:
    """The message line and the command bar."""
    lines = screen_text(app).splitlines()
    return lines[22], lines[23]


def colour_of(app: Host, label: str) -> object:
    """The colour a label in the bar is drawn in."""
    bar = app.screen._compositor.render_strips()[23]
    return next(segment.style.color for segment in bar if label in segment.text and segment.style is not None)


async def test_a_key_acts() -> None:
    desk = Desk()
    async with DeskHost(desk).run_test(size=(80, 24)) as pilot:
        await pilot.press("n", "u", "ctrl+s")
        assert desk.done == ["new", "undo", "save"]


async def test_a_key_that_cannot_act_says_why_and_is_dimmed() -> None:
    desk = Desk()
    app = DeskHost(desk)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("u")
        assert desk.done == []
        assert last_lines(app) == (
            "! There is no change of yours to undo.",
            " n new  u undo  ctrl+s save  ? help",
        )
        assert desk.check_action("undo", ()) is None
        assert colour_of(app, "undo") != colour_of(app, "new")
        await pilot.press("n")
        await settle(pilot)
        assert last_lines(app)[0] == ""
        assert desk.check_action("undo", ()) is True
        assert colour_of(app, "undo") == colour_of(app, "new")


async def test_in_a_text_field_letters_are_text_and_the_bar_shows_what_works() -> None:
    desk = Desk()
    app = DeskHost(desk)
    async with app.run_test(size=(80, 24)) as pilot:
        desk.field.focus()
        await pilot.press("n", "u", "question_mark", "ctrl+s")
        await settle(pilot)
        assert (desk.field.value, desk.done) == ("nu?", ["save"])
        assert last_lines(app)[1] == " ctrl+s save  F1 help"
        await pilot.press("f1")
        assert isinstance(app.screen, HelpScreen)


@pytest.mark.parametrize("text", HOSTILE)
async def test_whatever_is_said_is_only_text(text: str) -> None:
    desk = Desk()
    app = DeskHost(desk)
    async with app.run_test(size=(80, 24)) as pilot:
        desk.say(text, "error")
        desk.header.crumbs = text
        desk.header.notice = text[:20]
        await settle(pilot)
        assert any(line.startswith("✗ ") for line in screen_text(app).splitlines())
        assert "\x1b" not in screen_text(app)
        assert len(screen_text(app).splitlines()) == 24


async def test_clicking_an_entry_runs_it() -> None:
    desk = Desk()
    app = DeskHost(desk)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await pilot.click(offset=(3, 23))
        assert desk.done == ["new"]
        await pilot.click(offset=(6, 23))
        await pilot.click(offset=(70, 23))
        assert desk.done == ["new"]


@pytest.mark.parametrize("columns", [20, 40, 60, 80, 120])
async def test_the_bar_never_overflows_and_keeps_help(columns: int) -> None:
    class Wordy(DeskScreen):
        commands = tuple(wordy(number) for number in range(8))

        async def action_run(self) -> None: ...

        action_wordy0 = action_wordy1 = action_wordy2 = action_wordy3 = action_run
        action_wordy4 = action_wordy5 = action_wordy6 = action_wordy7 = action_run

    app = DeskHost(Wordy())
    async with app.run_test(size=(columns, 24)) as pilot:
        await settle(pilot)
        bar = screen_text(app).splitlines()[23]
        assert bar.endswith("? help")
        assert len(bar) < columns
        assert bar.count("a long label") <= (5 if columns >= 100 else 4)


def test_a_command_without_its_action_is_found_when_the_screen_is_written() -> None:
    with pytest.raises(TypeError, match="Forgetful has no action for: new_contact"):
        type("Forgetful", (DeskScreen,), {"commands": (NewContact,)})


async def test_the_message_goes_by_itself() -> None:
    desk = Desk()
    app = DeskHost(desk)
    async with app.run_test(size=(80, 24)) as pilot:
        desk.say("Saved.")
        assert desk.message_line._timer is not None
        desk.message_line.clear()
        await settle(pilot)
        assert last_lines(app)[0] == ""
        assert desk.message_line._timer is None
