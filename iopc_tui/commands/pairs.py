"""Arguments such as `age=25-34`: a name, and a text that may be anything."""

from collections.abc import Iterable

from iopc_tui.commands.output import BadUse


def pairs(typed: Iterable[str], called: str, example: str) -> dict[str, str]:
    """The texts by name, exactly as typed; raises BadUse, with an example, for one that has no name or has it twice."""
    found: dict[str, str] = {}
    for each in typed:
        name, separator, text = each.partition("=")
        name = name.strip()
        if not separator:
            raise BadUse(f"'{each[:40]}' is not {called.upper()}=TEXT; try {example}.")
        if name in found:
            raise BadUse(f"The {called} '{name[:40]}' is given twice. Give it once.")
        found[name] = text
    return found
