"""What is written in a box for concerns, as its draft keeps it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from uuid import uuid4

from casework.concerns import SAFEGUARDING, TYPE, concern_kinds
from db.actions.concerns import CONCERN_FORM, DRAFT_CASE, DRAFT_OVER, RaiseConcern
from db.queries.drafts import DraftView

Content = Mapping[str, Mapping[str, str]]
"""What is typed and chosen, by kind of concern and field."""


@dataclass(frozen=True, slots=True)
class Written:
    """The kind in sight, what is written of every kind, and what it is about: a case, or the form of a draft."""

    kind: str = SAFEGUARDING
    content: Content = field(default_factory=dict)
    case_id: int | None = None
    form: str = ""

    @classmethod
    def begun(cls, kind: str, type_: str, case_id: int | None, form: str) -> "Written":
        """A box with this kind chosen, and this referral type where one is given."""
        return cls(kind, {kind: {TYPE: type_}} if type_ else {}, case_id, form)

    @classmethod
    def kept(cls, draft: DraftView) -> "Written":
        """What a draft holds."""
        content: dict[str, dict[str, str]] = {}
        for name, text in draft.fields.items():
            kind, separator, of_kind = name.partition(" ")
            if separator and kind in concern_kinds() and of_kind in concern_kinds()[kind].names:
                content.setdefault(kind, {})[of_kind] = text
        kind, case = draft.fields.get("kind", ""), draft.fields.get(DRAFT_CASE, "")
        case_id = int(case) if case.isascii() and case.isdigit() else None
        return cls(kind if kind in concern_kinds() else SAFEGUARDING, content, case_id, draft.fields.get(DRAFT_OVER, ""))

    @property
    def fields(self) -> dict[str, str]:
        """It as a draft keeps it; nothing when nothing is written."""
        if not self.content:
            return {}
        over = {"kind": self.kind, DRAFT_CASE: str(self.case_id) if self.case_id is not None else "", DRAFT_OVER: self.form}
        return over | {f"{kind} {name}": text for kind, found in self.content.items() for name, text in found.items()}

    @property
    def commands(self) -> list[RaiseConcern]:
        """What records it: a concern for each kind that has anything written."""
        return [RaiseConcern(kind, found, self.case_id, self.form) for kind, found in self.content.items()]


def new_name() -> str:
    """A name for a draft that no other has."""
    return f"{CONCERN_FORM}:{uuid4().hex}"
