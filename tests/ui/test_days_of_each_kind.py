"""A day in the life of each kind of case, from the contact to closing: by keyboard at 80x24 and by command line, one record."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from casework.kinds import kinds
from casework.moments import london
from casework.steps import Next
from db.queries.case import CaseView, case_with_reference
from db.store import Store
from db.written.case_text import case_as_json
from db.written.next_step import next_of
from iopc_tui.command_line import run
from tests.desk import Desk, new_desk
from tests.ui.at_the_desk import AtTheDesk, at_the_desk

LOGGED, LATER = "Fri 19 Dec 2025 10:00", "Mon 22 Dec 2025 11:30"
ABOUT = "a matter [/]"
SAID, NOTED, RANG = "They say [/b] it was =1+1", "Rang Gwent: no answer", "Sent a photograph"
PRESSES = {
    "appeal-local-resolution": 2,
    "appeal-non-recording": 3,
    "appeal-discontinuance": 4,
    "appeal-disapplication": 5,
    "sar": 2,
}
"""How often the kind's letter is pressed, where several kinds share one."""
PROMPTS: dict[str, tuple[str, ...]] = {"sent-to-authority": ("enter",), "decided": ("enter", "ctrl+s")}
"""What is pressed after a step is chosen: nothing is against it; upheld, without recommendations."""
OPTIONS = {"sent-to-authority": ("--asked",), "decided": ("--choice", "upheld")}


@dataclass
class Line:
    """Somebody at the command line, on a store of their own."""

    path: Path
    now: datetime

    def runs(self, *arguments: str) -> None:
        """Run a command that must be done, a minute after the one before."""
        assert run(["--db", str(self.path), "--as-at", london(self.now).replace(tzinfo=None).isoformat(), *arguments]) == 0
        self.now += timedelta(minutes=1)


def view(store: Store, reference: str) -> CaseView:
    with store.reading() as connection:
        return case_with_reference(connection, reference)


def following(store: Store, reference: str, now: datetime) -> Next:
    found = next_of(view(store, reference), store.rules, now)
    assert found is not None
    return found


def told(store: Store, reference: str, now: datetime) -> dict[str, Any]:
    """All that the record tells of a case, but the numbers of its rows and the minutes at which they were written."""
    told = case_as_json(view(store, reference), store.rules, now)
    for part in ("timeline", "tasks"):
        lines: Any = told[part]
        told[part] = [{name: value for name, value in line.items() if name not in ("number", "at", "done")} for line in lines]
    del told["closed"]
    return told


async def by_keyboard(desk: Desk, kind: str) -> str:
    async with at_the_desk(desk) as here:
        await here.press("n", *[kinds()[kind].letter] * PRESSES.get(kind, 1), "tab", "tab", "tab")
        await here.types("Ada Okafor")
        await here.press("tab", "tab", "tab", "tab", "tab")
        await here.types(ABOUT)
        await here.press("f8")
        await here.types(SAID)
        await here.press("ctrl+s")
        (reference,) = desk.queue()
        await here.press("escape", ":")
        await here.types(reference)
        await here.press("enter", "m")
        await here.types(NOTED)
        await here.press("ctrl+s", "N")
        await here.types(RANG)
        await here.press("ctrl+s", "c", "enter", "enter")
        here.shows("Call back by Mon 22 Dec 2025, 17:00.")
        desk.at(LATER)
        await here.beat()
        await here.press("c", "enter", "ctrl+s")
        here.shows("Call-back made. Clock met.")
        await does_what_is_next(here, desk, reference)
        await here.press("f", "enter", "ctrl+s")
        here.shows(f"{reference} closed")
    return reference


async def does_what_is_next(here: AtTheDesk, desk: Desk, reference: str) -> None:
    while (step := following(desk.store, reference, desk.now).step) != "":
        await here.press("f", *PROMPTS.get(step, ()))
        here.shows(reference)


def by_command_line(line: Line, other: Desk, kind: str, reference: str, outcome: str) -> None:
    line.runs("add", kind, "--name", "Ada Okafor", "--subject", ABOUT, "--note", SAID)
    line.runs("note", reference, NOTED)
    line.runs("contact", reference, "--channel", "phone", "--note", RANG)
    line.runs("callback", reference)
    line.now = other.at(LATER).now
    line.runs("callback", reference, "--made")
    while (step := following(other.store, reference, line.now).step) != "":
        line.runs("step", reference, step, *OPTIONS.get(step, ()))
    line.runs("close", reference, outcome)


@pytest.mark.parametrize("kind", kinds())
async def test_a_day_of_each_kind(desk: Desk, tmp_path: Path, kind: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LOGNAME", "adaeze")
    reference = await by_keyboard(desk.at(LOGGED), kind)
    folder = tmp_path / "line"
    folder.mkdir()
    other = new_desk(folder, LOGGED)
    by_command_line(Line(folder / "desk.db", other.now), other, kind, reference, view(desk.store, reference).outcome)
    assert view(desk.store, reference).status == "closed"
    assert told(other.store, reference, desk.now) == told(desk.store, reference, desk.now)
    other.store.close()
