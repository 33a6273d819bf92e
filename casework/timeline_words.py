"""What each line of a case's timeline says happened."""

from casework.case_links import link_words
from casework.concerns import MARK, concern_title
from casework.kinds import channel_label, step_label
from casework.tasks import LABELS
from casework.waiting import reason_label

TASK_LINES = {"task": "added", "task done": "done", "task moved": "moved", "task taken back": "taken back"}
"""What the lines of a timeline that are about a task say happened to it; their step is its kind."""


def happened(kind: str, channel: str, step: str, withdrawn: bool = False, direction: str = "") -> str:
    """A line of a timeline in a few words, such as `contact by phone` or `closed: answered`."""
    if withdrawn:
        return f"{happened(kind, channel, step, direction=direction)} (taken back)"
    if kind == "contact":
        return f"{'we contacted them' if direction == 'out' else 'contact'} by {channel_label(channel)}"
    if kind == "letter":
        return "email sent" if channel == "email" else "letter sent"
    if kind == "changed":
        return f"changed: {step}" if step else "changed"
    if kind == "step":
        return step_label(step)
    if kind == "closed":
        return f"closed: {step}" if step else "closed"
    if kind == "allocated":
        return f"given to {step}" if step else "put back in the queue"
    if kind == "paused":
        return f"paused, waiting for {reason_label(step)}"
    if kind in ("undone", "redone"):
        return f"{'undone' if kind == 'undone' else 'done again'}: {step}"
    if kind == "resumed":
        return f"resumed, after waiting for {reason_label(step)}"
    if kind in TASK_LINES:
        return f"{LABELS.get(step, 'task')} {TASK_LINES[kind]}"
    if kind == "step taken back":
        return f"taken back: {step_label(step)}"
    if kind in ("linked", "link removed"):
        return f"{'linked' if kind == 'linked' else 'link taken back'}: {link_words(step)}"
    if kind in ("merged", "merge taken back"):
        return f"merged {step}" if kind == "merged" else f"merge {step} taken back"
    if kind == "deadline moved":
        return f"deadline moved: {step or 'calendar changed'}"
    if kind in ("concern", "concern seen"):
        return f"{MARK} {concern_title(step)}{' raised' if kind == 'concern' else ' seen by a supervisor'}"
    return "brought in from another system" if kind == "imported" else kind
