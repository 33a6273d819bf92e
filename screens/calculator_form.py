"""The calculator's fields: what to work out and from what, each read as it is typed and found fault with on leaving it."""

from collections.abc import Sequence
from typing import cast

from textual import events, on
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.getters import query_one
from textual.message import Message
from textual.widgets import Input, Static

from casework.bank_holidays import ENGLAND_AND_WALES
from casework.calendars import REGION_TITLES
from casework.errors import DeskError
from casework.kinds import kinds
from casework.standards import Receipt
from screens.calculator_sums import FIELDS, FROM_ORIGIN, SUMS, THESE_DATES, Around, Asked, Origin
from screens.safe import safe
from screens.widgets.choice import Choice, Option
from screens.widgets.field_row import FieldRow
from screens.widgets.text_field import TextField

LABEL_CELLS = 10
RECEIPT_CELLS = 9
NARROW = 76
ANY_KIND = "any"
NOT_READ = "…"


class ReadRow(FieldRow):
    """A row whose reading stands to the right of what is typed; what is wrong with it stands under it."""

    DEFAULT_CSS = """
    ReadRow {
        & TextField { width: 1fr; max-width: 44; }
        & .read-row--reading { width: 31; height: 1; padding: 0 0 0 2; color: $state-muted; }
    }
    """

    def __init__(self, name: str, placeholder: str) -> None:
        """A row for the field of this name."""
        super().__init__(
            FIELDS[name].label, TextField(placeholder=placeholder, id=name), label_cells=LABEL_CELLS, id=f"row-{name}"
        )
        self._reading = Static(markup=False, classes="read-row--reading")

    def compose(self) -> ComposeResult:
        """The label, the field and its reading side by side, and the words under them."""
        with Horizontal():
            yield self._label
            yield self.field
            yield self._reading
        yield self._words

    def read_as(self, words: str) -> None:
        """Say how what is typed is read."""
        self._reading.update(safe(f"→ {words}" if words else ""), layout=False)


