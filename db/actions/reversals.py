"""How each change that can be undone is undone and done again, by the action of its audit event."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

from casework.errors import DeskError
from casework.undo_stacks import JUDGED, Event
from db.actions.links import redo_link, undo_link
from db.actions.merge_cases import redo_merge, undo_merge
from db.actions.merge_people import redo_people_merge, undo_people_merge
from db.actions.reverse import closing, entries, extensions, learning, marks, owners, receipt, steps, tasks, texts, waits
from db.actions.survey import answer_put_back, answer_taken_back, changed_answer_put_back, former_answer_put_back
from db.store import Writing

Reverse: TypeAlias = Callable[[Writing, int, Mapping[str, Any]], str]
ReverseMany: TypeAlias = Callable[[Writing, Sequence[Event], str], Mapping[int, DeskError]]


@dataclass(frozen=True, slots=True)
class Reversal:
    """The two directions of a change; see db.actions.reverse for what they are given and give, casework.undo_words for words.

    One that `tells` on the timelines itself, and moves the versions of its cases on, has nothing of that done for it.
    `many` does all that can be done of a mass change at once, either way, and records and tells it; it gives what is against
    the others, by the number of their event.
    """

    undo: Reverse
    redo: Reverse
    tells: bool = False
    many: ReverseMany | None = None


def _as_recorded(reverse: Reverse) -> Reverse:
    """A reversal that is to be given the detail exactly as its event was recorded."""
    added = ("at", JUDGED)
    return lambda writing, case_id, detail: reverse(writing, case_id, {key: detail[key] for key in detail if key not in added})


REVERSALS: Mapping[str, Reversal] = {
    "step completed": Reversal(steps.take_step_back, steps.put_step_back),
    "step withdrawn": Reversal(steps.put_step_back, steps.take_step_back),
    "case closed": Reversal(closing.open_again, closing.close_again),
    "case reopened": Reversal(closing.close_again, closing.open_again),
    "note added": Reversal(entries.take_entry_back, entries.put_entry_back),
    "contact added": Reversal(entries.take_entry_back, entries.put_entry_back),
    "case allocated": Reversal(owners.with_the_owner_before, owners.with_the_owner_after, many=owners.many_with_their_owners),
    "case paused": Reversal(waits.never_waited, waits.waits_after_all),
    "case resumed": Reversal(waits.waits_on, waits.resumed_after_all),
    "received changed": Reversal(receipt.received_as_before, receipt.received_anew),
    "clock extended": Reversal(extensions.not_longer, extensions.longer_after_all),
    "extension undone": Reversal(extensions.longer_after_all, extensions.not_longer),
    "task added": Reversal(tasks.take_task_line_back, tasks.put_task_line_back),
    "task done": Reversal(tasks.take_task_line_back, tasks.put_task_line_back),
    "task withdrawn": Reversal(tasks.put_task_line_back, tasks.take_task_line_back),
    "task not done": Reversal(tasks.put_task_line_back, tasks.take_task_line_back),
    "callback tried": Reversal(entries.take_entry_back, entries.put_entry_back),
    "entry changed": Reversal(texts.other_words, texts.other_words),
    "case changed": Reversal(texts.other_fields, texts.other_fields),
    "priority set": Reversal(marks.with_the_priority_before, marks.with_the_priority_after),
    "tags changed": Reversal(marks.with_the_tags_before, marks.with_the_tags_after),
    "cases linked": Reversal(_as_recorded(undo_link), _as_recorded(redo_link), tells=True),
    "link removed": Reversal(_as_recorded(redo_link), _as_recorded(undo_link), tells=True),
    "cases merged": Reversal(_as_recorded(undo_merge), redo_merge, tells=True),
    "people merged": Reversal(_as_recorded(undo_people_merge), _as_recorded(redo_people_merge), tells=True),
    "learning noted": Reversal(learning.take_point_back, learning.put_point_back),
    "learning changed": Reversal(learning.put_former_back, learning.put_changed_back),
    "learning taken back": Reversal(learning.put_point_back, learning.take_point_back),
    "survey answered": Reversal(answer_taken_back, answer_put_back),
    "survey answer changed": Reversal(former_answer_put_back, changed_answer_put_back),
    "survey answer taken back": Reversal(answer_put_back, answer_taken_back),
}
