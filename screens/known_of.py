"""What is known of the caller, in words at the top of a contact."""

from collections.abc import Iterator, Mapping

from textual.content import Content
from textual.widgets import Static

from casework.option_reading import DetailNotRead
from casework.person_details import PLAN, person_fields, person_words, read_person_detail
from screens.safe import safe


class KnownOf(Static):
    """The adjustments somebody needs and what else binds us, a contact plan first; not there while nothing is known."""

    DEFAULT_CSS = """
    KnownOf { height: auto; display: none; }
    """

    def __init__(self) -> None:
        """Nothing is known."""
        super().__init__(markup=False)
        self._typed: Mapping[str, str] = {}
        self._wrong = ""

    def show(self, typed: Mapping[str, str]) -> None:
        """Show what was typed of somebody, as it is read, by the ids of casework.person_details."""
        if dict(typed) != self._typed or self._wrong:
            self._typed, self._wrong = dict(typed), ""
            self._draw()

    def complain(self, sentence: str) -> None:
        """Say what can't be kept of it; F5 goes there."""
        self._wrong = sentence
        self._draw()

    def _draw(self) -> None:
        lines = list(self._lines())
        self.display = bool(lines)
        self.update(Content("  ").join(lines))

    def _lines(self) -> Iterator[Content]:
        if self._wrong:
            yield safe(f"✗ About them (F5): {self._wrong}", "$text-error")
        for id_, words in person_words(self._read()):
            yield safe(f"{'!' if id_ == PLAN else '▸'} {words}.", "bold $text-warning" if id_ == PLAN else "bold")

    def _read(self) -> dict[str, str]:
        """What can be read of it."""
        kept = {}
        for id_ in person_fields():
            if text := self._typed.get(id_, "").strip():
                try:
                    kept[id_] = read_person_detail(id_, text)
                except DetailNotRead:
                    kept[id_] = text
        return kept
