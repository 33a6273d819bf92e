"""A database's own complaint as one sentence for people."""

from db.errors import StoreUnavailable

_KNOWN = {
    "database is locked": "another program is holding it; try again",
    "attempt to write a readonly database": "it is read-only",
    "file is not a database": "the file is not a desk store",
    "database disk image is malformed": "the file is damaged; restore the latest backup",
    "database or disk is full": "the disk is full",
    "unable to open database file": "the file can't be opened",
}
NO_DRIVER = "PostgreSQL needs the extra 'postgres': pip install 'iopc-desk[postgres]'."


def trouble(error: BaseException, where: str) -> StoreUnavailable:
    """What to raise for a driver's error about the store shown as `where`: its own words may hold what people typed."""
    reason = next(iter(str(error).splitlines()), "")
    for sign, words in _KNOWN.items():
        if sign in reason:
            return StoreUnavailable(f"The store {where} can't be used: {words}.")
    if "connect" in reason.lower():
        return StoreUnavailable(f"The store {where} can't be reached.")
    return StoreUnavailable(f"The store {where} can't be used ({type(error).__name__}).")
