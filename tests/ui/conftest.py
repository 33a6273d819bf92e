"""A desk on a new store, for the screens."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.desk import Desk, new_desk
from tests.ui.prompt_pilot import prompt_pilots
from tests.worked_out_once import shared_rules


@pytest.fixture(autouse=True, scope="session")
def quick_pilots() -> Iterator[None]:
    """Nobody's pilot sleeps, and no app reads again what another has read."""
    with prompt_pilots(), shared_rules():
        yield


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """A desk on a Friday morning, its administrator at the keyboard."""
    desk = new_desk(tmp_path, "Fri 19 Dec 2025 10:00")
    yield desk
    desk.store.close()
