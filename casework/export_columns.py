"""The columns a file of cases can have, and which of them tell who somebody is."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from casework.queue_columns import QUEUE_COLUMNS, UnknownColumn

ColumnKind = Literal["text", "moment"]


@dataclass(frozen=True, slots=True)
class ExportColumn:
    """A column of a file: its heading, what its values are, and whether it has how to reach somebody."""

    id: str
    title: str
    kind: ColumnKind = "text"
    reaches: bool = False


_MOMENTS = ("due", "received", "contact", "closed")
_MORE = (
    ExportColumn("state", "State"),
    ExportColumn("outcome", "Outcome"),
    ExportColumn("phone", "Phone", reaches=True),
    ExportColumn("email", "Email", reaches=True),
    ExportColumn("address", "Address", reaches=True),
)
EXPORT_COLUMNS: Mapping[str, ExportColumn] = {
    **{it.id: ExportColumn(it.id, it.title, "moment" if it.id in _MOMENTS else "text") for it in QUEUE_COLUMNS.values()},
    **{it.id: it for it in _MORE},
}
"""Every column by its id: those of a list, and what only a file can have."""
USUAL_EXPORT: tuple[str, ...] = (
    *("ref", "kind", "channel", "received", "due", "state", "closed", "outcome"),
    *("force", "owner", "team", "priority", "tags"),
)
"""The columns when none are asked for. None is about a person: names, subjects and concerns are written when asked for."""


def read_export_columns(typed: str) -> tuple[str, ...]:
    """The columns that were typed with commas between, each once, in that order. Raises UnknownColumn, naming what there is."""
    wanted = [part.strip().lower() for part in typed.split(",") if part.strip()]
    for name in wanted:
        if name not in EXPORT_COLUMNS:
            raise UnknownColumn(f"There is no column called '{name[:40]}'. Use: {', '.join(EXPORT_COLUMNS)}.")
    return tuple(dict.fromkeys(wanted)) or USUAL_EXPORT
