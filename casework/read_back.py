"""What to read back to a caller: a phone number or an email address that can hardly be right as it was typed. It is kept so."""

import re

from casework.person_keys import email_key, phone_keys

_BRITISH = re.compile(r"[0-9]{10}|[18][0-9]{8}")
"""A number without its 0: a few of towns and of those that are free to ring have a figure less."""
_DIGITS = re.compile(r"\d")
_ADDRESS = re.compile(r"[^\s@]+@[^\s@.]+(?:\.[^\s@.]+)+")


def phone_doubt(text: str) -> str:
    """Why a phone number may have been misheard, or nothing; of several numbers any will do, and no figure is no number."""
    if not _DIGITS.search(text):
        return ""
    keys = phone_keys(text)
    if any(key.startswith("+") or _BRITISH.fullmatch(key) for key in keys):
        return ""
    if not keys:
        return "too short for a phone number: read it back"
    return f"{len(keys[0]) + 1} figures, where a number here has 11: read it back"


def email_doubt(text: str) -> str:
    """Why an email address may have been misheard, or nothing."""
    if not text.strip() or any(_ADDRESS.fullmatch(part) for part in re.split(r"[\s,;<>]+", text)):
        return ""
    return "not a whole address: read it back" if email_key(text) else "no address without an @: read it back"
