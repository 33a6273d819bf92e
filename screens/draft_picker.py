"""Choosing among the contacts that were put aside or came by mail."""

from collections.abc import Sequence
from datetime import datetime
from typing import Literal

from casework.date_words import clock_time, short_day
from casework.draft_words import contact_draft_words
from casework.moments import london_date
from db.queries.drafts import DraftView
from screens.widgets.picker import Pick, Picker

NEW: Literal["new"] = "new"


def draft_picker(drafts: Sequence[DraftView], now: datetime) -> Picker[DraftView | Literal["new"]]:
    """Ask whether to start a new contact or go on with one of these."""
    picks: list[Pick[DraftView | Literal["new"]]] = [Pick(NEW, "A new contact")]
    picks += [Pick(draft, draft_words(draft), _kept(draft, now)) for draft in drafts]
    return Picker("Go on with which contact?", picks)


def draft_words(draft: DraftView) -> str:
    """What a draft is, in a few words: `Complaint from Ada Okafor: custody`."""
    return contact_draft_words(draft.fields)


def _kept(draft: DraftView, now: datetime) -> str:
    kept, today = london_date(draft.kept_at), london_date(now)
    return clock_time(draft.kept_at) if kept == today else short_day(kept, today)