class CalculatorForm(Vertical):
    """The sum to work out and its fields; only those the sum needs are shown."""

    DEFAULT_CSS = """
    CalculatorForm {
        height: auto;
        & #rules { height: auto; }
        & #row-calendar { width: 1fr; max-width: 80; }
        & #row-receipt { width: 37; }
        &.-narrow #rules { layout: vertical; }
        &.-narrow #row-receipt { width: 1fr; }
    }
    """

    sum_choice = query_one("#sum", Choice)
    calendar = query_one("#calendar", Choice)
    receipt = query_one("#receipt", Choice)
    kind = query_one("#kind", Choice)

    class Changed(Message):
        """Something was typed or chosen."""

    class Entered(Message):
        """Enter was pressed in a field that can be read."""

    def __init__(self, origin: Origin | None) -> None:
        """The fields, opened over something or over nothing."""
        super().__init__()
        self.origin = origin
        self._faults: dict[str, str] = {}

    def compose(self) -> ComposeResult:
        """What to work out, from what, by which rules."""
        offered = {name: each.label for name, each in SUMS.items() if name != THESE_DATES or self.origin is not None}
        yield _choice("sum", "Work out", [Option(*each) for each in offered.items()])
        for name, field in FIELDS.items():
            received = name == "from" and self.origin is not None and self.origin.received is not None
            yield ReadRow(name, FROM_ORIGIN if received else field.placeholder)
        known = [Option(kind.id, kind.title, kind.letter) for kind in kinds().values()]
        yield _choice("kind", "Kind", [Option(ANY_KIND, "Any"), *known], self.origin.kind if self.origin is not None else "")
        with Horizontal(id="rules"):
            yield _choice(
                "calendar", "Calendar", [Option(name, title[0].upper() + title[1:]) for name, title in REGION_TITLES.items()]
            )
            receipts = [Option("office hours", "Office hours"), Option("actual day", "Actual day")]
            yield _choice("receipt", "Receipt", receipts, label_cells=RECEIPT_CELLS)

    def on_mount(self) -> None:
        """Show the fields of the first sum."""
        self._show_fields()

    def on_resize(self, event: events.Resize) -> None:
        """Put the two rules one under the other when they don't fit side by side."""
        self.set_class(event.size.width < NARROW, "-narrow")

    def asked(self) -> Asked:
        """What stands in the fields now."""
        return Asked(
            sum=self.sum_choice.value or "add",
            texts={name: self.field(name).value for name in FIELDS},
            region=self.calendar.value or ENGLAND_AND_WALES,
            receipt=cast(Receipt, self.receipt.value or "office hours"),
            kind=self.kind.value if self.kind.value != ANY_KIND else None,
        )

    def field(self, name: str) -> TextField:
        """The field of this name."""
        return self.query_one(f"#{name}", TextField)

    def read(self, asked: Asked, around: Around) -> str:
        """Say beside each field how it is read; gives what is wrong with the first that can't be, empty when all can."""
        self._faults = {}
        for name in SUMS[asked.sum].fields:
            text = asked.texts[name]
            try:
                words = FIELDS[name].words(text, around) if text.strip() or not FIELDS[name].wanted else ""
            except DeskError as error:
                self._faults[name] = str(error)
                words = NOT_READ
            self._row(name).read_as(words)
        return next(iter(self._faults.values()), "")

    def blame(self, asked: Asked, sentence: str) -> None:
        """Find fault with the last of the fields, all of which can be read but not worked out."""
        if fields := SUMS[asked.sum].fields:
            self._faults[fields[-1]] = sentence

    def settle(self) -> None:
        """Let each field that says what is wrong say what still is."""
        for row in self.query(ReadRow):
            if row.complaining:
                fault = self._faults.get(row.field.id or "")
                row.complain(fault) if fault else row.hush()

    @property
    def complaining(self) -> bool:
        """Whether a field says under it what is wrong."""
        return any(self._row(name).complaining and self._row(name).display for name in FIELDS)

    @on(Input.Changed)
    @on(Choice.Changed)
    def _changed(self, event: Input.Changed | Choice.Changed) -> None:
        event.stop()
        if isinstance(event, Input.Changed) and event.input.id in FIELDS:
            self._row(str(event.input.id)).hush()
        elif isinstance(event, Choice.Changed) and event.choice is self.sum_choice:
            self._show_fields()
        self.post_message(self.Changed())

    @on(Input.Submitted)
    def _entered(self, event: Input.Submitted) -> None:
        event.stop()
        self.post_message(self.Changed() if self._complain(event.input.id) else self.Entered())

    def on_descendant_blur(self, event: events.DescendantBlur) -> None:
        """Say what is wrong with a field on leaving it."""
        if self._complain(event.widget.id):
            self.post_message(self.Changed())

    def _complain(self, name: str | None) -> bool:
        if name is None or name not in self._faults:
            return False
        self._row(name).complain(self._faults[name])
        return True

    def _show_fields(self) -> None:
        wanted = SUMS[self.sum_choice.value or "add"]
        for name in FIELDS:
            self._row(name).display = name in wanted.fields
            self._row(name).hush()
        for name in ("calendar", "receipt", "kind"):
            self.query_one(f"#row-{name}").display = name in wanted.choices

    def _row(self, name: str) -> ReadRow:
        return self.query_one(f"#row-{name}", ReadRow)


def _choice(name: str, label: str, options: Sequence[Option], chosen: str = "", label_cells: int = LABEL_CELLS) -> FieldRow:
    """A row to choose in, at first the option named, or the first; letters it has no option for are the screen's."""
    first = chosen if any(option.id == chosen for option in options) else options[0].id
    return FieldRow(label, Choice(options, first, id=name, shares_keys=True), label_cells=label_cells, id=f"row-{name}")
