"""A whole case as one web page that needs nothing else to be read."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from html import escape

from casework.date_words import moment_words
from casework.kinds import kinds
from casework.rules import Rules
from casework.visible_text import visible
from db.queries.case import CaseView
from db.written.case_text import facts_as_text
from db.written.timeline import touch_points

STYLE = """
body { font: 16px/1.5 sans-serif; max-width: 50rem; margin: 2rem auto; padding: 0 1rem; color: #111; background: #fff; }
h1 { font-size: 1.5rem; } h2 { font-size: 1.15rem; border-bottom: 1px solid #999; } pre { font: inherit; white-space: pre-wrap; }
li { margin-bottom: .8rem; } .what { font-weight: bold; } .former { color: #555; }
""".strip()


def case_as_html(case: CaseView, rules: Rules, now: datetime) -> str:
    """The case as a page: its facts, its clocks, its timeline with every former word. What was typed is never markup."""
    return "\n".join(_page(case, rules, now)) + "\n"


def _page(case: CaseView, rules: Rules, now: datetime) -> Iterator[str]:
    title = f"{case.reference}, {kinds()[case.kind].title}"
    yield "<!doctype html>"
    yield '<html lang="en-GB">'
    yield f'<head><meta charset="utf-8"><title>{_said(title)}</title><style>{STYLE}</style></head>'
    yield f"<body><h1>{_said(title)}</h1>"
    yield f"<p>As it stood on {_said(moment_words(now))}.</p>"
    for heading, lines in _parts(facts_as_text(case, rules, now)):
        yield f"<h2>{_said(heading)}</h2>"
        yield f"<pre>{_said(chr(10).join(lines), lines=True)}</pre>"
    yield "<h2>Timeline, newest first</h2><ul>"
    former = {entry.id: entry.former for entry in case.timeline}
    for point in touch_points(case, rules, now):
        staff = f", by {point.staff}" if point.staff else ""
        merged = f" (on {point.reference})" if point.reference else ""
        yield f'<li><span class="what">{_said(f"{moment_words(point.at)}  {point.happened}{staff}{merged}")}</span>'
        if point.text:
            yield f"<pre>{_said(point.text, lines=True)}</pre>"
        for words in former.get(point.entry or 0, ()):
            by = f", by {words.staff}" if words.staff else ""
            yield f'<p class="former">{_said(f"Before {moment_words(words.at)}{by}:")}</p>'
            yield f'<pre class="former">{_said(words.text, lines=True)}</pre>'
        yield "</li>"
    yield "</ul></body></html>"


def _parts(lines: Sequence[str]) -> Iterator[tuple[str, list[str]]]:
    """The facts by their headings, which stand after an empty line; the first part is about the case."""
    heading = "The case"
    held: list[str] = []
    for line in lines[1:]:
        if not line:
            if held:
                yield heading, held
            heading, held = "", []
        elif not heading:
            heading = line
        else:
            held.append(line.removeprefix("  "))
    if held:
        yield heading, held


def _said(text: str, *, lines: bool = False) -> str:
    return escape(visible(text, lines=lines))
