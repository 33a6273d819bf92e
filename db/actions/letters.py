"""Recording a letter or an email as it goes out: its exact text on the timeline, and the step it is."""

from dataclasses import dataclass

from casework.kinds import channel_label
from casework.letters.facts import LANGUAGES
from casework.letters.marks import problem_with_letter
from casework.letters.templates import CHANNELS, step_of
from casework.permissions import require
from db.actions.case_rows import add_entry, case_as_read, case_for_change
from db.actions.complete_step import CompleteStep, complete_step
from db.audit import record
from db.errors import BadValue
from db.store import Writing
from db.tables import Letter, LetterTemplate


@dataclass(frozen=True, slots=True)
class SendLetter:
    """A letter on a case, as read at `version`: what it says exactly, and how it goes.

    `template` is the row it was begun from, None for one written freely. `step` is what it is to record, as
    casework.letters.templates writes it, empty for none; `step_text` goes with the step where it needs words.
    """

    case_id: int
    version: int
    text: str
    subject: str = ""
    template: int | None = None
    channel: str = "post"
    language: str = "en"
    large_print: bool = False
    step: str = ""
    step_text: str = ""


def send_letter(writing: Writing, command: SendLetter) -> tuple[str, ...]:
    """Put the letter on the timeline exactly as written, and record its step; gives met or missed for each clock stopped.

    Raises BadValue for what can't be sent so, and as `complete_step` does; then nothing is recorded.
    """
    require(writing.staff.role, "send-letter")
    if problem := problem_with_letter(command.subject, command.text, command.channel):
        raise BadValue(problem.field, problem.sentence)
    if command.channel not in CHANNELS:
        raise BadValue("channel", f"A letter goes by one of: {', '.join(CHANNELS)}.")
    if command.language not in LANGUAGES:
        raise BadValue("language", f"The language is one of: {', '.join(LANGUAGES)}.")
    if command.template is not None and writing.session.get(LetterTemplate, command.template) is None:
        raise BadValue("template", "That template is no longer in the record. Choose another.")
    change = case_as_read if command.step else case_for_change
    case = change(writing, command.case_id, command.version)
    entry = add_entry(writing, case, "letter", text=command.text, channel=command.channel)
    entry.direction = "out"
    writing.session.add(entry)
    writing.session.add(case)
    writing.session.add(
        Letter(
            entry_id=entry.id or 0,
            template=command.template,
            subject=command.subject,
            language=command.language,
            large_print=command.large_print,
        )
    )
    record(
        writing,
        "letter sent",
        case.id,
        entry=entry.id,
        template=command.template,
        channel=channel_label(command.channel),
        language=command.language,
        large_print=command.large_print,
    )
    if not command.step:
        return ()
    step, choice = step_of(command.step)
    return complete_step(writing, CompleteStep(command.case_id, command.version, step, command.step_text, choice))
