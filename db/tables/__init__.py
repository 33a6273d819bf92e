"""The tables of the record, a file for each group of them."""

from db.tables.attachment import Attachment
from db.tables.audit import AuditEvent
from db.tables.case import Case, Clock, Entry, ReferenceCounter
from db.tables.case_detail import CaseDetail
from db.tables.case_work import CaseChange, CaseLink, CaseOpen, CaseTag, FormerText, LateReason, Task
from db.tables.clock_story import AlertsSeen, CaseWait, ClockMove, Extension
from db.tables.concern import Concern
from db.tables.day_close import DaySnapshot, HandoverNote, LearningPoint, SurveyAnswer
from db.tables.draft import Draft
from db.tables.letter import Letter, LetterTemplate
from db.tables.office import DayChangeRow, OfficeHoursRow, OwnSetting, Setting
from db.tables.people import Person, Staff
from db.tables.person_detail import MonitoringAnswer, PersonChange, PersonDetail
from db.tables.person_keys import PersonKey
from db.tables.reference_data import Category, Organisation, StandardRow
from db.tables.saved_view import SavedView
from db.tables.team import Absence, StaffSkill, Team

__all__ = [
    "Absence",
    "AlertsSeen",
    "Attachment",
    "AuditEvent",
    "Case",
    "CaseChange",
    "CaseDetail",
    "CaseLink",
    "CaseOpen",
    "CaseTag",
    "CaseWait",
    "Category",
    "Clock",
    "ClockMove",
    "Concern",
    "DayChangeRow",
    "DaySnapshot",
    "Draft",
    "Entry",
    "Extension",
    "FormerText",
    "HandoverNote",
    "LateReason",
    "LearningPoint",
    "Letter",
    "LetterTemplate",
    "MonitoringAnswer",
    "OfficeHoursRow",
    "Organisation",
    "OwnSetting",
    "Person",
    "PersonChange",
    "PersonDetail",
    "PersonKey",
    "ReferenceCounter",
    "SavedView",
    "Setting",
    "Staff",
    "StaffSkill",
    "StandardRow",
    "SurveyAnswer",
    "Task",
    "Team",
]
