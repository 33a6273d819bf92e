"""A program that logs enquiries and says each reference once it is kept: python -m tests.db.logger ADDRESS HOW_MANY."""

import sys

from casework.contact import Contact
from casework.timesource import SystemTime
from db.actions.log_contact import log_contact
from db.actions.staff import signed_in
from db.location import location
from db.opening import opened


def main(address: str, how_many: int) -> None:
    """Open the store, as the first administrator where it is new, and log so many enquiries."""
    now = SystemTime().now()
    store = opened(location(address), now)
    member, _ = signed_in(store, "adaeze", "Adaeze Okoro", now)
    for number in range(how_many):
        with store.writing(member, now) as writing:
            logged = log_contact(writing, Contact("enquiry", f"Number {number}", name="Ada Okafor"))
        sys.stdout.write(f"{logged.reference}\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
