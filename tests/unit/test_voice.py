"""The sums behind the voice of the service user, and its publication."""

from collections import Counter
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from statistics import median

from hypothesis import given
from hypothesis import strategies as st

from casework.calendars import SHIPPED
from casework.learning import LearningPoint, themes
from casework.monitoring import AnswerCounts
from casework.publishing.publication import Publication, Table
from casework.publishing.suppression import suppressed
from casework.publishing.text import as_text
from casework.publishing.voice_page import voice_publication
from casework.rules import Rules
from casework.standards import shipped_standards
from casework.summaries.performance import Judged
from casework.summaries.periods import read_period
from casework.summaries.voice import AboutService, Journey, ServiceStandard, Voice, asked_for, touch_points
from casework.survey import SurveyCounts

NOW = datetime(2026, 11, 20, 16, 42, tzinfo=UTC)
CALENDAR = SHIPPED.named("england-wales")
DAYS = st.dates(date(2025, 12, 1), date(2026, 6, 30))
HOLIDAYS = {date(2025, 12, 25), date(2025, 12, 26), date(2026, 1, 1), date(2026, 4, 3), date(2026, 4, 6), date(2026, 5, 4)}
HOLIDAYS |= {date(2026, 5, 25)}


def worked(after: date, upto: date) -> int:
    """The working days after one date, up to another, day by day."""
    days = (after + timedelta(n) for n in range(1, (upto - after).days + 1))
    return sum(day.weekday() < 5 and day not in HOLIDAYS for day in days)


