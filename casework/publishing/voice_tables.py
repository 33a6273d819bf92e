"""The figures of the voice of the service user as tables and charts, each with what lists the cases behind it."""

from collections.abc import Iterator

from casework.kinds import kinds
from casework.learning import service_themes, themes
from casework.monitoring import SMALL
from casework.outcomes import outcomes as known_outcomes
from casework.person_details import person_field_label
from casework.publishing.publication import Cell, Chart, Column, Series, Table
from casework.publishing.voice_words import good_words, monitoring_label
from casework.summaries.performance_slice import force_title, kind_title
from casework.summaries.voice import (
    COMPLAINT,
    COMPLIMENT,
    FEEDBACK,
    NOT_SAID,
    ServiceStandard,
    TouchPoints,
    Voice,
    by_force,
    by_theme,
)
from casework.survey import SurveyCounts, answer_options, survey_basis, survey_questions

ANY = "status:any"
_FEEDBACK = {NOT_SAID: "Feedback of no kind said", "other feedback": "Other feedback"}


# Compliments and complaints about the service.


def received_table(figures: Voice) -> Table:
    """What was said of the service, by what it is."""
    service = figures.service
    feedback = {COMPLIMENT: 0, **service.feedback}
    alone = sum(map(bool, feedback.values())) == 1
    rows = [_row("Complaints about our service", service.complaints, _received(figures, COMPLAINT))]
    for said, number in feedback.items():
        title = _FEEDBACK.get(said, f"{said.capitalize()}s")
        rows.append(_row(title, number, _received(figures, FEEDBACK) if alone and number else ""))
    return Table("service-received", "Received", (Column("", "text"), Column("Received")), tuple(rows))


def answered_tables(figures: Voice) -> Iterator[Table]:
    """How complaints about the service were answered: within their standards, and how they ended."""
    if figures.service.standards:
        columns = (
            *(Column("Standard", "text"), Column("Target", "percent"), Column("Fell due"), Column("Met"), Column("Missed")),
            *(Column("Still running"), Column("On time", "percent")),
        )
        rows = tuple(_standard(figures, it) for it in figures.service.standards)
        yield Table("service-standards", "Complaints about our service: answered in time", columns, rows)
    outcomes = figures.service.outcomes
    if outcomes:
        closed = f"kind:{COMPLAINT} closed:{_dates(figures)} {ANY}"
        ended = [_row(outcome or "no outcome kept", number, _ended_so(outcome, closed)) for outcome, number in outcomes.items()]
        whole = _row("All", sum(outcomes.values()), closed)
        two = (Column("Outcome", "text"), Column("Closed"))
        yield Table(
            "service-outcomes", "Complaints about our service: how they ended", two, (*ended, whole), has_total=True, by_size=True
        )


def _standard(figures: Voice, it: ServiceStandard) -> tuple[Cell, ...]:
    clocks, days = it.clocks, _dates(figures)
    return (
        Cell(it.title, "text"),
        Cell(None if it.target is None else it.target / 100, "percent"),
        Cell(clocks.all, filter=f"standard:{it.id} fell:{days} {ANY}"),
        Cell(clocks.met, filter=f"standard:{it.id} met:{days} {ANY}"),
        Cell(clocks.missed, filter=f"standard:{it.id} missed:{days} {ANY}"),
        Cell(clocks.running, filter=f"standard:{it.id} running:{days} {ANY}"),
        Cell(clocks.share, "percent", of=clocks.judged, filter=f"standard:{it.id} missed:{days} {ANY}"),
    )


def _ended_so(outcome: str, closed: str) -> str:
    """What lists the cases closed with an outcome; nothing does for a word that is none of the desk's."""
    return f"outcome:{outcome.replace(' ', '-')} {closed}" if outcome in known_outcomes() else ""


