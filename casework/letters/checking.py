"""What a template may be written with, and where one goes wrong.

A template can say facts, leave a part out with `if`, go through the deadlines with `for`, and change how a word is written
with a few filters. Nothing else of Jinja is let in: without calls, assignments and arithmetic no template can run for ever,
grow without end or reach into the program. The sandbox it is rendered in is the second wall, not the first.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches

from jinja2 import TemplateSyntaxError, nodes
from jinja2.sandbox import ImmutableSandboxedEnvironment

from casework.letters.facts import GROUPS, fact_named, names_in, single_facts

FILTERS = ("upper", "lower", "capitalize", "title", "trim", "default")
PROMISE_PARTS = ("what", "by")
DEEPEST = 2
_READS = "A template can say facts, use if and for, and nothing else."


@dataclass(frozen=True, slots=True)
class Fault:
    """Something in a template that won't do: in its subject or body, at which line and column from 1, and a sentence."""

    part: str
    line: int
    column: int
    what: str

    @property
    def sentence(self) -> str:
        """Where it is and what is wrong."""
        where = "In the subject" if self.part == "subject" else f"Line {self.line} of the text"
        return f"{where}, column {self.column}: {self.what}"


def environment() -> ImmutableSandboxedEnvironment:
    """What templates are read and rendered with: no globals, no tests, and the few filters there are."""
    made = ImmutableSandboxedEnvironment(trim_blocks=True, lstrip_blocks=True, autoescape=False)
    made.globals.clear()
    made.tests.clear()
    for name in set(made.filters) - set(FILTERS):
        del made.filters[name]
    return made


def faults_in(subject: str, body: str) -> list[Fault]:
    """Everything that is wrong with a template's texts, in their order; none when it can be used."""
    return [*_faults("subject", subject), *_faults("body", body)]


def _faults(part: str, source: str) -> Iterator[Fault]:
    lines = source.split("\n")
    try:
        tree = environment().parse(source)
    except TemplateSyntaxError as error:
        line = min(max(1, error.lineno), len(lines))
        column, near = _place_of_tag(lines[line - 1])
        said = (error.message or "it can't be read").rstrip(".")
        yield Fault(part, line, column, f"{said[:1].lower() + said[1:]}{f', near {near}' if near else ''}.")
        return
    except RecursionError:
        yield Fault(part, 1, 1, "it is nested too deep to be read.")
        return
    for line, name, what in _wrong(tree, frozenset(), 0):
        text = lines[min(line, len(lines)) - 1]
        yield Fault(part, line, max(0, text.find(name)) + 1, what)


def _place_of_tag(line: str) -> tuple[int, str]:
    """The column of the first tag on a line, and the tag itself as it may be quoted."""
    starts = [at for at in (line.find("{{"), line.find("{%"), line.find("{#")) if at >= 0]
    at = min(starts, default=len(line) - len(line.lstrip()))
    return at + 1, f"'{line[at : at + 40].strip()}'" if line[at:].strip() else ""


Wrong = tuple[int, str, str]


def _wrong(node: nodes.Node, promises: frozenset[str], deep: int) -> Iterator[Wrong]:
    """What can't stand, as its line, the word it is found by, and what to say; `promises` are the names a `for` gave."""
    match node:
        case nodes.Const() | nodes.TemplateData():
            return
        case nodes.Name():
            yield from _single(node, promises)
        case nodes.Getattr(node=nodes.Name() as group):
            yield from _part(node, group.name, node.attr, promises)
        case nodes.For():
            yield from _loop(node, promises, deep)
        case nodes.Filter():
            if node.name not in FILTERS:
                known = ", ".join(FILTERS)
                yield node.lineno, node.name, f"there is no filter '{node.name}'. There are: {known}."
            yield from _each(node, promises, deep)
        case nodes.Template() | nodes.Output() | nodes.If() | nodes.CondExpr() | nodes.And() | nodes.Or() | nodes.Not():
            yield from _each(node, promises, deep)
        case nodes.Compare() | nodes.Operand() | nodes.Keyword():
            yield from _each(node, promises, deep)
        case _:
            what, word = _named(node)
            yield node.lineno, word, f"{what} can't be used in a letter. {_READS}"


