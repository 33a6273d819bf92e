"""The filter that is typed after a command, read as the app reads it."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from casework.filter_grammar import Filter, read_filter
from db.queries.filter_names import filter_names
from iopc_tui.commands.output import BadUse

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from iopc_tui.signing_in import SignedIn


def filter_typed(connection: "Connection", desk: "SignedIn", words: Sequence[str]) -> Filter:
    """The filter that the arguments are together. Raises BadUse, naming each term that is not understood."""
    calendar = desk.store.rules_in(connection).calendars.ours
    wanted = read_filter(" ".join(words), desk.time.today(), calendar, filter_names(connection))
    if wanted.problems:
        raise BadUse(" ".join(wanted.problems))
    return wanted
