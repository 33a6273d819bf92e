"""Timing things against each other: each gets its turns among the others, and its best one counts."""

from collections.abc import Callable, Mapping
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
