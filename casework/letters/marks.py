"""The text of a letter as it stands: its blank lines, and the marks left in it for the writer to fill in."""

import re

from casework.contact import Problem, unstorable

_MARK = re.compile(r"\[\[.*?\]\]", re.DOTALL)
_TOO_MANY_LINES = re.compile(r"\n{3,}")
_LINE_ENDS = re.compile(r"[ \t]+\n")
QUOTED = 40


def tidied(text: str) -> str:
    """A rendered text without blanks at line ends, and with one blank line at the most between two others."""
    return _TOO_MANY_LINES.sub("\n\n", _LINE_ENDS.sub("\n", f"{text}\n")).strip("\n")


def problem_with_letter(subject: str, text: str, channel: str) -> Problem | None:
    """What keeps a letter from being sent, in words: nothing written, a mark left to be filled in, or what can't be kept."""
    if not text.strip():
        return Problem("text", "The letter is empty. Write it, or leave with esc.")
    if channel == "email" and not subject.strip():
        return Problem("subject", "An email needs a subject.")
    for name, each in (("subject", subject), ("text", text)):
        if problem := unstorable(each):
            return Problem(name, problem)
        if found := _MARK.search(each):
            mark = " ".join(found[0].split())
            return Problem(
                name, f"This still has {mark[:QUOTED]}{'…' if len(mark) > QUOTED else ''} in it. Write what belongs there."
            )
    return None
