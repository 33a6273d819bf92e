"""The commands of `iopc`, one file for each subject; a command's file is loaded when the command is asked for."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Place:
    """The module a command is in and its typer app there; a family has commands of its own, such as `iopc staff add`."""

    module: str
    family: bool = False
    app: str = "app"


PLACES = {
    "add": Place("contact"),
    "list": Place("list_cases"),
    "view": Place("views", family=True),
    "show": Place("show_case"),
    "export": Place("export", family=True),
    "person": Place("person"),
    "people": Place("merge", family=True, app="people_app"),
    "link": Place("links"),
    "merge": Place("merge", app="merge_app"),
    "unmerge": Place("merge", app="unmerge_app"),
    "file": Place("attachments"),
    "concern": Place("concern", family=True),
    "edit": Place("edit", app="edit_app"),
    "contact": Place("edit", app="contact_app"),
    "note": Place("case_work", app="note_app"),
    "step": Place("case_work", app="step_app"),
    "give": Place("case_work", app="give_app"),
    "allocate": Place("allocate", app="allocate_app"),
    "handover": Place("allocate", app="handover_app"),
    "next": Place("allocate", app="next_app"),
    "close": Place("case_work", app="close_app"),
    "letter": Place("letter"),
    "priority": Place("priority"),
    "tag": Place("tags"),
    "bulk": Place("bulk", family=True),
    "callback": Place("tasks", app="callback_app"),
    "task": Place("tasks", family=True),
    "clocks": Place("clocks", app="clocks_app"),
    "pause": Place("clocks", app="pause_app"),
    "resume": Place("clocks", app="resume_app"),
    "extend": Place("clocks", app="extend_app"),
    "received": Place("clocks", app="received_app"),
    "takeback": Place("clocks", app="takeback_app"),
    "reopen": Place("clocks", app="reopen_app"),
    "undo": Place("undo", app="undo_app"),
    "redo": Place("undo", app="redo_app"),
    "late": Place("late", family=True),
    "learning": Place("learning", family=True),
    "survey": Place("survey", family=True),
    "desk": Place("my_desk"),
    "board": Place("board"),
    "today": Place("day"),
    "day": Place("day", family=True, app="day_app"),
    "report": Place("report", family=True),
    "watch": Place("watch"),
    "workdays": Place("workdays", family=True),
    "review": Place("review", family=True),
    "calendar": Place("calendar_changes", family=True),
    "hours": Place("hours", family=True),
    "standard": Place("standards", family=True),
    "template": Place("templates", family=True),
    "doctor": Place("doctor", family=True),
    "audit": Place("audit", family=True),
    "import": Place("bring_in", family=True),
    "monitoring": Place("monitoring", family=True),
    "staff": Place("staff", family=True),
    "team": Place("team", family=True),
    "demo": Place("demo"),
}
"""Every command, in the order of the help."""