def _each(node: nodes.Node, promises: frozenset[str], deep: int) -> Iterator[Wrong]:
    for child in node.iter_child_nodes():
        yield from _wrong(child, promises, deep)


def _single(node: nodes.Name, promises: frozenset[str]) -> Iterator[Wrong]:
    if node.name in promises:
        yield node.lineno, node.name, f"'{node.name}' is a promise: say {node.name}.what or {node.name}.by."
    elif node.name in GROUPS:
        yield node.lineno, node.name, f"'{node.name}' is a group of facts: say one of them, such as {_one_of(node.name)}."
    elif node.name not in single_facts():
        yield node.lineno, node.name, _no_fact(node.name)


def _part(node: nodes.Getattr, group: str, name: str, promises: frozenset[str]) -> Iterator[Wrong]:
    if group in promises:
        if name not in PROMISE_PARTS:
            yield node.lineno, f"{group}.{name}", f"'{group}' has no '{name[:40]}'. It has: what, by."
    elif fact_named(f"{group}.{name}") is None:
        yield node.lineno, f"{group}.{name}", _no_fact(f"{group}.{name}")


def _loop(node: nodes.For, promises: frozenset[str], deep: int) -> Iterator[Wrong]:
    if not (isinstance(node.iter, nodes.Name) and node.iter.name == "deadlines" and isinstance(node.target, nodes.Name)):
        yield node.lineno, "for", "the one thing to go through is the deadlines: {% for each in deadlines %}."
        return
    if deep >= DEEPEST or node.recursive:
        yield node.lineno, "for", "this goes through the deadlines too many times over."
        return
    inside = promises | {node.target.name}
    for child in node.body if node.test is None else [node.test, *node.body]:
        yield from _wrong(child, inside, deep + 1)
    for child in node.else_:
        yield from _wrong(child, promises, deep)


def _named(node: nodes.Node) -> tuple[str, str]:
    """What a piece of Jinja is called, and a word to find it by."""
    match node:
        case nodes.Call(node=nodes.Name() as called):
            return f"the call {called.name[:40]}(…)", called.name
        case nodes.Call(node=nodes.Getattr() as called):
            return f"the call .{called.attr[:40]}(…)", called.attr
        case nodes.Getattr():
            return f"'.{node.attr[:40]}'", f".{node.attr}"
        case nodes.Getitem():
            return "[…] on a fact", "["
        case nodes.Test():
            return f"'is {node.name[:40]}'", " is "
        case nodes.BinExpr() | nodes.UnaryExpr() | nodes.Concat():
            return "arithmetic", node.operator if isinstance(node, nodes.BinExpr | nodes.UnaryExpr) and node.operator else "~"
        case nodes.Assign() | nodes.AssignBlock():
            return "'set'", "set"
    name = type(node).__name__.lower()
    return f"'{name}'", name


def _one_of(group: str) -> str:
    return "words.our_answer" if group == "words" else f"{group}.{names_in(group)[0]}"


def _no_fact(name: str) -> str:
    """That there is no such fact, which may be meant, and what there is."""
    group = name.partition(".")[0]
    if "." in name and group in GROUPS:
        there = ", ".join(names_in(group)) or "names of small letters, figures and _, such as words.our_answer"
        return f"there is no '{name[:60]}'. In {group} there are: {there}.{_meant(name.partition('.')[2], names_in(group))}"
    there = ", ".join([*single_facts(), *(f"{each}.…" for each in GROUPS)])
    return f"there is no fact '{name[:60]}'.{_meant(name, tuple(single_facts()))} There are: {there}."


def _meant(name: str, known: tuple[str, ...]) -> str:
    close = get_close_matches(name, known, 1)
    return f" Is {close[0]} meant?" if close else ""


def what_there_is() -> Mapping[str, str]:
    """Every fact with its label, for whoever writes a template; of `words` one stands for all."""
    named = [*single_facts(), *(f"{group}.{name}" for group in ("deadlines", "details") for name in names_in(group))]
    found = {name: fact.label for name in named if (fact := fact_named(name)) is not None}
    return {**found, "words.our_answer": "Asked of the writer, by any name"}
