"""Pages asked over a case, besides the texts asked for there: nothing that is typed in either is lost."""

from screens.asks_by_pages import AsksByPages
from screens.case_person import CasePerson


class KeptPages(CasePerson, AsksByPages):
    """A screen of one case that asks by pages."""

    def keep_now(self) -> None:
        """Put what is being typed on disk before the app ends, in a page or in a text."""
        super().keep_now()
        AsksByPages.keep_now(self)
