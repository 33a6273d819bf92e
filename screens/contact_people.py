"""Who a new contact is from: found as it is typed, what is known of them, and adding it to a case of theirs."""

import asyncio
from collections.abc import Sequence

from textual import on, work

from casework.date_reading import UnreadableDate
from db.actions.add_contact import AddContact
from db.queries.likely_people import Asked, LikelyPerson
from screens.about_them import AboutThem
from screens.contact_drafts import ContactDrafts
from screens.contact_form import ContactForm
from screens.desk import Desk
from screens.likely_people import NOBODY, LikelyPane, UseCase, person_picker
from screens.live_screen import ASKING

PAUSE_IN_TYPING = 0.08
"""Seconds without a further letter after which people are looked for."""


class ContactPeople(ContactDrafts):
    """A form that looks for who is calling while it is typed, and merges nobody by itself."""

    def __init__(self, desk: Desk) -> None:
        """Nobody is found yet."""
        super().__init__(desk)
        self._people: Sequence[LikelyPerson] = ()
        self._looked_for = Asked()

    @on(ContactForm.Changed)
    def _look(self) -> None:
        self._look_for_people()
        if self.form.person_id != self.form.person_shown:
            self._look_up_known()

    def _asked(self) -> Asked:
        typed = self.form.typed()
        return Asked(typed["name"], typed["phone"], typed["email"], typed["force_reference"])

    @work(group="people", exclusive=True)
    async def _look_for_people(self) -> None:
        """Find who it may be, from what is typed so far; a later letter takes the place of this one's answer."""
        if self._asked() != self._looked_for:
            await asyncio.sleep(PAUSE_IN_TYPING)
            await self._find_people()

    async def _find_people(self) -> None:
        asked = self._asked()
        if asked == self._looked_for:
            return
        found = await self.look_up(lambda: self.desk.read.likely_people(asked))
        if found is not None:
            self._looked_for, self._people = asked, found
            self._show_people()

    @work(group="known", exclusive=True)
    async def _look_up_known(self) -> None:
        """Show at the top what the record tells of whoever is used."""
        known = self.form.person_id
        if known is not None:
            person = await self.look_up(lambda: self.desk.read.person(known))
            if person is not None and self.form.person_id == known:
                self.form.show_known(person)
            self._show_people()

    def _show_people(self) -> None:
        known = self.form.person_id is not None
        name = self.form.typed()["name"] or "somebody known" if known else ""
        self.query_one(LikelyPane).show(() if known else self._people, name, self.desk.time.today())
        self.show_warnings()

    def show_warnings(self) -> None:
        """Show what is to be looked at beside the form; never in the way of saving."""
        raise NotImplementedError

    @property
    def open_already(self) -> str:
        """That whoever this probably is has a case of this kind open already, or nothing."""
        kind, known = self.form.kind.value, self.form.person_id
        probably = (it for it in self._people if (it.likely if known is None else it.person_id == known))
        case = next((case for person in probably for case in person.open_cases if case.kind == kind), None)
        return f"! Open already: {case.reference}. F4 adds to it" if case is not None else ""

    @work(group=ASKING)
    async def action_who_is_this(self) -> None:
        """Choose among those it may be."""
        await self._find_people()
        known = self.form.person_id is not None
        if not self._people and not known:
            self.say("Nobody known is like what is typed. A name, a phone number, an email or a reference finds people.")
            return
        chosen = await self.app.push_screen_wait(person_picker(self._people, known, self.desk.time.today()))
        if isinstance(chosen, UseCase):
            await self._add_to(chosen)
        elif chosen is not None:
            self.form.use(chosen.person if chosen.person is not NOBODY else None)
            self._show_people()
            if chosen.person is not NOBODY:
                self.form.query_one("#subject").focus()

    async def _add_to(self, chosen: UseCase) -> None:
        """Put the contact, with all that is typed of it, on their open case in place of a new one."""
        if not self.form.note.text.strip():
            self.say(f"Write what was said first: it goes on {chosen.case.reference}.", "warning")
            self.form.note.focus()
            return
        try:
            received = self.form.received()
        except UnreadableDate as error:
            self.say(str(error), "warning")
            return
        case, channel = chosen.case, self.form.channel.value or ""
        command = AddContact(case.case_id, case.version, channel, self.form.as_text(), received, self.form.told)
        async with self._writing:
            reference = await self.run(lambda: self.desk.do.add_contact(command, self.draft))
            if reference is not None:
                self._unkept = False
                self.leave(f"Added to {reference}.")

    @work(group=ASKING)
    async def action_about_person(self) -> None:
        """Ask what is known of the person over the form; the answers stay with what is typed."""
        typed = self.form.typed()
        name = typed["name"] or typed["phone"] or typed["email"]
        recorded = self.form.recorded if self.form.person_id is not None else None
        told = await self.app.push_screen_wait(AboutThem(name, self.form.about, recorded))
        if told is not None:
            self.form.tell(told)
