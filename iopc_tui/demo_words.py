"""Made-up people and what they say, for the demo."""

import tomllib
import unicodedata
from functools import cache
from pathlib import Path
from random import Random
from typing import Any

from casework.contact import Contact
from casework.details import details
from casework.organisations import organisations

EMAIL_SHARE, PHONE_SHARE, NAMELESS, NEEDING, THEMED = 0.55, 0.85, 0.03, 0.15, 0.2
ANSWERED_AT_ONCE, CALLED_BACK = 0.3, 0.12
RING_BACK = "On the number given, please."
NO_ASCII = str.maketrans({"Ł": "L", "ł": "l", "ı": "i"})
CHANNELS = {"phone": 52, "email": 24, "web": 17, "post": 5, "text-relay": 1, "in-person": 1}


@cache
def words() -> dict[str, Any]:
    """The tables of `demo.toml`."""
    return tomllib.loads(Path(__file__).with_name("demo.toml").read_text(encoding="utf-8"))


def kind_rows() -> dict[str, dict[str, Any]]:
    """How each kind of case goes in the demo, by its id."""
    return {row["id"]: row for row in words()["kind"]}


def made_up_contact(chance: Random) -> Contact:
    """Somebody who does not exist, contacting the desk about something harmless."""
    rows = kind_rows()
    (kind,) = chance.choices(list(rows), [row["weight"] for row in rows.values()])
    (channel,) = chance.choices(list(CHANNELS), list(CHANNELS.values()))
    first, last = chance.choice(words()["people"]["first"]), chance.choice(words()["people"]["last"])
    subject, ended = chance.choice(rows[kind]["subjects"]), _ended(kind, channel, chance)
    force = _force(chance) if kind in ("complaint", "review") or kind.startswith("appeal") or chance.random() < 0.2 else None
    return Contact(
        kind=kind,
        subject=subject,
        name="" if kind == "enquiry" and chance.random() < NAMELESS else f"{last}, {first}",
        phone=_phone(chance) if channel == "phone" or chance.random() < PHONE_SHARE else "",
        email=_email(first, last, chance) if channel in ("email", "web") or chance.random() < EMAIL_SHARE else "",
        channel=channel,
        force=force,
        force_reference=_force_reference(chance) if force and kind != "enquiry" and chance.random() < 0.7 else "",
        note=chance.choice(words()["words"]["openings"]),
        person_details=_needs(f"{last}, {first}"),
        details=_themes(kind, f"{first} {last}") | words()["of-us"].get(subject, {}),
        outcome=ended,
        outcome_words=RING_BACK if ended == "call-back" else "",
    )


def _ended(kind: str, channel: str, chance: Random) -> str:
    """How some calls end: the question answered, or a call-back promised."""
    if channel != "phone" or kind not in ("enquiry", "complaint", "review"):
        return ""
    if kind == "enquiry" and chance.random() < ANSWERED_AT_ONCE:
        return "answered"
    return "call-back" if chance.random() < CALLED_BACK else ""


def _needs(name: str) -> dict[str, str]:
    """What some people need, the same for the same name."""
    chance = Random(name)
    return dict(chance.choice(words()["needs"])) if chance.random() < NEEDING else {}


def _themes(kind: str, name: str) -> dict[str, str]:
    """What some cases are about besides, the same for the same name."""
    chance = Random(name)
    themed = details()["themes"].of(kind) and chance.random() < THEMED
    return {"themes": chance.choice(words()["themes"]["of"])} if themed else {}


def _force(chance: Random) -> str:
    known = [body.id for body in organisations().values() if body.group == "force"]
    often = [4 if body in ("metropolitan", "greater-manchester", "west-midlands") else 1 for body in known]
    return chance.choices(known, often)[0]


def _force_reference(chance: Random) -> str:
    return f"CO/{chance.randint(100, 9999):05}"


def _phone(chance: Random) -> str:
    """A number Ofcom keeps for drama: 07700 900000-900999 or 020 7946 0000-0999."""
    number = chance.randint(0, 999)
    return f"07700 900{number:03}" if chance.random() < 0.8 else f"020 7946 0{number:03}"


def _email(first: str, last: str, chance: Random) -> str:
    name = f"{first}.{last}".translate(NO_ASCII)
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    return f"{''.join(c for c in plain if c.isalnum() or c in '.-')}{chance.randint(1, 99)}@example.org"
