"""What of a day is copied to the clipboard or written to a file: as it was signed, or as the record has it now."""

from textual import work

from casework.date_words import day_words
from screens.live_screen import ASKING
from screens.publication_files import give, publication_picker
from screens.sign_off import SigningOff


class CopiesDays(SigningOff):
    """A screen of a day that copies it or writes it to a file."""

    @work(group=ASKING)
    async def action_copy_the_day(self) -> None:
        """Ask how the day is wanted, and copy or write it."""
        shown = self.shown
        if shown is None:
            return
        day = shown.figures.day
        how = "as it was signed" if shown.signed is not None else "not signed yet"
        name = f"day-{day.isoformat()}"
        wanted = await self.app.push_screen_wait(publication_picker(f"{day_words(day)}, {how}", name))
        if wanted is not None:
            await give(self, name, wanted, lambda: self.desk.read.day_publication(day))
