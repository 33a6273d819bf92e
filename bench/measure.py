"""Timing things against each other: each gets its turns among the others, and its best one counts."""

from collections.abc import Callable, Mapping
from statistics import median
from time import perf_counter
from timeit import Timer


def best_of(timed: Mapping[str, Callable[[], float]], turns: int = 5, seconds: float = 0.05) -> dict[str, float]:
    """The least number of seconds that each gave, over some turns that each last at least so long."""
    best = dict.fromkeys(timed, float("inf"))
    for _ in range(turns):
        for name, once in timed.items():
            until = perf_counter() + seconds
            while True:
                best[name] = min(best[name], once())
                if perf_counter() >= until:
                    break
    return best


def medians(timed: Mapping[str, Callable[[], float]], turns: int = 9) -> dict[str, float]:
    """The median number of seconds that each gave, called in turn after a first time that does not count."""
    taken: dict[str, list[float]] = {name: [] for name in timed}
    for turn in range(turns + 1):
        for name, once in timed.items():
            took = once()
            if turn:
                taken[name].append(took)
    return {name: median(seconds) for name, seconds in taken.items()}


def calls(call: Callable[..., object], inputs: list[tuple[object, ...]]) -> Callable[[], float]:
    """Something to give `best_of`: the seconds of one call, over a run of calls with each of the inputs in turn."""
    arguments = ", ".join("abcdef"[: len(inputs[0])])
    loop = Timer(f"for {arguments}, in inputs: call({arguments})", "call, inputs = it", globals={"it": (call, inputs)})
    return lambda: loop.timeit(1) / len(inputs)


def once(call: Callable[[], object]) -> Callable[[], float]:
    """Something to give `best_of`: the seconds of one call without arguments."""

    def timed() -> float:
        began = perf_counter()
        call()
        return perf_counter() - began

    return timed


def microseconds(seconds: Mapping[str, float], ours: str) -> list[str]:
    """A line for each: its name, its microseconds, and how many times ours that is."""
    return [f"{name:46} {took * 1e6:11.3f} us {took / seconds[ours]:10,.1f} times ours" for name, took in seconds.items()]


def milliseconds(seconds: Mapping[str, float], peer: str) -> list[str]:
    """A line for each: its name, its milliseconds, and how many times the peer's that is."""
    return [f"{name:46} {took * 1e3:9.2f} ms {took / seconds[peer]:8.2f} times" for name, took in seconds.items()]
