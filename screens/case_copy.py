"""What of a case is copied to the clipboard or written to a file: its reference, a sentence, its number, the whole of it."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from typing import ClassVar

from textual import work

from casework.new_file import NotWritten, text_bytes
from db.written.case_html import case_as_html
from db.written.case_json import case_as_json_text
from db.written.case_sentences import next_date, summary
from db.written.case_text import case_as_text
from screens.case_person import CasePerson
from screens.documents import path_words, to_documents
from screens.live_screen import ASKING
from screens.widgets.picker import Pick, Picker

SENT = "sent to the clipboard. If your terminal keeps it from there, y writes files too."


@dataclass(frozen=True, slots=True)
class Copied:
    """What is copied, or the file it is written to when it has an ending."""

    name: str
    text: Callable[[], str]
    ending: str = ""


class CopyPicker(Picker[Copied]):
    """Asks what is copied, in rows wide enough to read the date by which one chooses."""

    row_cells: ClassVar = 70
    DEFAULT_CSS = """
    CopyPicker { & > .dialogue { width: 78; } }
    """


class CaseCopy(CasePerson):
    """A screen of one case that copies it or writes it to a file."""

    @work(group=ASKING)
    async def action_copy_menu(self) -> None:
        """Ask what is to be copied, and copy it."""
        chosen = await self.app.push_screen_wait(CopyPicker(f"Copy of {self.case.reference}", self._offers()))
        if chosen is None:
            return
        if not chosen.ending:
            self.app.copy_to_clipboard(chosen.text())
            self.say(f"{chosen.name} {SENT}")
            return
        name, ending = self.case.reference, f".{chosen.ending}"
        try:
            path = await asyncio.to_thread(lambda: to_documents(name, ending, text_bytes(chosen.text())))
        except NotWritten as error:
            self.say(str(error), "error")
            return
        self.say(f"Written to {path_words(path, self.size.width)}")

    def _offers(self) -> list[Pick[Copied]]:
        case, rules, now = self.case, self.desk.rules, self.desk.time.now()
        offers = [
            Copied(case.reference, lambda: case.reference),
            Copied("The next date", lambda: next_date(case, rules)),
            Copied("The summary", lambda: summary(case, rules, now)),
            *([Copied("The phone number", lambda: case.phone)] if case.phone else []),
            *([Copied("The email address", lambda: case.email)] if case.email else []),
            Copied("The whole case", lambda: case_as_text(case, rules, now)),
            Copied("Text file", lambda: case_as_text(case, rules, now), "txt"),
            Copied("Web page", lambda: case_as_html(case, rules, now), "html"),
            Copied("JSON file", lambda: case_as_json_text(case, rules, now), "json"),
        ]
        about = {
            case.reference: "the reference",
            "The next date": next_date(case, rules),
            "The summary": summary(case, rules, now),
            "The phone number": case.phone,
            "The email address": case.email,
            "The whole case": "as text",
        }
        return [Pick(it, it.name, about.get(it.name, f"{case.reference}.{it.ending}")) for it in offers]
