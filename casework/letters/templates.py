"""The templates of letters: those the desk ships with, and how one is written in a file."""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from casework.contact import Problem, unstorable
from casework.facts import facts
from casework.kinds import channel_label, kinds, known_steps, step_label
from casework.letters.facts import LANGUAGES

CHANNELS = ("post", "email")
ADDRESSEES: Mapping[str, str] = {"person": "the person", "authority": "the force or body"}
EVERY_KIND = "any"
NOT_OFFICIAL = "Local example, not an IOPC text."
WELSH_TO_CHECK = "Welsh to be checked by a Welsh speaker."
_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*\Z")
LONGEST = 20_000
"""Characters of a template: some fifteen pages."""


@dataclass(frozen=True, slots=True)
class Template:
    """A letter in one language as it is kept: `id` is the same in every language.

    `kinds` are ids of kinds of case, `appeal` for every appeal, `any` for all. `addressee` is the person or the authority.
    `step` is what sending it records, such as `acknowledged`, or `decided: upheld` for a step with a choice; empty for none.
    `subject` and `body` say what casework.letters.checking allows.
    """

    id: str
    language: str
    title: str
    kinds: tuple[str, ...]
    channel: str
    subject: str
    body: str
    addressee: str = "person"
    step: str = ""

    def fits(self, kind: str) -> bool:
        """Whether it is for a kind of case."""
        return any(each in (EVERY_KIND, kind) or kind.startswith(f"{each}-") for each in self.kinds)

    @property
    def about(self) -> str:
        """What there is to know of it in a line: `Welsh, post, records: acknowledged`."""
        parts = [LANGUAGES.get(self.language, self.language), channel_label(self.channel)]
        if self.addressee != "person":
            parts.append(f"to {ADDRESSEES.get(self.addressee, self.addressee)}")
        if self.step:
            parts.append(f"records: {step_words(self.step)}")
        return ", ".join(parts)


def step_of(step: str) -> tuple[str, str]:
    """The step and the choice in what a template records: `decided: upheld` is the step `decided`, `upheld`."""
    id_, _, choice = step.partition(":")
    return id_.strip(), choice.strip()


def step_words(step: str) -> str:
    """What a template records, as said: `decision sent: upheld`."""
    id_, choice = step_of(step)
    return f"{step_label(id_)}: {choice}" if choice else step_label(id_)


@cache
def shipped_templates() -> tuple[Template, ...]:
    """The templates the desk ships with, in the order they are offered."""
    found = []
    for id_ in facts("letters/facts")["templates"]:
        row = facts(f"letters/{id_}")
        found += [_shipped(id_, language, row) for language in LANGUAGES if language in row]
    return tuple(found)


def _shipped(id_: str, language: str, row: Mapping[str, Any]) -> Template:
    text, parts, to = row[language], facts("letters/parts")[language], row.get("addressee", "person")
    return Template(
        id=id_,
        language=language,
        title=text["title"],
        kinds=tuple(row["kinds"]),
        channel=row["channel"],
        subject=text["subject"],
        body=f"{parts[to]}{text['body']}{parts[f'{to}_end']}",
        addressee=to,
        step=row.get("step", ""),
    )


FIELDS = ("id", "language", "title", "kinds", "channel", "addressee", "step", "subject", "body")
"""What a template is made of, in the order it is written."""


def template_from(row: Mapping[str, Any]) -> Template | Problem:
    """The template of a table, as `as_toml` writes one, or the first thing that is wrong with it; its body is not looked into."""
    for name in row:
        if name not in FIELDS:
            return Problem(name, f"There is no '{name[:40]}' in a template. It has: {', '.join(FIELDS)}.")
    values = {"language": "en", "channel": "post", "addressee": "person", "step": "", **row}
    if isinstance(values.get("kinds"), str):
        values["kinds"] = [part.strip() for part in values["kinds"].split(",") if part.strip()]
    if not isinstance(values.get("kinds"), list | tuple) or not all(isinstance(each, str) for each in values["kinds"]):
        return Problem("kinds", _KINDS)
    for name in FIELDS:
        if name != "kinds" and not isinstance(values.get(name), str):
            return Problem(name, f"The template has no {name}. Write it as text.")
    texts: dict[str, Any] = {name: values[name] for name in FIELDS}
    template = Template(**texts | {"kinds": tuple(values["kinds"])})
    return next(iter(_problems(template)), template)


_KINDS = "Say which kinds of case it is for: any, appeal, or ids of kinds such as complaint and review, with commas between."


def _problems(it: Template) -> list[Problem]:
    found = []
    if not _ID.match(it.id) or len(it.id) > 60:
        found.append(Problem("id", "A template's name is small letters, figures and hyphens, such as review-late."))
    if it.language not in LANGUAGES:
        found.append(Problem("language", f"The language is one of: {', '.join(LANGUAGES)}."))
    if not it.title.strip():
        found.append(Problem("title", "Give it a title, by which it is chosen."))
    if not it.kinds or not all(_is_kind(each) for each in it.kinds):
        found.append(Problem("kinds", f"{_KINDS} There are: {', '.join(kinds())}."))
    if it.channel not in CHANNELS:
        found.append(Problem("channel", f"It goes by one of: {', '.join(CHANNELS)}."))
    if it.addressee not in ADDRESSEES:
        found.append(Problem("addressee", f"It goes to one of: {', '.join(ADDRESSEES)}."))
    if it.step and (problem := _step_problem(it.step)):
        found.append(Problem("step", problem))
    if len(it.subject) + len(it.body) > LONGEST:
        found.append(Problem("body", f"A template may have {LONGEST:,} characters at the most."))
    for name in ("title", "subject", "body"):
        text = getattr(it, name)
        if problem := unstorable(text):
            found.append(Problem(name, problem))
        elif name != "title" and not text.strip():
            found.append(Problem(name, f"The {name} is empty. Write it."))
    return found


def _is_kind(each: str) -> bool:
    return each in (EVERY_KIND, *kinds()) or any(kind.startswith(f"{each}-") for kind in kinds() if each == "appeal")


def _step_problem(step: str) -> str | None:
    id_, choice = step_of(step)
    known = known_steps().get(id_)
    if known is None or id_ == "received":
        return f"There is no step '{id_[:40]}'. There are: {', '.join(each for each in known_steps() if each != 'received')}."
    if choice not in (known.chooses or ("",)):
        return (
            f"Write what is chosen with it, such as '{id_}: {known.chooses[0]}'." if known.chooses else f"{id_} takes no choice."
        )
    return None


def template_in(text: str) -> Template | Problem:
    """The template written in TOML, or the first thing that is wrong with it."""
    try:
        row = tomllib.loads(text)
    except (ValueError, RecursionError) as error:
        return Problem("", f"This is not TOML that can be read: {error}.")
    return template_from(row)


def as_toml(template: Template) -> str:
    """A template as a file that can be changed and read again."""
    lines = [f"{name} = {_toml(getattr(template, name))}" for name in FIELDS if name not in ("kinds", "body")]
    lines.insert(3, f"kinds = [{', '.join(map(_toml, template.kinds))}]")
    body = template.body if template.body.endswith("\n") else f"{template.body}\n"
    whole = "'''" not in body and all(each in "\n\t" or each.isprintable() for each in body)
    return "\n".join([*lines, f"body = '''\n{body}'''" if whole else f"body = {_toml(template.body)}", ""])


def _toml(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return '"' + "".join(each if each.isprintable() else f"\\U{ord(each):08x}" for each in escaped) + '"'
