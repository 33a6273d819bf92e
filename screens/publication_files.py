"""Writing a publication from a screen: each kind of file there is, with small counts held back or not, in the user's folder."""

import asyncio
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import ClassVar, Final

from casework.errors import DeskError
from casework.new_file import csv_bytes, text_bytes
from casework.publishing.publication import Publication
from screens.documents import path_words, to_documents
from screens.live_screen import LiveScreen
from screens.widgets.picker import Pick, Picker

SENT: Final = "sent to the clipboard. If your terminal keeps it from there, y writes files too."


def _html(publication: Publication) -> bytes:
    from casework.publishing.page import as_html

    return text_bytes(as_html(publication))


def _xlsx(publication: Publication) -> bytes:
    from casework.publishing.workbook import as_xlsx

    return as_xlsx(publication)


def _csv(publication: Publication) -> bytes:
    from casework.publishing.tidy import as_csv

    return csv_bytes(as_csv(publication))


def _json(publication: Publication) -> bytes:
    from casework.publishing.typed import as_json

    return text_bytes(json.dumps(as_json(publication), ensure_ascii=False, indent=2) + "\n")


def _text(publication: Publication) -> bytes:
    from casework.publishing.text import as_text

    return text_bytes(as_text(publication) + "\n")


WRITERS: Final[Mapping[str, tuple[str, Callable[[Publication], bytes]]]] = {
    "html": ("Web page", _html),
    "xlsx": ("Workbook", _xlsx),
    "csv": ("CSV file", _csv),
    "json": ("JSON file", _json),
    "txt": ("Text file", _text),
}
"""By the ending of a file what it is called and what writes it; loaded when one is wanted."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What somebody wants of a publication: a file with this ending, or without one its text on the clipboard."""

    ending: str = ""
    hides_small: bool = False


class PublicationPicker(Picker[Wanted]):
    """Asks how a publication is wanted."""

    row_cells: ClassVar = 70
    DEFAULT_CSS = """
    PublicationPicker { & > .dialogue { width: 78; } }
    """


def publication_picker(title: str, name: str) -> PublicationPicker:
    """Asks how a publication is wanted whose files are called so, with the endings."""
    picks = [Pick(Wanted(), "To the clipboard", "as text")]
    picks += [Pick(Wanted(ending), what, f"{name}.{ending}") for ending, (what, _) in WRITERS.items()]
    picks += [
        Pick(Wanted(ending, hides_small=True), f"{what}, fit to publish", "counts under five held back")
        for ending, (what, _) in WRITERS.items()
    ]
    return PublicationPicker(title, picks)


async def give(screen: LiveScreen, name: str, wanted: Wanted, make: Callable[[], Publication]) -> None:
    """Make a publication and copy it or write it as it is wanted, and say so; what goes wrong is said too."""

    def made() -> Publication:
        publication = make()
        if wanted.hides_small:
            from casework.publishing.suppression import suppressed

            publication = suppressed(publication)
        return publication

    try:
        if not wanted.ending:
            text = await asyncio.to_thread(lambda: _text(made()).decode())
            screen.app.copy_to_clipboard(text)
            screen.say(f"{name} {SENT}")
            return
        write = WRITERS[wanted.ending][1]
        path = await asyncio.to_thread(lambda: to_documents(name, f".{wanted.ending}", write(made())))
    except DeskError as error:
        screen.say(str(error), "error")
        return
    screen.say(f"Written to {path_words(path, screen.size.width)}")
