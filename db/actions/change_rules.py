"""Every change of the rules the desk counts by, through one door: what it would come to, and making it."""

from datetime import datetime
from typing import TypeAlias

from sqlalchemy import Connection

from casework.impact import Impact
from casework.rules import Rules
from db.actions import change_days, change_hours, change_standards
from db.actions.change_days import ChangeDays
from db.actions.change_hours import ChangeHours, TakeHoursBack
from db.actions.change_standards import ChangeStandard, TakeStandardBack
from db.store import Writing

RuleChange: TypeAlias = ChangeDays | ChangeHours | TakeHoursBack | ChangeStandard | TakeStandardBack


def rule_impact(connection: Connection, rules: Rules, change: RuleChange, now: datetime) -> Impact:
    """What a change would come to were it made now; nothing is written. Raises BadValue for one that can't be made."""
    match change:
        case ChangeDays():
            return change_days.impact(connection, rules, change, now)
        case ChangeHours() | TakeHoursBack():
            return change_hours.hours_impact(connection, rules, change, now)
        case ChangeStandard() | TakeStandardBack():
            return change_standards.standard_impact(connection, rules, change, now)


def change_rules(writing: Writing, change: RuleChange) -> Impact:
    """Make the change and move every running clock it dates otherwise. Raises NotAllowed, or BadValue."""
    match change:
        case ChangeDays():
            return change_days.change_days(writing, change)
        case ChangeHours():
            return change_hours.change_hours(writing, change)
        case TakeHoursBack():
            return change_hours.take_hours_back(writing, change)
        case ChangeStandard():
            return change_standards.change_standard(writing, change)
        case TakeStandardBack():
            return change_standards.take_standard_back(writing, change)
