"""The one class behind every command: its key, footer entry, palette entry and help row."""

import re
from collections import defaultdict
from collections.abc import Iterable
from functools import cache
from inspect import getdoc
from typing import ClassVar

from textual.binding import Binding

KEY_NAMES = {
    "question_mark": "?",
    "colon": ":",
    "slash": "/",
    "minus": "-",
    "plus": "+",
    "comma": ",",
    "less_than_sign": "<",
    "greater_than_sign": ">",
    "full_stop": ".",
    "left_square_bracket": "[",
    "right_square_bracket": "]",
    "escape": "esc",
    "left": "←",
    "right": "→",
    "pageup": "page up",
    "pagedown": "page down",
}
_BINDING_NAMES = {"?": "question_mark", ":": "colon", "/": "slash", "-": "minus", "+": "plus"}
_BINDING_NAMES |= {"[": "left_square_bracket", "]": "right_square_bracket", ".": "full_stop"}
_BINDING_NAMES |= {"<": "less_than_sign", ">": "greater_than_sign"}
_MEANT_BY_PLACE = {"enter", "space", "escape", "tab", "shift+tab", "up", "down", "left", "right"}


@cache
def _action_of(class_name: str) -> str:
    """Asked for by every key and every redraw of the command bar."""
    return re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", class_name).lower()


@cache
def _keys_in(keys: str) -> tuple[str, ...]:
    found = (key.strip() for key in keys.split(","))
    return tuple(_BINDING_NAMES.get(key, key) for key in found if key)


class Command:
    """Something staff can do on a screen; the docstring of a subclass is its help."""

    label: ClassVar[str]
    keys: ClassVar[str] = ""
    group: ClassVar[str] = "This screen"
    footer: ClassVar[bool] = False
    priority: ClassVar[bool] = False

    @classmethod
    def name(cls) -> str:
        """The action's name, such as `new_contact` for `NewContact`."""
        return _action_of(cls.__name__)

    @classmethod
    def help(cls) -> str:
        """One sentence on what it does, from the docstring."""
        return (getdoc(cls) or "").split("\n\n", 1)[0].replace("\n", " ")

    @classmethod
    def key_list(cls) -> tuple[str, ...]:
        """Its keys as bindings name them: several are written with commas between."""
        return _keys_in(cls.keys)

    @classmethod
    def key_text(cls) -> str:
        """Its first key as people write it: `ctrl+s`, `F2`, `esc`, `?`."""
        return key_text(cls.key_list()[0]) if cls.keys else ""

    @classmethod
    def all_keys_text(cls) -> str:
        """Every key as people write it, for the help."""
        return ", ".join(key_text(key) for key in cls.key_list())

    @classmethod
    def binding(cls, action: str = "") -> Binding:
        """The binding that runs it, by default through the desk screen that lists it."""
        return Binding(
            ",".join(cls.key_list()),
            action or f"run_command({cls.name()!r})",
            cls.label,
            show=cls.footer,
            key_display=cls.key_text(),
            priority=cls.priority,
            tooltip=cls.help(),
            id=cls.name(),
            group=Binding.Group(cls.group),
        )


def key_text(key: str) -> str:
    """A key as people write it."""
    *modifiers, last = key.split("+")
    shown = KEY_NAMES.get(last, last.upper() if re.fullmatch(r"f\d+", last) else last)
    return "+".join((*modifiers, shown))


def assert_one_meaning(commands: Iterable[type[Command]]) -> None:
    """Raise AssertionError naming each key that means two things; keys meant by place, such as enter, are free."""
    meanings: dict[str, set[str]] = defaultdict(set)
    for command in commands:
        for key in command.key_list():
            if key not in _MEANT_BY_PLACE:
                meanings[key].add(command.label)
    clashes = [f"{key_text(key)}: {', '.join(sorted(labels))}" for key, labels in meanings.items() if len(labels) > 1]
    if clashes:
        raise AssertionError("One key, two meanings: " + "; ".join(clashes))
