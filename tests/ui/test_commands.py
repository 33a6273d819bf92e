"""One class gives a command's key, footer entry, palette entry and help row."""

import pytest

from screens.commands import Command, assert_one_meaning, key_text
from screens.common_commands import COMMON
from screens.widgets.list_commands import LIST_COMMANDS


class NewContact(Command):
    """Log a new enquiry, complaint
    or review application.

    Not part of the help.
    """

    label = "new"
    keys = "n"
    group = "Queue"
    footer = True


class NewStaff(Command):
    """Add somebody."""

    label = "new"
    keys = "n"


class Note(Command):
    """Write a note."""

    label = "note"
    keys = "n,ctrl+s"


def test_everything_is_derived() -> None:
    binding = NewContact.binding()
    assert (NewContact.name(), NewContact.help()) == ("new_contact", "Log a new enquiry, complaint or review application.")
    assert (binding.key, binding.action, binding.id) == ("n", "run_command('new_contact')", "new_contact")
    assert (binding.description, binding.tooltip, binding.show) == ("new", NewContact.help(), True)
    assert binding.group is not None
    assert binding.group.description == "Queue"


@pytest.mark.parametrize(
    ("key", "shown"),
    [("ctrl+s", "ctrl+s"), ("f2", "F2"), ("escape", "esc"), ("question_mark", "?"), ("colon", ":"), ("G", "G")],
)
def test_keys_as_people_write_them(key: str, shown: str) -> None:
    assert key_text(key) == shown


def test_one_letter_has_one_meaning() -> None:
    assert_one_meaning([NewContact, NewStaff])
    assert_one_meaning([*COMMON, *LIST_COMMANDS])
    with pytest.raises(AssertionError, match="n: new, note"):
        assert_one_meaning([NewContact, NewStaff, Note])
