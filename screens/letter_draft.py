"""A letter as it is being written: what it began from, what was chosen and typed, and how its draft keeps that."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from casework.letters.facts import said
from casework.letters.templates import CHANNELS, step_of
from casework.letters.writing import Written, write
from db.queries.letters import ForLetters, TemplateView

_GIVEN = "said "


@dataclass(frozen=True, slots=True)
class LetterDraft:
    """A letter under way. `template` is a template's name, empty for one written freely; `given` are facts typed for it.

    `text` is None while it is as the template has it. `records` is whether sending it records the template's step.
    """

    template: str
    language: str
    channel: str
    large_print: bool
    records: bool = True
    step_text: str = ""
    given: Mapping[str, str] = field(default_factory=dict)
    subject: str = ""
    text: str | None = None

    def fields(self) -> dict[str, str]:
        """It as a draft keeps it."""
        found = {
            "subject": self.subject,
            "language": self.language,
            "channel": self.channel,
            "large-print": _yes(self.large_print),
            "records": _yes(self.records),
            "step-text": self.step_text,
            **{f"{_GIVEN}{name}": text for name, text in self.given.items()},
        }
        return found if self.text is None else {**found, "text": self.text}


@dataclass(frozen=True, slots=True)
class Outgoing:
    """A letter that is to be recorded: as it was last, exactly what it says, its template's row, and what it records."""

    draft: LetterDraft
    subject: str
    text: str
    template: int | None
    step: str


def begun(about: ForLetters, view: TemplateView | None) -> LetterDraft:
    """A new letter, in the person's language and print where it goes to them, by the way they prefer."""
    if view is None:
        return LetterDraft("", about.language, about.channel or CHANNELS[0], about.large_print, text="")
    template, theirs = view.template, view.template.addressee == "person"
    return LetterDraft(
        template.id, template.language, (theirs and about.channel) or template.channel, theirs and about.large_print
    )


def taken_up(template: str, fields: Mapping[str, str]) -> LetterDraft:
    """A letter from its draft."""
    return LetterDraft(
        template=template,
        language=fields.get("language", "en"),
        channel=fields.get("channel", CHANNELS[0]),
        large_print=fields.get("large-print") == "yes",
        records=fields.get("records") != "no",
        step_text=fields.get("step-text", ""),
        given={name.removeprefix(_GIVEN): text for name, text in fields.items() if name.startswith(_GIVEN)},
        subject=fields.get("subject", ""),
        text=fields.get("text"),
    )


def view_of(about: ForLetters, draft: LetterDraft) -> TemplateView | None:
    """The template a letter is written from, in its language, or else in the other."""
    found = about.in_language(draft.template, draft.language)
    return found or next((it for it in about.templates if it.template.id == draft.template), None)


def step_of_letter(about: ForLetters, draft: LetterDraft) -> str:
    """What the letter records when it is sent, if that is wanted and can be."""
    view = view_of(about, draft)
    return about.step_for(view.template) if view is not None and draft.records else ""


def written(about: ForLetters, draft: LetterDraft) -> Written:
    """The letter as its template has it, with what is known and what was typed for it. Raises BadTemplate, TooLong."""
    view = view_of(about, draft)
    if view is None:
        return Written(draft.subject, "", ())
    step = step_of(step_of_letter(about, draft))[0]
    template, given = view.template, {name: text for name, text in draft.given.items() if text.strip()}
    facts = said(about.known, template.language, draft.channel, step) | given
    return write(template.subject, template.body, facts, template.language)


def with_choices(
    draft: LetterDraft, language: str | None, channel: str | None, large: str | None, records: str | None
) -> LetterDraft:
    """The letter with what is chosen on its page."""
    return replace(
        draft,
        language=language or draft.language,
        channel=channel or draft.channel,
        large_print=large == "yes",
        records=records != "no",
    )


def _yes(it: bool) -> str:
    return "yes" if it else "no"