def theme_tables(figures: Voice) -> Iterator[Table]:
    """The themes of compliments and complaints about the service."""
    found = figures.service.themes
    if not found:
        return
    each = list(dict.fromkeys(theme for _, theme in found))
    each.sort(key=lambda theme: (-found.get((COMPLAINT, theme), 0), -found.get((FEEDBACK, theme), 0), theme))
    columns = (Column("Theme", "text"), Column("Complaints"), Column("Feedback"))
    rows = tuple((Cell(theme, "text"), *(_themed(figures, kind, theme) for kind in (COMPLAINT, FEEDBACK))) for theme in each)
    note = (
        "Complaints about our service, and compliments and other feedback, by theme: as recorded of what was received, or of "
        "what was learned from it. One may have several, or none. The themes are a local example."
    )
    yield Table("service-themes", "Themes", columns, rows, note, by_size=True)


def _themed(figures: Voice, kind: str, theme: str) -> Cell:
    number = figures.service.themes.get((kind, theme), 0)
    return Cell(number, filter=f"theme:{theme.replace(' ', '-')} {_received(figures, kind)}" if theme in themes() else "")


def survey_tables(figures: Voice) -> tuple[Table, ...]:
    """What was answered to each question, and how many of those asked answered."""
    options = list(answer_options())
    good = good_words()
    columns = (
        *(Column("Question", "text"), *(Column(name.capitalize()) for name in options)),
        *(Column("With a view"), Column(f"Of those, {good}", "percent")),
    )
    rows = tuple(
        (
            Cell(_question_title(it), "text"),
            *(Cell(it.counts.get(name, 0)) for name in options),
            Cell(it.answers),
            Cell(it.share, "percent", of=it.answers),
        )
        for it in figures.survey
    )
    wording = " ".join(f"{it.title}: “{it.wording}”" for it in survey_questions().values())
    answers = Table("survey-answers", "Answers", columns, rows, f"The questions as asked, a {survey_basis()}: {wording}")
    responses = Table(
        "survey-responses",
        "Responses",
        (Column("", "text"), Column("People"), Column("Response rate", "percent")),
        (
            (Cell("Answered in the period", "text"), Cell(figures.people), Cell(None, "percent")),
            (Cell("Asked about a case closed in the period", "text"), Cell(figures.asked), Cell(None, "percent")),
            (
                Cell("Of those, answered so far", "text"),
                Cell(figures.answered),
                Cell(figures.response, "percent", of=figures.asked),
            ),
        ),
    )
    return answers, responses


def survey_charts(figures: Voice) -> tuple[Chart, ...]:
    """The share of good answers to each question."""
    with_views = [it for it in figures.survey if it.share is not None]
    if not with_views:
        return ()
    good = good_words()
    shares = tuple(round(100 * (it.share or 0), 1) for it in with_views)
    titles = tuple(map(_question_title, with_views))
    said = "; ".join(f"{title} {share:g}%" for title, share in zip(titles, shares, strict=True))
    words = f"A bar for each question: the share of those with a view who answered {good}. {said}."
    return (Chart("survey-shares", f"Answered {good}", "bars", titles, (Series(good.capitalize(), shares),), "%", words),)


def _question_title(counts: SurveyCounts) -> str:
    known = survey_questions().get(counts.question)
    return known.title if known else counts.question


def touch_tables(figures: Voice) -> Iterator[Table]:
    """Touch points and the time between them by kind, and how many cases the first contact answered."""
    if not figures.touch:
        return
    columns = (
        *(Column("Kind", "text"), Column("Cases closed"), Column("Touch points, median"), Column("Touch points, most")),
        *(Column("Times between"), Column("Time between, median", "days"), Column("Ninetieth percentile", "days")),
        Column("Longest silence", "days"),
    )
    every, *each = figures.touch
    rows = (*(_touch_row(figures, it, kind_title(it.kind)) for it in each), _touch_row(figures, every, "All"))
    note = (
        "The ninetieth percentile is by nearest rank: the least number of days that so many per cent of the times do not exceed."
    )
    yield Table("touch-points", "Touch points of a case and the time between them", columns, rows, note, has_total=True)
    at_once = (Column("", "text"), Column("Closed"), Column("At first contact"), Column("Share", "percent"))
    share = figures.first_contact / figures.closed if figures.closed else None
    closed = Cell(figures.closed, filter=f"closed:{_dates(figures)} {ANY}")
    answered = Cell(figures.first_contact, filter=f"is:first-contact {closed.filter}")
    row = (Cell("All cases", "text"), closed, answered, Cell(share, "percent", of=figures.closed))
    yield Table("first-contact", "Answered at first contact", at_once, (row,))


