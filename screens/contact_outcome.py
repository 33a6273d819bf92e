"""How a contact ended, the last thing that the form asks."""

from collections.abc import Mapping

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.getters import query_one

from casework.contact_outcomes import ContactOutcome, contact_outcomes, contact_outcomes_of
from screens.widgets.choice import Choice, Option
from screens.widgets.field_row import FieldRow
from screens.widgets.text_field import TextField

FIELDS = ("outcome", "outcome_words")


class OutcomeRows(Vertical):
    """One of the ways a contact of its kind can end, and a row for the words that go with it where there are any."""

    DEFAULT_CSS = """
    OutcomeRows { height: auto; }
    """

    choice = query_one("#outcome", Choice)
    words = query_one("#outcome_words", TextField)

    def compose(self) -> ComposeResult:
        """The choice, and what is asked beside it."""
        yield FieldRow("Outcome", Choice([], optional=True, id="outcome"), id="row-outcome")
        yield FieldRow("", TextField(id="outcome_words"), id="row-outcome_words")

    def on_mount(self) -> None:
        """Nothing is chosen, so nothing is asked."""
        self._ask()

    @property
    def chosen(self) -> ContactOutcome | None:
        """How it ended, if that is said."""
        return contact_outcomes().get(self.choice.value or "")

    @property
    def typed(self) -> dict[str, str]:
        """Both fields as they stand, by name."""
        return {"outcome": self.choice.value or "", "outcome_words": self.words.value}

    @property
    def unasked(self) -> str:
        """Words that were typed and are not asked for by what is chosen now."""
        return "" if self.chosen is not None and self.chosen.asks else self.words.value

    def offer(self, kind: str) -> None:
        """Offer what a contact of this kind can end with."""
        self.choice.set_options([Option(each.id, each.label, each.letter) for each in contact_outcomes_of(kind)])
        self._ask()

    def fill(self, fields: Mapping[str, str]) -> None:
        """Show these values; a field that is not named is emptied."""
        known = [option.id for option in self.choice.options]
        self.choice.value = outcome if (outcome := fields.get("outcome", "")) in known else None
        self.words.value = fields.get("outcome_words", "")
        self._ask()

    @on(Choice.Changed)
    def _chosen(self) -> None:
        self._ask()

    def _ask(self) -> None:
        chosen = self.chosen
        asked = self.query_one("#row-outcome_words", FieldRow)
        asked.display = chosen is not None and bool(chosen.asks)
        if chosen is not None and chosen.asks:
            asked.rename(chosen.asks)
            self.words.placeholder = chosen.placeholder
        row = self.query_one("#row-outcome", FieldRow)
        if chosen is not None and (chosen.note or chosen.closes):
            row.echo(" ".join(part for part in (chosen.note, "Saving closes the case." if chosen.closes else "") if part))
        else:
            row.hush()
