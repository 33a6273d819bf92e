"""A run of numbers as one line of block characters, to be seen beside its figures in words."""

from collections.abc import Sequence

NONE = "▁"
STEPS = "▂▃▄▅▆▇█"


def sparkline(numbers: Sequence[int], top: int | None = None) -> str:
    """A character for each number: the lowest for none, the highest for `top`, or else for the greatest of them.

    One that is not none is never drawn as none; one past the top is drawn as the top.
    """
    most = max(1, top if top is not None else max(numbers, default=0))
    return "".join(_block(number, most) for number in numbers)


def _block(number: int, most: int) -> str:
    return NONE if number <= 0 else STEPS[min(len(STEPS) - 1, (number * len(STEPS) - 1) // most)]
