"""Who may do what."""

import pytest

from casework.facts import facts
from casework.permissions import NotAllowed, may, require, role_titles, roles

LEAST = {
    "log-contact": "agent",
    "add-note": "agent",
    "complete-step": "agent",
    "close-case": "agent",
    "give-late-reason": "agent",
    "hand-over-note": "agent",
    "sign-day": "supervisor",
    "take-case": "agent",
    "keep-draft": "agent",
    "pause-case": "agent",
    "change-received": "agent",
    "extend-clock": "team-lead",
    "change-teams": "team-lead",
    "enter-absence": "team-lead",
    "see-all-alerts": "team-lead",
    "share-view": "team-lead",
    "change-standards": "administrator",
    "allocate": "team-lead",
    "import-cases": "supervisor",
    "export-contact-details": "supervisor",
    "see-concerns": "supervisor",
    "read-monitoring": "supervisor",
    "enter-survey": "agent",
    "list-survey": "supervisor",
    "import-survey": "supervisor",
    "change-survey": "administrator",
    "change-staff": "administrator",
    "change-calendar": "administrator",
    "change-late-reasons": "administrator",
    "change-templates": "administrator",
    "send-letter": "agent",
    "change-case": "agent",
    "change-others-entry": "team-lead",
    "work-task": "agent",
    "link-cases": "agent",
    "merge-cases": "team-lead",
    "merge-people": "team-lead",
}
IN_ORDER = ["agent", "team-lead", "supervisor", "administrator"]


def test_the_roles_and_the_actions_are_these() -> None:
    assert list(roles()) == IN_ORDER
    assert set(role_titles()) == set(IN_ORDER)
    permissions = facts("permissions")
    assert set(permissions["may"]) == set(permissions["wording"]) == set(LEAST)


@pytest.mark.parametrize("action", LEAST)
@pytest.mark.parametrize("role", IN_ORDER)
def test_a_role_may_do_what_the_roles_before_it_may(role: str, action: str) -> None:
    allowed = IN_ORDER.index(role) >= IN_ORDER.index(LEAST[action])
    assert may(role, action) == allowed
    if allowed:
        require(role, action)
    else:
        with pytest.raises(NotAllowed, match=r"^Your role does not allow you to .+\. Ask an? .+\.$"):
            require(role, action)


def test_a_role_nobody_has_may_do_nothing() -> None:
    assert not any(may("guest", action) for action in LEAST)


def test_a_refusal_says_whom_to_ask() -> None:
    with pytest.raises(NotAllowed) as refusal:
        require("agent", "change-staff")
    assert refusal.value.sentence == "Your role does not allow you to change the staff list. Ask an administrator."
    with pytest.raises(NotAllowed, match="Ask a team lead"):
        require("agent", "allocate")
