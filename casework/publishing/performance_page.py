"""The figures of a period fit to publish: sentences first, then tables and charts, and what to know of them."""

from collections.abc import Iterator, Sequence

from casework.date_words import moment_words
from casework.publishing.performance_charts import flow_chart, on_time_chart, standards_chart
from casework.publishing.performance_tables import (
    ages_table,
    compared_table,
    outlook_table,
    reasons_table,
    standards_table,
    taken_table,
    trend_table,
    volume_tables,
)
from casework.publishing.performance_words import OUTLOOK_RULE, counted, in_short, notes, outlook_said, outlooks, waiting_words
from casework.publishing.publication import Publication, Section, StandardSaid
from casework.rules import Rules
from casework.summaries.performance import Performance
from casework.summaries.performance_outlook import Outlook


def performance_publication(figures: Performance, rules: Rules, store: str) -> Publication:
    """The publication of a period's figures, made from a store that is said as `store`, under its rules."""
    of = f", {figures.of.words}" if figures.of.words else ""
    said = _standards_said(figures, rules)
    local = list(dict.fromkeys(each.title for each in said if each.basis == "local example"))
    explained = tuple(notes(figures, local, moment_words(figures.now)))
    return Publication(
        id="performance",
        title=f"Performance, {figures.period.title}{of}",
        first=figures.period.first,
        last=figures.period.last,
        made_at=figures.now,
        store=store,
        standards=said,
        sections=tuple(_sections(figures)),
        notes=(*waiting_words(figures), *explained),
        rules=(OUTLOOK_RULE, *explained),
    )


def _standards_said(figures: Performance, rules: Rules) -> tuple[StandardSaid, ...]:
    return tuple(
        StandardSaid(it.id, it.title, it.length_words, it.target, it.basis, it.source, it.effective_from)
        for each in figures.standards
        for it in (rules.standards[row] for row in each.rows)
    )


def _sections(figures: Performance) -> Iterator[Section]:
    yield Section("summary", "In short", tuple(in_short(figures)))
    yield Section(
        "volumes",
        "What came in and what went out",
        tables=(*volume_tables(figures), trend_table(figures)),
        charts=(flow_chart(figures),),
    )
    if figures.standards:
        charts = (standards_chart(figures), on_time_chart(figures))
        yield Section("standards", "Against the standards", tables=(standards_table(figures),), charts=charts)
    if figures.runs and figures.standards:
        yield _forecast(figures, outlooks(figures))
    if figures.taken:
        yield Section("time-taken", "How long it took", _taken_words(figures), (taken_table(figures),))
    yield Section("age", "Age of open work", _age_words(figures), (ages_table(figures),))
    if figures.reasons.given or figures.reasons.not_given:
        yield Section("lateness", "Why deadlines were missed", tables=(reasons_table(figures),))
    yield Section("compared", "Beside other periods", tables=(compared_table(figures),))


def _forecast(figures: Performance, seen: Sequence[Outlook]) -> Section:
    title = f"At the end of {figures.period.title}"
    if not seen:
        return Section(
            "forecast", title, ("Every deadline known of it is met or missed; only one that begins from now on counts.",)
        )
    sentences = (*(outlook_said(each) for each in seen), OUTLOOK_RULE)
    return Section("forecast", title, sentences, (outlook_table(figures, seen),))


def _taken_words(figures: Performance) -> tuple[str, ...]:
    every = figures.taken[0]
    return (
        f"Of {counted(every.cases, 'case')} closed, half took {_days(every.median)} or less, "
        f"and 90% took {_days(every.ninetieth)} or less.",
    )


def _age_words(figures: Performance) -> tuple[str, ...]:
    oldest, every = figures.ages[-1], figures.volumes.all.open
    if not every:
        return ("Nothing is open.",) if figures.runs else ("Nothing was open at the end.",)
    when = "now" if figures.runs else "at the end"
    return (f"Open {when}: {counted(every, 'case')}, {oldest.cases:,} of them for more than {oldest.least - 1} working days.",)


def _days(days: float) -> str:
    number = f"{days:,.0f}" if days == int(days) else f"{days:,.1f}"
    return f"{number} working day{'' if days == 1 else 's'}"
