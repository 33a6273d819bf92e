"""The filters somebody typed lately, as they are kept to be recalled."""

import json
from collections.abc import Sequence

from casework.contact import unstorable

MOST = 50
LONGEST = 500


def with_filter(earlier: Sequence[str], typed: str) -> tuple[str, ...]:
    """The filters with another typed last, each once; what is empty, too long or can't be kept exactly is left out."""
    text = " ".join(typed.split())
    if not text or len(text) > LONGEST or unstorable(text):
        return tuple(earlier)[-MOST:]
    return (*(each for each in earlier if each != text), text)[-MOST:]


def history_text(filters: Sequence[str]) -> str:
    """The filters as they are kept."""
    return json.dumps(list(filters))


def read_history(kept: str | None) -> tuple[str, ...]:
    """What was kept, the latest last; nothing when there is nothing, or it can't be read."""
    try:
        found = json.loads(kept or "[]")
    except ValueError:
        return ()
    history: tuple[str, ...] = ()
    for each in found if isinstance(found, list) else ():
        history = with_filter(history, each) if isinstance(each, str) else history
    return history
