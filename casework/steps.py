"""Which steps of a case can be recorded, why another can't, and which thing is to be done next."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from casework.kinds import kinds, known_steps, step_label

Doing = Literal["step", "call back", "task", "resume", "close", "nothing"]


@dataclass(frozen=True, slots=True)
class Running:
    """A running clock or an open task as the next step sees it: what ends it, what was promised, when, and whether it waits.

    `ends` is a step, or `task` for a task, whose words are `words`; a clock that starts again each time `recurs`, and is
    `pressing` once it has warned.
    """

    ends: str
    promise: str
    due_at: datetime
    waits: bool = False
    recurs: bool = False
    pressing: bool = True
    words: str = ""


@dataclass(frozen=True, slots=True)
class Next:
    """What is to be done next on a case, in words; `promise` and `due_at` are of the deadline that it ends, if one."""

    doing: Doing
    words: str
    step: str = ""
    promise: str = ""
    due_at: datetime | None = None


def open_steps(kind: str, done: Collection[str]) -> list[str]:
    """The steps of a kind that can be recorded when these were done, in the order they are met."""
    return [step for step in kinds()[kind].steps if why_not_step(kind, step, done) is None]


def why_not_step(kind: str, step: str, done: Collection[str], name: str = "this case") -> str | None:
    """Why a step can't be recorded on an open case, called by its name, on which these were done; None when it can."""
    label = step_label(step)
    if step not in kinds()[kind].steps:
        return f"'{label}' is not a step of {name}."
    known = known_steps()[step]
    if step in done and not known.repeats:
        return f"{name} is already recorded as {label}."
    if known.needs and known.needs not in done:
        return f"{label.capitalize()} comes after {step_label(known.needs)}, which is not recorded on {name}."
    return None


def next_step(kind: str, done: Collection[str], running: Sequence[Running], *, waiting: bool) -> Next:
    """The one thing to do next on an open case.

    It is what ends the deadline that comes first; one that recurs counts once it is pressing, and no longer when all that is done
    once was done.
    Without one it is to resume a case that waits, then the next step there is, then to close.
    """
    steps = [step for step in open_steps(kind, done) if not step.startswith("callback") and step != "forwarded"]
    once = [step for step in steps if not known_steps()[step].repeats]
    going = [it for it in running if not it.waits and not (it.recurs and not (once and it.pressing))]
    ends = set(open_steps(kind, done)) | {"task", "callback-returned"}
    if first := min((it for it in going if it.ends in ends), key=lambda it: it.due_at, default=None):
        return _towards(first, kind, done)
    if waiting:
        return Next("resume", "resume: the case waits")
    if once:
        return Next("step", step_label(once[0]), once[0])
    return Next("close", "close the case")


def _towards(first: Running, kind: str, done: Collection[str]) -> Next:
    """The thing to do for the deadline that comes first: what ends it, or what mostly comes before that."""
    if first.ends == "task":
        return Next("task", first.words.strip() or "task", "", first.promise, first.due_at)
    before = (step for step in known_steps()[first.ends].usually_after if step in kinds()[kind].steps and step not in done)
    step = next(before, first.ends)
    doing: Doing = "call back" if step == "callback-returned" else "step"
    return Next(doing, step_label(step), step, first.promise, first.due_at)
