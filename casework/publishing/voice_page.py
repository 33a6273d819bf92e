"""The voice of the service user fit to publish: the monthly card in plain sentences first, then the figures behind it."""

from collections.abc import Iterator

from casework.publishing.publication import Publication, Section, StandardSaid
from casework.publishing.voice_tables import (
    answered_tables,
    asked_for_tables,
    learning_charts,
    learning_tables,
    monitoring_tables,
    received_table,
    survey_charts,
    survey_tables,
    theme_tables,
    touch_tables,
)
from casework.publishing.voice_words import (
    ASKED_FOR_RULE,
    card,
    learning_words,
    monitoring_rule,
    monitoring_words,
    notes,
    survey_words,
    touch_words,
)
from casework.rules import Rules
from casework.summaries.voice import Voice


def voice_publication(figures: Voice, rules: Rules, store: str) -> Publication:
    """The publication of a period's figures, made from a store that is said as `store`, under its rules."""
    return Publication(
        id="voice",
        title=f"Voice of the service user, {figures.period.title}",
        first=figures.period.first,
        last=figures.period.last,
        made_at=figures.now,
        store=store,
        standards=tuple(_standards_said(figures, rules)),
        sections=tuple(_sections(figures)),
        notes=tuple(notes(figures)),
        rules=(ASKED_FOR_RULE, monitoring_rule(), *notes(figures)),
    )


def _standards_said(figures: Voice, rules: Rules) -> Iterator[StandardSaid]:
    for each in figures.service.standards:
        for it in (rules.standards[row] for row in each.rows):
            yield StandardSaid(it.id, it.title, it.length_words, it.target, it.basis, it.source, it.effective_from)


def _sections(figures: Voice) -> Iterator[Section]:
    yield Section("card", "In short", tuple(card(figures)))
    yield Section(
        "service",
        "Compliments and complaints about our service",
        tables=(received_table(figures), *answered_tables(figures), *theme_tables(figures)),
    )
    yield Section("survey", "Satisfaction survey", tuple(survey_words(figures)), survey_tables(figures), survey_charts(figures))
    yield Section("touch-points", "How often we were in touch", tuple(touch_words(figures)), tuple(touch_tables(figures)))
    yield Section("asked-for", "Adjustments and languages asked for", (ASKED_FOR_RULE,), tuple(asked_for_tables(figures)))
    if figures.monitoring:
        yield Section("monitoring", "Monitoring", tuple(monitoring_words(figures)), tuple(monitoring_tables(figures)))
    yield Section(
        "learning",
        "What we learned",
        tuple(learning_words(figures)),
        tuple(learning_tables(figures)),
        tuple(learning_charts(figures)),
    )
