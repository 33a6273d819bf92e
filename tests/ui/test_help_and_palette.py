"""Help and the palette list what the screen beneath can do, and nothing is hidden."""

from collections.abc import Iterable

from textual.command import DiscoveryHit, Hit
from textual.widget import Widget

from screens.command_list import widget_commands
from screens.common_commands import COMMON
from screens.desk_screen import DeskScreen
from screens.help import HelpScreen
from screens.palette import DeskCommands
from screens.widgets.window_table import WindowTable
from tests.ui.driver import screen_text, settle
from tests.ui.test_desk_screen import Desk, DeskHost


class Listing(Desk):
    """A desk screen with a list on it."""

    def compose_body(self) -> Iterable[Widget]:
        yield WindowTable([], lambda row: row)


class OpeningHost(DeskHost):
    """Remembers the references it was asked to open."""

    def __init__(self, screen: DeskScreen) -> None:
        super().__init__(screen)
        self.opened: list[str] = []

    def open_reference(self, reference: str) -> None:
        self.opened.append(reference)


async def test_help_lists_every_command_by_group() -> None:
    desk = Listing()
    app = DeskHost(desk)
    async with app.run_test(size=(80, 60)) as pilot:
        await pilot.press("question_mark")
        await settle(pilot)
        text = screen_text(app)
        for command in (*desk.all_commands(), *widget_commands(desk)):
            assert command.label in text
            assert command.all_keys_text() in text
        assert text.index("Queue") < text.index("Lists") < text.index("Everywhere")
        assert "Not now: There is no change of yours" in text


async def test_help_is_narrowed_by_typing_and_closed_by_escape() -> None:
    app = DeskHost(Listing())
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("f1", *"enquiry log")
        await settle(pilot)
        assert "Log a new enquiry." in screen_text(app)
        assert "Undo" not in screen_text(app)
        await pilot.press(*" [/]")
        await settle(pilot)
        assert "No command matches" in screen_text(app)
        await pilot.press("escape")
        assert not isinstance(app.screen, HelpScreen)


async def test_help_scrolls_while_its_filter_has_the_focus() -> None:
    app = DeskHost(Listing())
    async with app.run_test(size=(80, 16)) as pilot:
        await pilot.press("question_mark")
        await settle(pilot)
        before = screen_text(app)
        await pilot.press("pagedown", "pagedown", "pagedown")
        await settle(pilot)
        assert "kept as a draft" not in before
        await pilot.press(*["down"] * 10)
        await settle(pilot)
        assert "kept as a draft" in screen_text(app)


async def found(provider: DeskCommands, query: str) -> dict[str, Hit]:
    """What the palette would show for a query, by its text."""
    return {str(hit.text): hit async for hit in provider.search(query) if isinstance(hit, Hit)}


async def test_the_palette_offers_every_command_with_its_key() -> None:
    desk = Desk()
    async with DeskHost(desk).run_test(size=(80, 24)):
        provider = DeskCommands(desk)
        hits = [hit async for hit in provider.discover() if isinstance(hit, DiscoveryHit)]
        assert [str(hit.display) for hit in hits] == [
            "new  (n)",
            "undo  (u)",
            "save  (ctrl+s)",
            "help  (?, F1)",
            "quit  (ctrl+q)",
        ]
        assert "Not now" in str(hits[1].help)
        assert len(hits) == len(desk.all_commands()) - 1
        assert len(COMMON) == 3


async def test_the_palette_finds_by_label_and_by_help_and_runs() -> None:
    desk = Desk()
    async with DeskHost(desk).run_test(size=(80, 24)) as pilot:
        hits = await found(DeskCommands(desk), "enquiry")
        assert list(hits) == ["new"]
        await hits["new"].command()
        await settle(pilot)
        assert desk.done == ["new"]
        assert await found(DeskCommands(desk), "[/b]") == {}


async def test_a_reference_typed_in_the_palette_opens_the_case() -> None:
    app = OpeningHost(Desk())
    async with app.run_test(size=(80, 24)) as pilot:
        hits = await found(DeskCommands(app.desk), "e26-412")
        assert next(iter(hits)) == "Open E26-000412G"
        (misheard,) = await found(DeskCommands(app.desk), "e26-412x")
        assert "does not add up" in misheard
        await pilot.press("colon")
        await pilot.press(*"e26-412")
        await settle(pilot)
        assert "Open E26-000412G" in screen_text(app)
        await pilot.press("enter")
        await settle(pilot)
        assert app.opened == ["E26-000412G"]


async def test_no_reference_is_offered_where_nothing_opens_it() -> None:
    app = DeskHost(Desk())
    async with app.run_test(size=(80, 24)):
        assert await found(DeskCommands(app.desk), "e26-412") == {}


async def test_a_screen_without_commands_offers_none() -> None:
    app = DeskHost(Desk())
    async with app.run_test(size=(80, 24)):
        assert await found(DeskCommands(app.screen_stack[0]), "new") == {}
