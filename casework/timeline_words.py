"""What each line of a case's timeline says happened."""

from casework.concerns import MARK, concern_title
from casework.kinds import channel_label, step_label
from casework.waiting import reason_label


def happened(kind: str, channel: str, step: str, withdrawn: bool = False) -> str:
    """A line of a timeline in a few words, such as `contact by phone` or `closed: answered`."""
    if withdrawn:
        return f"{happened(kind, channel, step)} (taken back)"
    if kind == "contact":
        return f"contact by {channel_label(channel)}"
    if kind == "step":
        return step_label(step)
    if kind == "closed":
        return f"closed: {step}" if step else "closed"
    if kind == "allocated":
        return f"given to {step}" if step else "put back in the queue"
    if kind == "paused":
        return f"paused, waiting for {reason_label(step)}"
    if kind == "resumed":
        return f"resumed, after waiting for {reason_label(step)}"
    if kind == "step taken back":
        return f"taken back: {step_label(step)}"
    if kind == "deadline moved":
        return f"deadline moved: {step or 'calendar changed'}"
    if kind in ("concern", "concern seen"):
        return f"{MARK} {concern_title(step)}{' raised' if kind == 'concern' else ' seen by a supervisor'}"
    return "brought in from another system" if kind == "imported" else kind
