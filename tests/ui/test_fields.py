"""What is typed or pasted into a field is kept, shown and never run."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from textual import events

from screens.widgets.exact_document import ExactDocument
from screens.widgets.field_row import FieldLabel
from screens.widgets.fields import FieldRow, NoteField, TextField
from screens.widgets.text_field import joined_lines
from tests.ui.driver import screen_text, settle
from tests.ui.hosts import HOSTILE, Host
from tests.ui.test_visible_text import ANY_TEXT

LINES = st.lists(st.sampled_from(["a", "[/b]", "\r\n", "\n", "\r", "\u2028", "\x0b", "\x0c", "\x85", "\t", "你", ""]))


def cursor_cell(field: TextField) -> int:
    """The cell of the screen's row that the cursor stands on."""
    return field.cursor_screen_offset.x


@pytest.mark.parametrize("text", HOSTILE)
async def test_a_field_keeps_exactly_what_it_was_given(text: str) -> None:
    field = TextField(text)
    app = Host(field)
    async with app.run_test(size=(40, 5)) as pilot:
        field.focus()
        await settle(pilot)
        assert field.value == text
        for key in ("home", "right", "right", "end", "left", "backspace", "a", "ctrl+left", "shift+end"):
            await pilot.press(key)
        assert len(field.value) == len(text)
        assert "\x1b" not in screen_text(app)
        assert app.is_running


async def test_several_lines_pasted_into_a_field_are_joined() -> None:
    field = TextField("to: ")
    app = Host(field)
    async with app.run_test(size=(60, 5)) as pilot:
        field.focus()
        field.post_message(events.Paste("12 High Street\r\nCardiff\nCF10\r"))
        await settle(pilot)
        assert field.value == "to: 12 High Street Cardiff CF10"
        app._clipboard = " a\nb"
        await pilot.press("ctrl+v")
        assert field.value.endswith("CF10 a b")


@given(ANY_TEXT)
def test_joining_lines_loses_only_line_ends(text: str) -> None:
    without_ends = {"\r": None, "\n": None, " ": None}
    table = str.maketrans("", "", "".join(without_ends))
    assert joined_lines(text).translate(table) == text.translate(table)
    assert "\n" not in joined_lines(text)


async def test_pasted_control_characters_are_kept_and_the_cursor_stays_right() -> None:
    field = TextField()
    app = Host(field)
    async with app.run_test(size=(60, 5)) as pilot:
        field.focus()
        field.post_message(events.Paste("a\x1b[31m\u202e\tb"))
        await settle(pilot)
        assert field.value == "a\x1b[31m\u202e\tb"
        assert screen_text(app).splitlines()[0] == "a␛[31m⇆⇥b"
        assert cursor_cell(field) == len("a␛[31m⇆⇥b") + 1
        await pilot.press("left")
        assert cursor_cell(field) == len("a␛[31m⇆⇥")
        await pilot.click(field, offset=(1, 0))
        await pilot.press("delete")
        assert field.value == "a[31m\u202e\tb"


async def test_entering_a_field_never_wipes_it_at_the_next_key() -> None:
    field, other = TextField("Okafor"), TextField()
    app = Host(other, field)
    async with app.run_test(size=(60, 5)) as pilot:
        await pilot.press("tab", "shift+tab", "tab", "x")
        assert field.value == "Okaforx"


async def test_a_click_on_a_field_that_was_left_puts_the_cursor_where_it_was_clicked() -> None:
    field = TextField("x" * 100)
    app = Host(field, TextField())
    async with app.run_test(size=(40, 5)) as pilot:
        await pilot.press("end", "tab")
        await pilot.click(field, offset=(2, 0))
        await settle(pilot)
        assert field.has_focus
        assert field.cursor_position == 2


async def test_a_field_takes_five_thousand_characters() -> None:
    field = TextField()
    app = Host(field)
    async with app.run_test(size=(40, 5)) as pilot:
        field.focus()
        field.post_message(events.Paste("x" * 5000 + "end"))
        await settle(pilot)
        assert len(field.value) == 5003
        assert screen_text(app).splitlines()[0].endswith("end")


@settings(max_examples=8, deadline=None)
@given(st.lists(ANY_TEXT, min_size=1, max_size=20))
async def test_fields_draw_any_text_and_keep_it(texts: list[str]) -> None:
    field, note = TextField(), NoteField()
    app = Host(field, note)
    async with app.run_test(size=(20, 8)) as pilot:
        for text in texts:
            field.value = note.text = text
            field.focus()
            await pilot.pause()
            assert (field.value, note.text) == (text, text)
            assert not any(line[:1] == "\x1b" for line in screen_text(app))


