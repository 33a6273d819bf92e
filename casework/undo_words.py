"""What each change that can be undone was, in words that follow the reference of its case."""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any, TypeAlias

from casework.date_words import moment_words
from casework.kinds import step_label
from casework.priorities import priority_label
from casework.tasks import PROMISED, RETURNED
from casework.waiting import reason_label

Names: TypeAlias = Callable[[int | None], str]
"""Gives the name of a member of staff by their number."""
Detail: TypeAlias = Mapping[str, Any]
STEPS_TAKEN_BACK: Mapping[str, str] = {PROMISED: "call-back taken back", RETURNED: "call-back not made after all"}
"""Of a step that is something done about a call-back, what taking it back was."""

WORDS: Mapping[str, Callable[[Detail, Names], str]] = {
    "step completed": lambda it, _: step_label(it["step"]),
    "step withdrawn": lambda it, _: STEPS_TAKEN_BACK.get(it["step"]) or f"{step_label(it['step'])} taken back",
    "case closed": lambda it, _: f"closed: {it['outcome']}",
    "case reopened": lambda _it, _: "reopened",
    "note added": lambda _it, _: "note added",
    "contact added": lambda it, _: f"contact by {it['channel']} added",
    "case allocated": lambda it, names: _allocated(it, names),
    "case paused": lambda it, _: f"paused, waiting for {reason_label(it['reason'])}",
    "case resumed": lambda _it, _: "resumed",
    "received changed": lambda it, _: f"received {moment_words(datetime.fromisoformat(it['received']))}",
    "clock extended": lambda _it, _: "given longer",
    "extension undone": lambda _it, _: "extension taken back",
    "task added": lambda _it, _: "task added",
    "task done": lambda _it, _: "task done",
    "task withdrawn": lambda _it, _: "task taken back",
    "task not done": lambda _it, _: "task not done after all",
    "callback tried": lambda _it, _: "call-back tried",
    "entry changed": lambda _it, _: "words of a line changed",
    "case changed": lambda _it, _: "details changed",
    "priority set": lambda it, _: f"priority {priority_label(it['after'])}",
    "tags changed": lambda _it, _: "tags changed",
    "cases linked": lambda _it, _: "linked to another case",
    "link removed": lambda _it, _: "link taken back",
    "cases merged": lambda _it, _: "merged with its duplicate",
    "people merged": lambda _it, _: "two records of a person merged",
    "learning noted": lambda _it, _: "learning point noted",
    "learning changed": lambda _it, _: "learning point changed",
    "learning taken back": lambda _it, _: "learning point taken back",
    "survey answered": lambda _it, _: "survey answer kept",
    "survey answer changed": lambda _it, _: "survey answer changed",
    "survey answer taken back": lambda _it, _: "survey answer taken back",
}
"""By the action of the audit trail; a change that is not here can't be undone."""

STAYS: Mapping[str, str] = {
    "contact logged": "logged {}; a case that was logged stays. If it should not be, close it",
    "person changed": "changed what is known of a person; their words before are kept with it. Change it back there",
    "task moved": "gave a task or call-back of {} another moment or other words. Move it back there",
    "concern raised": "raised a concern, and that stays",
    "cases unmerged": "took back a merge with {}. Merge them again there",
    "people unmerged": "took back a merge of two people. Merge them again there",
    "late reason given": "said why a deadline of {} was missed, and that stays. Say it anew, and the last word counts",
    "handover note left": "left a note for the next shift. Take it back where the day is closed",
    "day signed": "signed a day, and a signed day stays as it is",
    "letter sent": "recorded a letter on {} as sent, and that stays",
    "view saved": "saved a view. Remove it in the list of views (v) if it should not be there",
    "view changed": "changed a saved view. Change it back in the list of views (v)",
    "view removed": "removed a saved view, and that stays. Save it again under its name",
}
"""What can't be undone, by its action: what the member did, and what to do instead. Undo says so, and passes over it."""


def _allocated(it: Detail, names: Names) -> str:
    if it.get("among"):
        return f"shared among {it['among']}"
    return "put back in the queue" if it["after"] is None else f"allocated to {names(it['after'])}"


def change_words(action: str, detail: Detail, names: Names) -> str:
    """A change in words, such as `allocated to Priya Shah`; one that can't be undone is said as the audit trail calls it."""
    words = WORDS.get(action)
    return words(detail, names) if words else action
