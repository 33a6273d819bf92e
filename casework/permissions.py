"""Who may do what: each role, and the actions it allows."""

from collections.abc import Mapping
from functools import cache

from casework.errors import DeskError
from casework.facts import facts


class NotAllowed(DeskError):
    """The acting staff member's role does not allow the action."""


@cache
def roles() -> tuple[str, ...]:
    """Every role, from the one that may do least to the one that may do most."""
    return tuple(facts("permissions")["roles"])


@cache
def role_titles() -> Mapping[str, str]:
    """What each role is called on screen."""
    return dict(facts("permissions")["titles"])


def may(role: str, action: str) -> bool:
    """Whether a role allows an action; an unknown role allows nothing."""
    known = roles()
    return role in known and known.index(role) >= known.index(facts("permissions")["may"][action])


def require(role: str, action: str) -> None:
    """Raise NotAllowed, naming who can, unless the role allows the action."""
    if may(role, action):
        return
    permissions = facts("permissions")
    wording, needed = permissions["wording"][action], role_titles()[permissions["may"][action]]
    article = "an" if needed[0] in "aeiou" else "a"
    raise NotAllowed(f"Your role does not allow you to {wording}. Ask {article} {needed}.")