@pytest.mark.parametrize("text", HOSTILE)
async def test_a_note_gives_back_exactly_what_was_pasted(text: str) -> None:
    note = NoteField()
    app = Host(note)
    async with app.run_test(size=(40, 12)) as pilot:
        note.focus()
        note.post_message(events.Paste(text))
        await settle(pilot)
        assert note.text == text
        for key in ("ctrl+z", "ctrl+y", "up", "home", "down", "end", "ctrl+left", "pageup"):
            await pilot.press(key)
        assert note.text == text
        assert "\x1b" not in screen_text(app)


async def test_a_note_shows_marks_and_keeps_the_text() -> None:
    note = NoteField("one\x1b\r\n[/b] two\ttabs\u2028\x0cthree\r\n")
    app = Host(note)
    async with app.run_test(size=(40, 12)) as pilot:
        await settle(pilot)
        assert screen_text(app).rstrip().splitlines() == ["one␛", "[/b] two tabs␦␌three"]
        note.focus()
        await pilot.press("ctrl+end", *"down", "down", "down")
        note.move_cursor(note.document.end)
        await pilot.press("x")
        assert note.text.endswith("\r\nx")


async def test_lone_carriage_returns_of_a_terminals_paste_are_newlines() -> None:
    note = NoteField()
    app = Host(note)
    async with app.run_test(size=(40, 12)) as pilot:
        note.focus()
        note.post_message(events.Paste("one\rtwo\rthree"))
        await settle(pilot)
        assert note.text == "one\ntwo\nthree"


async def test_tab_leaves_a_note_and_enter_is_a_new_line() -> None:
    note, after = NoteField(), TextField()
    app = Host(note, after)
    async with app.run_test(size=(40, 12)) as pilot:
        await pilot.press("a", "enter", "b")
        assert note.text == "a\nb"
        await pilot.press("tab")
        assert after.has_focus
        await pilot.press("shift+tab")
        assert note.has_focus


@given(ANY_TEXT)
def test_a_document_is_exact(text: str) -> None:
    document = ExactDocument(text)
    assert document.text == text
    assert document.get_text_range((0, 0), document.end) == text


@given(LINES, LINES, st.data())
def test_replacing_part_of_a_document_replaces_that_part_of_the_text(
    before: list[str], put: list[str], data: st.DataObject
) -> None:
    document = ExactDocument("".join(before))
    row = data.draw(st.integers(0, document.line_count - 1))
    last_row = data.draw(st.integers(row, document.line_count - 1))
    start = (row, data.draw(st.integers(0, len(document[row]))))
    end = (last_row, data.draw(st.integers(0, len(document[last_row]))))
    start, end = min(start, end), max(start, end)
    head = document.get_text_range((0, 0), start)
    tail = document.get_text_range(end, document.end)
    result = document.replace_range(end, start, "".join(put))
    assert document.text == head + "".join(put) + tail
    assert head + result.replaced_text + tail == "".join(before)
    assert document.get_text_range(start, result.end_location) == "".join(put)
    document.replace_range(start, result.end_location, result.replaced_text)
    assert document.text == "".join(before)
    assert len(document.lines) == len(document._ends) + 1


async def test_a_row_takes_a_second_line_only_when_there_is_something_to_say() -> None:
    name, phone = FieldRow("Name", TextField()), FieldRow("Phone", TextField())
    app = Host(name, phone)
    async with app.run_test(size=(60, 8)) as pilot:
        await settle(pilot)
        assert screen_text(app).splitlines() == ["▸Name", " Phone"]
        name.complain("Give a name [/], or - for none.")
        phone.echo("07700 900123")
        await settle(pilot)
        assert screen_text(app).splitlines() == [
            "▸Name",
            "            ✗ Give a name [/], or - for none.",
            " Phone",
            "            → 07700 900123",
        ]
        assert (name.complaining, phone.complaining) == (True, False)
        await pilot.resize_terminal(40, 8)
        await settle(pilot)
        assert "  ✗ Give a name [/], or - for none." in screen_text(app).splitlines()
        await pilot.resize_terminal(60, 8)
        await settle(pilot)
        assert "            ✗ Give a name [/], or - for none." in screen_text(app).splitlines()
        name.hush()
        await pilot.press("tab")
        assert screen_text(app).splitlines() == [" Name", "▸Phone", "            → 07700 900123"]


async def test_the_label_of_the_field_with_the_focus_stands_out() -> None:
    app = Host(FieldRow("Name", TextField()), FieldRow("Phone", TextField()))
    async with app.run_test(size=(60, 8)) as pilot:
        for _key in range(3):
            await pilot.press("tab")
            await settle(pilot)
            labels = app.screen.query(FieldLabel)
            assert [bool(label.rich_style.bold) for label in labels] == [label.here for label in labels]
            assert sum(label.here for label in labels) == 1
