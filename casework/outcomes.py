"""How cases end: every outcome that one can have."""

from functools import cache

from casework.kinds import kinds

MERGED = "merged"
"""The first word of the outcome of a duplicate, which names the case it was merged into."""
ELSEWHERE = "closed in the other system"


@cache
def outcomes() -> tuple[str, ...]:
    """Every outcome, each once, in the order of the kinds of case; of a duplicate its first word."""
    return tuple(dict.fromkeys((*(each for kind in kinds().values() for each in kind.outcomes), MERGED, ELSEWHERE)))
