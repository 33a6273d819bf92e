"""For us? Whether the IOPC or the local policing body is the relevant review body (regulation 32, SI 2020/2).

One yes among the seven questions makes it the IOPC. All no makes it the local policing body. Otherwise the outcome letter,
which names the body, is asked for: the local policing body is never guessed.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from casework.facts import facts
from casework.organisations import Organisation
from casework.review_questions import NoRight, Question, UnknownQuestion, no_right_named, questions
from casework.spoken import listed

Reply = Literal["yes", "no", "unknown"]
LetterNames = Literal["IOPC", "local policing body", "not known"]
Decision = Literal[
    "IOPC",
    "local policing body",
    "ask for the letter",
    "check the letter",
    "no right of review",
    "test does not apply",
    "signpost",
]
REPLIES = ("yes", "no", "unknown")
FOR_US: Mapping[Decision, bool] = {"IOPC": True, "local policing body": False, "signpost": False, "no right of review": False}
RULE = "regulation 32, SI 2020/2"
_WHO_HANDLED_IT = "Ask which authority handled it: this test does not apply to the National Crime Agency or HMRC."


@dataclass(frozen=True, slots=True)
class Answer:
    """Which body it is, and the words for it: why, what to read to the caller, what to do now, and what to check.

    `for_us` is None while it can't be said. `met` are the questions answered yes, `unknown` those not answered.
    """

    decision: Decision
    reason: str
    say: str
    next: str
    met: tuple[Question, ...] = ()
    unknown: tuple[Question, ...] = ()
    flags: tuple[str, ...] = ()

    @property
    def for_us(self) -> bool | None:
        """Whether the review is the IOPC's, None while that can't be said."""
        return FOR_US.get(self.decision)


def for_us(
    answers: Mapping[str, Reply],
    authority: Organisation | None = None,
    letter_names: LetterNames = "not known",
    no_right: str | None = None,
) -> Answer:
    """Judge which body reviews, from the answers by question id; a question not answered is not known.

    `authority` is the appropriate authority that handled the complaint, None when not known. `no_right` is the id of a reason
    why there is no right of review. Raises UnknownQuestion.
    """
    _refuse_strange(answers)
    if authority and authority.signpost_to:
        return _signpost(authority, authority.signpost_to)
    if authority and authority.id in _bodies("test_does_not_apply"):
        return _does_not_apply(authority)
    if no_right is not None:
        return _no_right(no_right_named(no_right))
    replies, flags = _with_the_authority(answers, authority)
    met = tuple(each for each in questions().values() if replies[each.id] == "yes")
    unknown = tuple(each for each in questions().values() if replies[each.id] == "unknown")
    if met:
        return _ours(met, unknown, flags, letter_names)
    if unknown or _of_its_own_kind(authority):
        return _by_the_letter(authority, unknown, flags, letter_names)
    return _all_no(authority, flags, letter_names)


def _refuse_strange(answers: Mapping[str, Reply]) -> None:
    for name, reply in answers.items():
        if name not in questions():
            raise UnknownQuestion(f"There is no question '{name[:40]}'. Use one of: {', '.join(questions())}.")
        if reply not in REPLIES:
            raise UnknownQuestion(f"'{reply}' is not an answer. Use yes, no or unknown.")


def _bodies(group: str) -> Sequence[str]:
    found: Sequence[str] = facts("review_questions")["bodies"][group]
    return found


def _of_its_own_kind(authority: Organisation | None) -> bool:
    """A body, such as the British Transport Police, of which no local policing body is known here."""
    return authority is not None and authority.group == "other" and authority.id not in _bodies("policing_body")


def _with_the_authority(answers: Mapping[str, Reply], authority: Organisation | None) -> tuple[dict[str, Reply], tuple[str, ...]]:
    """Every question's reply, the first answered by the authority itself; where staff said otherwise a yes stands."""
    replies: dict[str, Reply] = {name: answers.get(name, "unknown") for name in questions()}
    first = next(iter(questions()))
    if authority is None:
        return replies, (_WHO_HANDLED_IT,)
    flags: tuple[str, ...] = ()
    if authority.id in _bodies("policing_body"):
        if replies[first] == "no":
            flags = (f"{authority.name} is a local policing body, but question 1 is answered no. It is taken as yes.",)
        replies[first] = "yes"
        return replies, (*flags, "Make sure it handled the complaint. A complaint about a commissioner is another matter.")
    if replies[first] == "yes":
        flags = (
            f"Question 1 is answered yes, but {authority.name} is not a local policing body. Check which authority handled it.",
        )
    elif authority.group == "force":
        replies[first] = "no"
    return replies, flags


def _ours(met: tuple[Question, ...], unknown: tuple[Question, ...], flags: tuple[str, ...], letter: LetterNames) -> Answer:
    because = "; ".join(each.met for each in met)
    reason = f"For us: {because}. One yes is enough ({RULE})."
    say = f"Your review is for us, the Independent Office for Police Conduct. {_RECORDED}"
    step = "Open the review here."
    if letter == "local policing body":
        reason += " The outcome letter names the local policing body, which does not agree: the law decides, not the letter."
        say += " Your letter names another body, so we will check that and tell you."
        step += " Do not forward it. Ask a supervisor to check the answers and the letter with the authority."
        flags = (*flags, "The outcome letter and the test do not agree.")
    return Answer("IOPC", reason, say, step, met, unknown, flags)


