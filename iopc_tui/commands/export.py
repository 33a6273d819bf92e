"""`iopc export`: a case, or all that match a filter, written to a file."""

from typing import Any

from iopc_tui.commands.export_case import case
from iopc_tui.commands.export_cases import cases
from iopc_tui.commands.options import Family, command_family

HELP = ("--help",)


class CaseUnlessNamed(Family):
    """The commands of `iopc export`; what names none of them is of `case`: `iopc export C26-000377 --to case.html`."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Read the command line of the family."""
        if args and args[0] not in (*self.commands, *HELP):
            args = ["case", *args]
        return super().parse_args(ctx, args)


app = command_family("Write a case, or all that match a filter, to a file.")
app.info.cls = CaseUnlessNamed
app.command("case", epilog="Example: iopc export case C26-000377 --to case.html")(case)
app.command("cases", epilog="Example: iopc export cases closed:last-month --xlsx closed.xlsx")(cases)
