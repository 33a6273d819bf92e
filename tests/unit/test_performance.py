"""The sums and sentences of a period's figures."""

from dataclasses import replace
from datetime import date, time
from statistics import median as middle

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from casework.moments import at_london_time, london
from casework.publishing.performance_words import outlook_said, percent_said, standard_said
from casework.summaries.performance import Judged, StandardFigures
from casework.summaries.performance_outlook import outlook
from casework.summaries.performance_sums import median, part_for, percentile, times_taken
from casework.summaries.periods import read_period
from db.queries.performance_days import clocks_ahead

REPLY = StandardFigures("enquiry-reply", (1,), "Reply to an enquiry", 90, Judged(8, 1, 3), Judged(6, 1, 0), 0, 0, None)


@given(st.dictionaries(st.integers(0, 300), st.integers(1, 40), min_size=1), st.integers(1, 100))
def test_middle_and_percentile_are_those_of_the_numbers_written_out(days: dict[int, int], percent: int) -> None:
    written = [number for number, cases in days.items() for _ in range(cases)]
    assert median(days) == middle(written)
    assert percentile(days, percent) == np.percentile(written, percent, method="inverted_cdf")


def test_times_are_told_for_all_and_for_each_kind_in_order() -> None:
    found = times_taken({("review", 30): 1, ("enquiry", 2): 3, ("enquiry", 5): 1}, ["enquiry", "complaint", "review"])
    assert [(it.kind, it.cases, it.median, it.ninetieth) for it in found] == [
        ("", 5, 2.0, 30),
        ("enquiry", 4, 2.0, 5),
        ("review", 1, 30.0, 30),
    ]


@pytest.mark.parametrize(
    ("met", "judged", "target", "said"),
    [
        (92, 100, 95, "92%"),
        (945, 1000, 95, "94.5%"),
        (9499, 10000, 95, "94.9%"),
        (95, 100, 95, "95%"),
        (999, 1000, None, "99.9%"),
        (99999, 100000, 100, "99.9%"),
        (3, 3, 100, "100%"),
        (0, 7, 90, "0%"),
        (2, 3, 66, "67%"),
    ],
)
def test_a_share_never_rounds_up_to_a_target_that_was_missed(met: int, judged: int, target: int | None, said: str) -> None:
    assert percent_said(met, judged, target) == said


@given(st.integers(0, 400), st.integers(1, 400), st.one_of(st.none(), st.integers(1, 100)))
def test_what_is_said_is_on_the_same_side_of_the_target(met: int, judged: int, target: int | None) -> None:
    said = float(percent_said(min(met, judged), judged, target).rstrip("%"))
    share = min(met, judged) * 100 / judged
    assert abs(said - share) <= 0.5
    assert target is None or (said >= target) == (share >= target) or said == round(share) < target


def test_the_outlook_is_what_becomes_of_the_clocks_still_running() -> None:
    seen = outlook(REPLY)
    assert seen is not None
    assert (seen.if_all, seen.if_none, seen.at_pace) == (11 / 12, 8 / 12, (8 + 6 / 7 * 3) / 12)
    assert seen.may_miss == 0
    assert outlook_said(seen) == (
        "Reply to an enquiry: for the target of 90% all 3 still running must be kept; 92% on time if all are kept, "
        "67% if none is, 88% at the pace so far."
    )
    assert standard_said(REPLY) == "Reply to an enquiry: 89% of 9 were on time, 1 too few for the target of 90%."
    assert standard_said(replace(REPLY, target=80)) == "Reply to an enquiry: 89% of 9 were on time (target 80%)."
    assert outlook(replace(REPLY, clocks=Judged(8, 1, 0))) is None


@given(st.integers(0, 60), st.integers(0, 60), st.integers(1, 100))
def test_with_so_many_more_on_time_the_target_were_reached_and_with_no_fewer(met: int, missed: int, target: int) -> None:
    few, judged = replace(REPLY, target=target, clocks=Judged(met, missed)).too_few, met + missed
    reached = [more for more in range(judged + 1) if (met + more) * 100 >= target * judged]
    assert few == (reached[0] if judged else None)


@pytest.mark.parametrize(
    ("running", "target", "said"),
    [
        (Judged(8, 1, 1), 80, "the target of 80% is reached whatever becomes of the 1 still running; 90% on time"),
        (Judged(0, 0, 9), 90, "for the target of 90% all 9 still running must be kept; 100% on time if all are kept, 0% if none"),
        (Judged(8, 1, 11), 90, "for the target of 90% at most 1 of the 11 still running may be missed; 95% on time"),
        (Judged(0, 9, 1), 90, "the target of 90% is out of reach with the 1 still running; 10% on time if it is kept, 0% if not"),
        (Judged(8, 1, 3), None, "3 still running; 92% on time if all are kept, 67% if none is"),
    ],
)
def test_the_outlook_says_first_what_the_target_takes(running: Judged, target: int | None, said: str) -> None:
    passed = replace(running, running=0)
    seen = outlook(replace(REPLY, target=target, clocks=running, passed=passed))
    assert seen is not None
    assert outlook_said(seen).startswith(f"Reply to an enquiry: {said}")


@given(st.integers(0, 60), st.integers(0, 60), st.integers(1, 60), st.integers(1, 100))
def test_as_many_may_be_missed_as_leave_the_target_reached(met: int, missed: int, running: int, target: int) -> None:
    seen = outlook(replace(REPLY, target=target, clocks=Judged(met, missed, running)))
    assert seen is not None
    every = met + missed + running
    reached = [lost for lost in range(running + 1) if (met + running - lost) * 100 >= target * every]
    assert seen.may_miss == (max(reached) if reached else None)


@pytest.mark.parametrize(
    ("typed", "part"),
    [("oct 2026", "day"), ("q2 2026/27", "week"), ("2026/27", "month"), ("1 jan 2000..1 jan 2026", "year"), ("fri", "day")],
)
def test_a_trend_has_points_that_fit_the_period(typed: str, part: str) -> None:
    assert part_for(read_period(typed, date(2026, 11, 22))) == part


@given(st.dates(date(1925, 1, 1), date(2060, 1, 1)), st.times())
def test_londons_clocks_are_ahead_when_the_table_says_so(day: date, clock: time) -> None:
    at = at_london_time(day, clock)
    hours = [ahead for begins, ends, ahead in clocks_ahead(at.year, at.year + 1) if begins <= at < ends]
    offset = london(at).utcoffset()
    assert offset is not None
    assert sum(hours) * 3600 == offset.total_seconds()
