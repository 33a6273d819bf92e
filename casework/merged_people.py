"""What comes of the details of two records of the same person when one is merged into the other."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from casework.person_details import PLAN, person_fields, read_person_detail

PLANS_APART = "\n---\n"
"""Between the contact plans of two records: both bind us, so both stand."""


@dataclass(frozen=True, slots=True)
class MergedDetails:
    """The details the kept record is given, each as it is to be typed there, and the fields in which the records differ.

    Where they differ, the kept record keeps its own.
    """

    given: Mapping[str, str] = field(default_factory=dict)
    differing: tuple[str, ...] = ()


def merged_details(own: Mapping[str, str], theirs: Mapping[str, str]) -> MergedDetails:
    """What a record with its own details, by id and as typed, is given of a record merged into it.

    It is given what it lacks. Adjustments of both and contact plans of both are put together, so that neither is lost.
    """
    given: dict[str, str] = {}
    differing = []
    for id_, text in theirs.items():
        together = text if id_ not in own else _together(id_, own[id_], text)
        if together is None:
            differing.append(id_)
        elif together != own.get(id_):
            given[id_] = together
    return MergedDetails(given, tuple(differing))


def _together(id_: str, own: str, theirs: str) -> str | None:
    """Both texts of a field in one; the own when that says it all already; None when it has to be one or the other."""
    known = person_fields().get(id_)
    if own == theirs or (known is not None and read_person_detail(id_, own) == read_person_detail(id_, theirs)):
        return own
    if id_ == PLAN:
        return own if theirs in own.split(PLANS_APART) else f"{own}{PLANS_APART}{theirs}"
    if known is None or known.reads != "several":
        return None
    both = f"{read_person_detail(id_, own)}, {read_person_detail(id_, theirs)}"
    return own if read_person_detail(id_, both) == read_person_detail(id_, own) else both
