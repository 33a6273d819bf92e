"""The tables as SQLAlchemy's core sees them, for queries that make no objects and for writing many rows at once."""

from typing import Any

from sqlmodel import SQLModel

from db import tables

ALL = SQLModel.metadata.tables if tables else {}
CASE: Any = ALL["cases"]
CLOCK: Any = ALL["clock"]
ENTRY: Any = ALL["entry"]
PERSON: Any = ALL["person"]
PERSON_CHANGE: Any = ALL["person_change"]
PERSON_DETAIL: Any = ALL["person_detail"]
PERSON_KEY: Any = ALL["person_key"]
STAFF: Any = ALL["staff"]
STANDARD: Any = ALL["standard"]
AUDIT: Any = ALL["audit_event"]
DRAFT: Any = ALL["draft"]
ATTACHMENT: Any = ALL["attachment"]
DAY_CHANGE: Any = ALL["day_change"]
OFFICE_HOURS: Any = ALL["office_hours"]
MONITORING_ANSWER: Any = ALL["monitoring_answer"]
OWN_SETTING: Any = ALL["own_setting"]
SETTING: Any = ALL["setting"]
CONCERN: Any = ALL["concern"]
CASE_DETAIL: Any = ALL["case_detail"]
CASE_WAIT: Any = ALL["case_wait"]
CASE_CHANGE: Any = ALL["case_change"]
CASE_LINK: Any = ALL["case_link"]
CASE_OPEN: Any = ALL["case_open"]
CASE_TAG: Any = ALL["case_tag"]
FORMER_TEXT: Any = ALL["former_text"]
LATE_REASON: Any = ALL["late_reason"]
LETTER: Any = ALL["letter"]
LETTER_TEMPLATE: Any = ALL["letter_template"]
TASK: Any = ALL["task"]
EXTENSION: Any = ALL["extension"]
CLOCK_MOVE: Any = ALL["clock_move"]
ALERTS_SEEN: Any = ALL["alerts_seen"]
TEAM: Any = ALL["team"]
STAFF_SKILL: Any = ALL["staff_skill"]
ABSENCE: Any = ALL["absence"]
SAVED_VIEW: Any = ALL["saved_view"]
DAY_SNAPSHOT: Any = ALL["day_snapshot"]
HANDOVER_NOTE: Any = ALL["handover_note"]
SURVEY_ANSWER: Any = ALL["survey_answer"]
LEARNING_POINT: Any = ALL["learning_point"]