@given(st.lists(st.tuples(st.sampled_from(["enquiry", "review"]), st.lists(DAYS, min_size=1, max_size=5)), max_size=8))
def test_touch_points_are_those_of_each_case_counted_by_hand(cases: list[tuple[str, list[date]]]) -> None:
    found = {it.kind: it for it in touch_points([Journey(kind, tuple(days)) for kind, days in cases], CALENDAR)}
    for kind in {"", *(kind for kind, _ in cases)} if cases else set():
        own = [sorted(days) for its, days in cases if kind in ("", its)]
        gaps = sorted(worked(a, b) for days in own for a, b in pairwise(days))
        it = found[kind]
        assert (it.cases, it.points, it.most_points) == (len(own), median(map(len, own)), max(map(len, own)))
        assert (it.gaps, it.longest) == (len(gaps), gaps[-1] if gaps else None)
        if gaps:
            assert it.median == median(gaps)
            assert it.ninetieth == gaps[-(-len(gaps) * 9 // 10) - 1]
    assert not cases or next(iter(found)) == ""


def test_what_was_asked_for_in_own_words_is_not_told() -> None:
    found = asked_for(
        [
            (1, "adjustments", "BSL, large print"),
            (2, "adjustments", "BSL, none needed, ring Bo on 07700 900123"),
            (1, "language", "Welsh"),
            (2, "language", "polish"),
            (3, "language", "English"),
            (4, "language", "her sister Ada speaks for her"),
            (2, "interpreter", "BSL"),
        ]
    )
    assert found == {
        "adjustments": {"large print": 1, "BSL": 2, "in other words": 1},
        "interpreter": {"BSL": 1},
        "language": {"Welsh": 1, "Polish": 1, "in other words": 1},
    }


def figures(people: int = 40) -> Voice:
    """A month's figures, small ones among them."""
    fair = SurveyCounts("fairly", {"fully": 20, "mostly": 8, "hardly": 7, "no view": people - 35})
    point = LearningPoint(1, 1, "C26-000001B", "complaint", "gwent", "Taser", "Ada Okafor said", NOW, "Bo")
    return Voice(
        period=read_period("Oct 2026", NOW.date()),
        now=NOW,
        service=AboutService(
            9,
            {"compliment": 12, "not said": 2},
            {"upheld": 6, "not upheld": 2},
            (ServiceStandard("service-complaint-reply", (1,), "Answer a complaint about our service", 90, Judged(21, 7, 0)),),
            {("service-complaint", "time taken"): 6},
        ),
        survey=(fair,),
        people=people,
        asked=100,
        answered=33,
        touch=touch_points([Journey("enquiry", (date(2026, 10, 1), date(2026, 10, 9)))] * 7, CALENDAR),
        closed=20,
        first_contact=5,
        asked_for={"adjustments": {"BSL": 3}, "interpreter": {}, "language": {"Welsh": 11}},
        formats={"braille": 6, "not said": 1},
        monitoring=(AnswerCounts("age", {"25-34": 6, "75 or over": 1, "18-24": 0}), AnswerCounts("sex", {"female": 2})),
        learning=(point,) * 3,
    )


def published() -> Publication:
    rules = Rules({1: next(it for it in shipped_standards() if it.id == "service-complaint-reply")}, SHIPPED)
    return voice_publication(figures(), rules, "desk.db")


def table(publication: Publication, id_: str) -> Table:
    return next(it for section in publication.sections for it in section.tables if it.id == id_)


def test_the_card_comes_first_in_plain_sentences() -> None:
    card = published().sections[0]
    assert card.sentences == (
        "In October 2026 we received 12 compliments and 9 complaints about our service.",
        "Answer a complaint about our service: 75% of 28 were on time (target 90%).",
        "40 people answered our survey.",
        "Of 35 people who said whether they were treated fairly, 80% said fully or mostly.",
        "The middle time between touch points on the cases we closed was 6 working days; the longest silence was 6 working days.",
        "25% of 20 cases closed were answered at first contact.",
        "3 learning points were noted, about Taser more than anything else (3).",
    )


def test_every_figure_with_a_filter_lists_its_cases_in_the_queues_words() -> None:
    publication = published()
    (standard,) = table(publication, "service-standards").rows
    assert [cell.filter for cell in standard[2:5]] == [
        f"standard:service-complaint-reply {term}:2026-10-01..2026-10-31 status:any" for term in ("fell", "met", "missed")
    ]
    complaints, compliments, _ = table(publication, "service-received").rows
    assert complaints[1].filter == "kind:service-complaint received:2026-10-01..2026-10-31 status:any"
    assert compliments[1].filter == ""
    assert table(publication, "touch-points").rows[0][1].filter == "kind:enquiry closed:2026-10-01..2026-10-31 status:any"


def test_monitoring_never_shows_a_small_figure_and_nothing_to_work_it_out_by() -> None:
    publication = published()
    rows = table(publication, "monitoring-age").rows
    assert [(row[0].value, row[1].value, row[1].held_back) for row in rows] == [
        ("25-34", 6, False),
        ("75 or over", None, True),
        ("18-24", None, True),
    ]
    section = next(it for it in publication.sections if it.id == "monitoring")
    assert [it.id for it in section.tables] == ["monitoring-age"]
    assert section.sentences[-1] == "Not told: Sex."


def test_nothing_anybody_typed_is_published_and_local_examples_are_called_that() -> None:
    text = as_text(published(), 200)
    assert "Ada Okafor" not in text
    assert "The survey's questions are a local example" in text
    assert "“Were you treated fairly?”" in text


def test_held_back_the_card_tells_no_small_number() -> None:
    publication = suppressed(published())
    assert publication.sections[0].sentences == tuple(
        sentence for sentence in published().sections[0].sentences if "learning" not in sentence
    )
    shown = Counter(cell.value for it in publication.sections for each in it.tables for row in each.rows for cell in row[1:])
    assert not {1, 2, 3, 4} & {value for value in shown if isinstance(value, int)}
    assert table(publication, "touch-points").rows[0][5].value == 6


def test_the_themes_are_those_used_across_cases_and_of_our_service() -> None:
    assert themes()[0] == "mental health"
    assert "Taser" in themes()
    assert themes()[-1] == "privacy"
