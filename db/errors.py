"""What can go wrong between a person and the record, each with a sentence for people."""

from casework.errors import DeskError


class StoreUnavailable(DeskError):
    """The store can't be opened, read or written."""


class StoreTooNew(DeskError):
    """The store was written by a later version of the program."""


class CaseNotFound(DeskError):
    """No case has that reference."""


class ConcernNotFound(DeskError):
    """No concern has that number."""


class CaseChanged(DeskError):
    """Somebody else changed the case since it was read; nothing was written."""


class NotPossible(DeskError):
    """The case's state does not allow the change; nothing was written."""


class NotOnStaff(DeskError):
    """The person at the keyboard is not on the staff list, or no longer active."""


class BadValue(DeskError):
    """A value can't be stored; `name` is the field it belongs to. Nothing was written."""

    def __init__(self, name: str, sentence: str) -> None:
        super().__init__(sentence)
        self.name = name
