"""Saving an edit of what others may edit too: nobody's words are overwritten, and what only one changed is not asked about."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Generic, TypeVar

from casework.errors import DeskError
from casework.side_by_side import Versions, bring_together
from db.errors import CaseChanged
from screens.case_questions import CaseQuestions
from screens.side_by_side import Contested, SideBySide

Thing = TypeVar("Thing")


@dataclass(frozen=True, slots=True)
class AsRead(Generic[Thing]):
    """Something as read to be edited: its words by field, and who changed a field last and when, in words."""

    thing: Thing
    texts: Mapping[str, str]
    changed_by: Callable[[str], str]


@dataclass(frozen=True, slots=True)
class Field:
    """What a field is called, what stands between two versions that are both kept, if they can be, and how a text is said."""

    label: str
    between: str | None
    words: Callable[[str], str] = str


@dataclass(frozen=True, slots=True)
class Edited(Generic[Thing]):
    """What is edited: its title, its fields by name, and how it is read again and written."""

    title: str
    field: Callable[[str], Field]
    read: Callable[[], AsRead[Thing]]
    write: Callable[[Thing, Mapping[str, str]], object]


@dataclass(frozen=True, slots=True)
class Edit(Generic[Thing]):
    """An edit under way: the words it began from, what they have become, and the thing as last read."""

    base: Mapping[str, str]
    mine: Mapping[str, str]
    read: AsRead[Thing]

    @property
    def changed(self) -> dict[str, str]:
        """The fields that are other than where the edit began."""
        return {name: text for name, text in self.mine.items() if text != self.base.get(name, "")}


@dataclass(frozen=True, slots=True)
class Kept:
    """The names of the fields that were changed in the record, in the order of the form; none when it said that already."""

    names: tuple[str, ...]


async def save(screen: CaseQuestions, edited: Edited[Thing], edit: Edit[Thing]) -> Kept | Edit[Thing] | None:
    """Save an edit on the thing as it is now.

    Where others changed the same fields, both versions are shown side by side; esc there gives the edit back as it was, with
    the thing as read since, to be gone on with. None when it was refused, which is then said.
    """
    base, mine, read = edit.base, edit.mine, edit.read
    while True:
        together = bring_together(base, mine, read.texts)
        chosen: dict[str, str] = {}
        if together.to_choose:
            contested = [_contested(edited, versions, read) for versions in together.to_choose]
            answer = await screen.app.push_screen_wait(SideBySide(edited.title, contested))
            if answer is None:
                return Edit(edit.base, edit.mine, read)
            chosen = answer
        base, mine = read.texts, {**together.texts, **chosen}
        going = Edit(base, mine, read)
        if not going.changed:
            return Kept(())
        done = await screen.tried(lambda going=going: edited.write(going.read.thing, going.changed))  # type: ignore[misc]
        if not isinstance(done, DeskError):
            return Kept(tuple(going.changed))
        again = await screen.look_up(edited.read) if isinstance(done, CaseChanged) else None
        if again is None:
            if not isinstance(done, CaseChanged):
                screen.say(str(done), "error")
            return None
        read = again


def _contested(edited: Edited[Thing], versions: Versions, read: AsRead[Thing]) -> Contested:
    field = edited.field(versions.name)
    return Contested(versions, field.label, read.changed_by(versions.name), field.between, field.words)