def _by_the_letter(
    authority: Organisation | None, unknown: tuple[Question, ...], flags: tuple[str, ...], letter: LetterNames
) -> Answer:
    still = f"Still not known: {_short(unknown)}." if unknown else "Every question is answered no."
    if letter == "not known":
        return _ask_for_it(authority, unknown, flags)
    if letter == "IOPC" and not unknown:
        return _check(flags)
    reason = f"The outcome letter names the {letter}, and no question is answered yes. {still}"
    if letter == "IOPC":
        return Answer("IOPC", f"For us: {_lower(reason)}", _SAY_BY_LETTER, "Open the review here.", (), unknown, flags)
    return Answer(letter, f"Not for us: {_lower(reason)}", _say_forward(authority), _forward(authority), (), unknown, flags)


_RECORDED = "I will record what you tell me now, so that you do not have to explain it again."
_SAY_BY_LETTER = f"Your letter says that your review is for us, the Independent Office for Police Conduct. {_RECORDED}"


def _ask_for_it(authority: Organisation | None, unknown: tuple[Question, ...], flags: tuple[str, ...]) -> Answer:
    if unknown:
        reason = f"Not known yet: no question is answered yes, and these are open: {_short(unknown)}."
    else:
        name = authority.name if authority else "this body"
        reason = f"Not known yet: every question is answered no, but no local policing body is known here for {name}."
    return Answer(
        "ask for the letter",
        f"{reason} The outcome letter names the relevant review body ({RULE}).",
        "Please could you find your outcome letter and read me what it says about a review? It names the body that carries it"
        " out. If you do not have it with you, that is all right: I will record what you tell me.",
        "Ask for the outcome letter, which names the relevant review body. Never guess the local policing body.",
        (),
        unknown,
        flags,
    )


def _all_no(authority: Organisation | None, flags: tuple[str, ...], letter: LetterNames) -> Answer:
    if letter == "IOPC":
        return _check(flags)
    agrees = " The outcome letter says so too." if letter == "local policing body" else ""
    reason = (
        f"Not for us: every question is answered no, so {_policing_body(authority)} is the relevant review body ({RULE}).{agrees}"
    )
    return Answer("local policing body", reason, _say_forward(authority), _forward(authority), flags=flags)


def _check(flags: tuple[str, ...]) -> Answer:
    return Answer(
        "check the letter",
        "To check: every question is answered no, but the outcome letter names the IOPC. The law decides, not the letter"
        f" ({RULE}).",
        "Your letter names us, so we will make sure which body should review it before anything is passed on, and tell you."
        " If you have sent us your application, the time this takes does not count against you.",
        "Keep it here and do not forward it. Ask a supervisor to check the answers and the letter with the authority.",
        flags=(*flags, "The outcome letter and the test do not agree."),
    )


def _no_right(why: NoRight) -> Answer:
    return Answer(
        "no right of review",
        f"No right of review: {why.reason}.",
        why.say,
        "Explain that there is no right of review, and record what was asked and what you said. If in doubt, ask a supervisor.",
    )


def _does_not_apply(authority: Organisation) -> Answer:
    name = _the(authority)
    return Answer(
        "test does not apply",
        f"The test does not apply to {name}, which still runs largely on the arrangements from before February 2020.",
        f"Complaints about {name} follow rules of their own. Please could you read me what your letter says you can do next?"
        " I will write it down and make sure the right person sees it.",
        "Do not use these questions. Ask for the outcome letter, record what it says, and ask a supervisor.",
    )


def _signpost(authority: Organisation, oversees: str) -> Answer:
    return Answer(
        "signpost",
        f"Not for us: {_the(authority)} is not under the IOPC. The {oversees} oversees it.",
        f"We can't review this one, I am sorry. The {oversees} looks at complaints about {_the(authority)}, and can help you.",
        f"Signpost to the {oversees}, and record that you did.",
    )


def _say_forward(authority: Organisation | None) -> str:
    return (
        f"Your review is for {_policing_body(authority)}, such as a police and crime commissioner, and not for us. If you"
        " have sent us your application, you do not need to send it again: I will forward it and tell you when that is done,"
        " and the time it was with us does not count against you. If you have not applied yet, please apply to them."
    )


def _forward(authority: Organisation | None) -> str:
    return (
        f"Forward the application to {_policing_body(authority)} and tell the applicant."
        " It counts as made to them when it is forwarded."
    )


def _policing_body(authority: Organisation | None) -> str:
    if authority is None or authority.group != "force":
        return "the local policing body"
    return f"the local policing body for {authority.name} Police"


def _the(authority: Organisation) -> str:
    if authority.id in ("hm-revenue-and-customs", "police-scotland"):
        return authority.name
    return "the service police" if authority.id == "service-police" else f"the {authority.name}"


def _short(asked: Sequence[Question]) -> str:
    return listed([each.short for each in asked])


def _lower(text: str) -> str:
    return text[0].lower() + text[1:]