def _touch_row(figures: Voice, it: TouchPoints, title: str) -> tuple[Cell, ...]:
    kind = f"kind:{it.kind} " if it.kind in kinds() else ""
    return (
        Cell(title, "text"),
        Cell(it.cases, filter=f"{kind}closed:{_dates(figures)} {ANY}" if it.listed else ""),
        Cell(float(it.points)),
        Cell(float(it.most_points)),
        Cell(it.gaps),
        Cell(it.median, "days"),
        Cell(it.ninetieth, "days"),
        Cell(it.longest, "days"),
    )


def asked_for_tables(figures: Voice) -> Iterator[Table]:
    """Adjustments, interpreters and languages by how many people need them, and documents asked for in other formats."""
    for name, found in figures.asked_for.items():
        if found:
            label = person_field_label(name)
            rows = tuple(_row(said, number) for said, number in found.items())
            yield Table(f"asked-for-{name}", label, (Column(label, "text"), Column("People")), rows)
    if figures.formats:
        formats = [_row(said, number) for said, number in figures.formats.items()]
        whole = _row("All", sum(figures.formats.values()), _received(figures, "alternative-format"))
        columns = (Column("Format", "text"), Column("Requests"))
        yield Table("asked-for-formats", "Documents asked for in another format", columns, (*formats, whole), has_total=True)


def monitoring_tables(figures: Voice) -> Iterator[Table]:
    """The answers to each monitoring question that has enough of them."""
    for it in figures.monitoring:
        if sum(it.counts.values()) < SMALL:
            continue
        rows = tuple((Cell(answer, "text"), _never_small(number)) for answer, number in it.counts.items())
        label = monitoring_label(it.question)
        yield Table(f"monitoring-{it.question}", label, (Column("Answer", "text"), Column("Answers")), rows)


def _never_small(number: int) -> Cell:
    """A figure of monitoring: a small one, or none, is held back; there is no total to work it out by."""
    return Cell(None, held_back=True) if number < SMALL else Cell(number)


def learning_tables(figures: Voice) -> Iterator[Table]:
    """Learning points by theme and by the force their case is about."""
    if not figures.learning:
        return
    own, total = service_themes(), len(figures.learning)
    by_themes = tuple(
        (Cell(theme, "text"), Cell("our service" if theme in own else "policing", "text"), Cell(number))
        for theme, number in by_theme(figures.learning).items()
    )
    three = (Column("Theme", "text"), Column("About", "text"), Column("Learning points"))
    whole = (Cell("All", "text"), Cell("", "text"), Cell(total))
    yield Table("learning-themes", "By theme", three, (*by_themes, whole), has_total=True, by_size=True)
    forces = tuple(_row(force_title(force), number) for force, number in by_force(figures.learning).items())
    two = (Column("Force or body", "text"), Column("Learning points"))
    yield Table("learning-forces", "By force", two, (*forces, _row("All", total)), has_total=True, by_size=True)


def learning_charts(figures: Voice) -> Iterator[Chart]:
    """Learning points by theme, where there are several."""
    found = by_theme(figures.learning)
    if len(found) > 1:
        said = "; ".join(f"{theme} {number:,}" for theme, number in found.items())
        words = f"A bar for each theme: how many learning points were noted. {said}."
        series = (Series("Learning points", tuple(map(float, found.values()))),)
        yield Chart(
            "learning-by-theme", "Learning points by theme", "bars", tuple(found), series, "learning points", words, by_size=True
        )


def _row(title: str, number: int, listed: str = "") -> tuple[Cell, Cell]:
    return Cell(title, "text"), Cell(number, filter=listed)


def _dates(figures: Voice) -> str:
    return f"{figures.period.first.isoformat()}..{figures.period.last.isoformat()}"


def _received(figures: Voice, kind: str) -> str:
    return f"kind:{kind} received:{_dates(figures)} {ANY}"
