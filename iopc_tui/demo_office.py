"""What is done in the demo beside the cases: days signed, notes left for the next shift, people asked how they were treated."""

from datetime import date, timedelta
from random import Random
from typing import Final

from casework.late_reasons import Late, shipped_reasons
from casework.moments import london_date
from casework.monitoring import monitoring_questions
from casework.summaries.periods import period_between
from casework.survey import answer_options, survey_questions
from casework.survey_asked import ToAsk
from db.actions.give_late_reason import GiveLateReason, give_late_reason
from db.actions.handover import AddHandoverNote, add_handover_note
from db.actions.monitoring import keep_monitoring
from db.actions.sign_day import SignDay, sign_day
from db.actions.survey import KeepSurveyAnswer, keep_survey_answer, list_for_survey
from db.errors import NotPossible
from db.queries.day_figures import day_figures
from db.store import Writing
from iopc_tui.demo_plan import HEARD, Deed
from iopc_tui.demo_words import words

ASKED_ABOUT: Final = timedelta(weeks=6)
ANSWERS, ANSWERED = (26, 34, 12, 8, 5, 15), 0.45
"""How often each answer to the survey is given, in their order, and how many of those asked answer."""
OFTEN: Final = {"ethnicity": "White British", "disability": "no", "age": "45-54", "sex": "female"}
"""The monitoring questions that are answered, and the answer that most give."""


class Office:
    """Does what a plan has of it, through the desk's own actions."""

    def __init__(self, place: str) -> None:
        """For a store that is called so."""
        self._place = place
        self._asked: tuple[ToAsk, ...] = ()

    def does(self, writing: Writing, deed: Deed) -> None:
        """Do one thing."""
        writing.session.flush()
        chance = Random(f"{deed.act} {deed.at.isoformat()}")
        if deed.act == "hand-over":
            add_handover_note(writing, AddHandoverNote(london_date(deed.at), deed.text))
        elif deed.act == "sign":
            self._sign(writing, date.fromisoformat(deed.detail), chance)
        elif deed.act == "monitor":
            keep_monitoring(writing, _said_of_themselves(chance))
        elif deed.act == "ask":
            today = london_date(deed.at)
            self._asked = list_for_survey(writing, period_between(today - ASKED_ABOUT, today - timedelta(days=1))).people
        else:
            for person in self._asked[int(deed.detail) :: HEARD]:
                if chance.random() < ANSWERED:
                    _hear(writing, person, chance)

    def _sign(self, writing: Writing, day: date, chance: Random) -> None:
        """Say of each deadline missed why, then sign."""
        for missed in day_figures(writing.session.connection(), writing.rules, day, writing.now).missed:
            if not missed.explained:
                give_late_reason(writing, GiveLateReason(missed.clock_id, Late(chance.choice(shipped_reasons()))))
        writing.session.flush()
        sign_day(writing, SignDay(day, self._place))


def _said_of_themselves(chance: Random) -> dict[str, str]:
    answers = {id_: chance.choice(it.answers).name for id_, it in monitoring_questions().items() if id_ in OFTEN}
    return {id_: OFTEN[id_] if chance.random() < 0.7 else answer for id_, answer in answers.items()}


def _hear(writing: Writing, person: ToAsk, chance: Random) -> None:
    """Keep somebody's answers, most of them alike; who opted out since has none."""
    options = list(answer_options())
    (mood,) = chance.choices(options, ANSWERS)
    answers = {id_: mood if chance.random() < 0.6 else chance.choices(options, ANSWERS)[0] for id_ in survey_questions()}
    comment = chance.choice(words()["days"]["comments"])
    try:
        keep_survey_answer(writing, KeepSurveyAnswer(person.case_id, london_date(writing.now), answers, comment))
    except NotPossible:
        return
