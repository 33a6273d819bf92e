"""The rules in force at the office: its standards, and its calendars with their changed days."""

from sqlalchemy import Connection, select

from casework.calendars import Calendars, DayChange
from casework.moments import london_date
from casework.office_week import OfficeWeek, read_week
from casework.rules import Rules
from db import settings
from db.queries.standards import standards
from db.rules_alone import calendars_of
from db.tables.plain import DAY_CHANGE, OFFICE_HOURS, SETTING

_VERSION = select(SETTING.c.value).where(SETTING.c.key == settings.RULES_VERSION)
_PUBLISHED = select(SETTING.c.value).where(SETTING.c.key == settings.PUBLISHED_TO)
_DAYS = select(*(DAY_CHANGE.c[name] for name in ("day", "kind", "name", "region", "source", "entered_at")))
_HOURS = select(*(OFFICE_HOURS.c[name] for name in ("from_day", "hours", "source", "entered_at")))


def rules(connection: Connection) -> Rules:
    """The rules as they stand in the record."""
    return Rules(standards(connection), calendars(connection))


def rules_version(connection: Connection) -> int:
    """The number that moves whenever the rules change; 0 until they first do."""
    return int(connection.execute(_VERSION).scalar() or 0)


def calendars(connection: Connection) -> Calendars:
    """The calendars with the changed days and the office hours in force."""
    rows = connection.execute(_DAYS.where(DAY_CHANGE.c.withdrawn_at.is_(None)).order_by(DAY_CHANGE.c.id))
    changes = [DayChange(it.day, it.kind, it.name, it.region, it.source, london_date(it.entered_at)) for it in rows]
    hours = connection.execute(_HOURS.where(OFFICE_HOURS.c.withdrawn_at.is_(None)).order_by(OFFICE_HOURS.c.from_day))
    weeks = [OfficeWeek(read_week(it.hours), it.from_day, it.source, london_date(it.entered_at)) for it in hours]
    return calendars_of(changes, connection.execute(_PUBLISHED).scalar(), weeks)
