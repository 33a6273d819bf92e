"""Merging the records of a case's person: the same person recorded twice, and taking that back."""

from collections.abc import Iterable
from functools import partial

from casework.person_details import person_field_label
from db.actions.merge_people import MergePeople, UnmergePeople
from db.queries.likely_people import LikelyPerson
from db.queries.merge_preview import PeopleMerge
from db.queries.person import KnownAs, PersonView
from screens.merge_box import Compared, MergeBox
from screens.other_case import BY_REFERENCE, OtherCase
from screens.widgets.picker import Pick, Picker

OWN = ("name", "phone", "email")


class CaseRecords(OtherCase):
    """A screen of one case that merges the records of its person."""

    async def merge_people(self) -> None:
        """Ask for another record of the person, show both, and merge them: into the one on the screen, or turned round."""
        person_id = self.case.person_id
        if person_id is None or not self.may("merge-people"):
            return
        other_id = await self._other_record(person_id)
        if other_id is None:
            return
        merged_id, kept_id = other_id, person_id
        while True:
            found = await self.look_up(partial(self.desk.read.people_merge, merged_id, kept_id))
            if found is None:
                return
            title = f"Merge the record of {_called(found.merged)} into that of {_called(found.kept)}"
            box = MergeBox(title, _compared_people(found), _comes_of_people(found), turns=True)
            answer = await self.app.push_screen_wait(box)
            if answer != "turn round":
                break
            merged_id, kept_id = kept_id, merged_id
        if answer == "merge":
            command = MergePeople(found.merged.id, found.merged.version, found.kept.id, found.kept.version)
            await self.join(lambda: self.desk.do.merge_people(command))

    async def unmerge_people(self, known: KnownAs) -> None:
        """Give a merged record its cases back."""
        await self.join(lambda: self.desk.do.unmerge_people(UnmergePeople(known.id, known.version)))

    async def _other_record(self, person_id: int) -> int | None:
        """Ask for another record of the case's person: those like it, or by a case of theirs."""
        alike = await self.look_up(lambda: self.desk.read.people_like(person_id))
        if alike is None:
            return None
        picks = [Pick(it.person_id, _called(it), f"{', '.join(it.why)}; {_cases(it.cases)}") for it in alike]
        picks.append(Pick(BY_REFERENCE, "Another record: type the reference of a case of theirs"))
        picked = await self.app.push_screen_wait(Picker(f"Which record is {self.case.person or 'theirs'} too?", picks))
        if picked != BY_REFERENCE:
            return picked
        case = await self.by_reference("Merge with the record of the person of")
        if case is not None and case.person_id is None:
            self.say(f"{case.reference} names nobody, so there is no record to merge.", "error")
        return case.person_id if case is not None else None


def _compared_people(found: PeopleMerge) -> list[Compared]:
    rows = [Compared(name.capitalize(), getattr(found.kept, name), getattr(found.merged, name)) for name in OWN]
    names = dict.fromkeys([*found.kept.typed, *found.merged.typed])
    both = (found.kept.typed, found.merged.typed)
    return rows + [Compared(person_field_label(name), *(typed.get(name, "-") for typed in both)) for name in names]


def _comes_of_people(found: PeopleMerge) -> list[str]:
    said = [f"{_cases(found.cases)} go over. {_called(found.kept)} is found by the names and numbers of both."]
    if found.details.given:
        said.append(f"Given to the record that is kept: {_labels(found.details.given)}.")
    if found.details.differing:
        said.append(f"Told otherwise, and left as it is kept: {_labels(found.details.differing)}.")
    return said


def _labels(names: Iterable[str]) -> str:
    return ", ".join(person_field_label(name).lower() for name in names)


def _cases(number: int) -> str:
    return f"{number} {'case' if number == 1 else 'cases'}"


def _called(person: LikelyPerson | PersonView) -> str:
    return person.name.strip() or person.phone.strip() or person.email.strip() or "somebody without a name"
