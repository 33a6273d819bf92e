"""The voice of the service user in plain sentences: the monthly card, and what to know of the figures."""

from collections.abc import Iterator

from casework.date_words import moment_words
from casework.moments import london_date
from casework.monitoring import RULE, SMALL, monitoring_questions
from casework.monitoring import basis as monitoring_basis
from casework.publishing.performance_words import counted, percent_said
from casework.summaries.voice import Voice, by_theme
from casework.survey import answer_options, fairness_question, survey_basis

ASKED_FOR_RULE = (
    "People who were in touch in the period, or with whom we were, by what the record says they need. Somebody with several "
    "needs counts under each."
)
"""What the figures of what was asked for are of."""


def card(figures: Voice) -> Iterator[str]:
    """The monthly card: what matters of the period in plain sentences."""
    service, period = figures.service, figures.period.said(london_date(figures.now))
    compliments, complaints = counted(service.compliments, "compliment"), counted(service.complaints, "complaint")
    yield f"In {period} we received {compliments} and {complaints} about our service."
    for each in service.standards:
        clocks = each.clocks
        if clocks.judged:
            aim = f" (target {each.target}%)" if each.target is not None else ""
            said = percent_said(clocks.met, clocks.judged, each.target)
            yield f"{each.title}: {said} of {clocks.judged:,} {'was' if clocks.judged == 1 else 'were'} on time{aim}."
    who = counted(figures.people, "person", "people") if figures.people else "Nobody"
    yield f"{who} answered our survey."
    fair = figures.fairness
    if fair.answers:
        asked = f"{counted(fair.answers, 'person', 'people')} who said whether they were {fairness_question().title.lower()}"
        yield f"Of {asked}, {percent_said(fair.good, fair.answers)} said {good_words()}."
    yield from touch_words(figures)
    if figures.closed:
        was = "was" if figures.closed == 1 else "were"
        said = percent_said(figures.first_contact, figures.closed)
        yield f"{said} of {counted(figures.closed, 'case')} closed {was} answered at first contact."
    yield from learning_words(figures)


def notes(figures: Voice) -> Iterator[str]:
    """What a reader must know of the figures before they repeat them."""
    if figures.period.runs(london_date(figures.now)):
        as_of = moment_words(figures.now)
        yield f"Provisional: {figures.period.title} is not over, and its figures still change. They are as of {as_of}."
    yield f"The survey's questions are a {survey_basis()}, as are the themes of our own service; no official survey is quoted."
    yield (
        "Answers count on the day they were given. The response rate is of the people asked about cases closed in the period, "
        "whenever they answered. Who has no view of a question is not in its share."
    )
    yield (
        "A touch point is a call, an email, a letter or a call-back on a case, either way, up to its closing; its receipt is the "
        "first. Times between are in working days of England and Wales. A duplicate counts with the case it was merged into."
    )
    yield "At first contact means that the contact that made the case was answered, and closed it, as it was written down."
    yield "What people wrote, in answers, complaints and learning points, is not in these figures: it could tell who they are."


def good_words() -> str:
    """The answers that count as good: `fully or mostly`."""
    return " or ".join(name for name, it in answer_options().items() if it.good)


def survey_words(figures: Voice) -> Iterator[str]:
    """How many of those asked have answered."""
    if not figures.asked:
        yield "Nobody was listed to be asked about a case closed in the period, so there is no response rate."
        return
    asked = f"{counted(figures.asked, 'person', 'people')} asked about a case closed in the period"
    yield f"Of {asked}, {figures.answered:,} answered so far ({percent_said(figures.answered, figures.asked)})."


def touch_words(figures: Voice) -> Iterator[str]:
    """The time between touch points, of all cases together."""
    every = figures.touch[0] if figures.touch else None
    if every is not None and every.median is not None and every.longest is not None:
        middle, longest = _days(every.median), _days(every.longest)
        yield f"The middle time between touch points on the cases we closed was {middle}; the longest silence was {longest}."


def monitoring_rule() -> str:
    """What the monitoring figures are."""
    return (
        "Voluntary answers given in the months of the period, kept without a name and apart from any case (wording: "
        f"{monitoring_basis()}). Whatever else is shown, a figure under {SMALL} never is. {RULE}"
    )


def monitoring_words(figures: Voice) -> Iterator[str]:
    """What the monitoring figures are, and which are left out."""
    yield monitoring_rule()
    few = [monitoring_label(it.question) for it in figures.monitoring if sum(it.counts.values()) < SMALL]
    if few:
        yield f"Not told: {', '.join(few)}."


def monitoring_label(question: str) -> str:
    """What a monitoring question is called; one that is no longer asked by its id."""
    known = monitoring_questions().get(question)
    return known.label if known else question


def learning_words(figures: Voice) -> Iterator[str]:
    """How many learning points were noted, and the theme most of them share."""
    if not figures.learning:
        yield "No learning point was noted."
        return
    theme, number = next(iter(by_theme(figures.learning).items()))
    noted = f"{counted(len(figures.learning), 'learning point')} {'was' if len(figures.learning) == 1 else 'were'} noted"
    yield f"{noted}, about {theme} more than anything else ({number:,})." if number > 1 else f"{noted}."


def _days(days: float) -> str:
    number = f"{days:,.0f}" if days == int(days) else f"{days:,.1f}"
    return f"{number} working day{'' if days == 1 else 's'}"
