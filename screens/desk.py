"""What a screen needs of the record: queries and actions already bound to the store, the time and the acting member."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from casework.absences import Away
from casework.contact import Contact
from casework.filter_grammar import Filter, Known
from casework.impact import Impact
from casework.learning import LearningPoint
from casework.publishing.publication import Publication
from casework.queue_columns import Order
from casework.raised_concerns import Concern
from casework.rules import Rules
from casework.sharing import ToShare
from casework.summaries.board import Board
from casework.summaries.day_differences import DayDifferences
from casework.summaries.day_figures import DayFigures
from casework.summaries.day_handover import Handover
from casework.summaries.day_snapshot import SignedDay
from casework.summaries.my_desk import MyDesk
from casework.summaries.performance_slice import Slice
from casework.summaries.periods import Period
from casework.tasks import Promised
from casework.timesource import TimeSource
from casework.working_days import WorkingCalendar
from db.actions.absences import EnterAbsence
from db.actions.add_contact import AddContact
from db.actions.add_note import AddNote
from db.actions.allocate import Allocate, Allocated, AllocateEach
from db.actions.bulk import ChangeMany, ManyChanged
from db.actions.call_backs import PromiseCallback, ReturnCallback, Returned
from db.actions.change_case import ChangeCase
from db.actions.change_entry import ChangeEntry
from db.actions.change_person import ChangePerson
from db.actions.change_rules import RuleChange
from db.actions.close_case import CloseCase
from db.actions.complete_step import CompleteStep
from db.actions.concerns import RaiseConcern
from db.actions.extend import ExtendClock, UndoExtension
from db.actions.follow_case import Followed
from db.actions.give_late_reason import GiveLateReason
from db.actions.handover import AddHandoverNote
from db.actions.learning import ChangeLearning, NoteLearning, TakeLearningBack
from db.actions.letter_templates import SaveTemplate, TakeTemplateBack
from db.actions.letters import SendLetter
from db.actions.links import LinkCases, UnlinkCases
from db.actions.log_contact import Logged
from db.actions.merge_cases import MergeCases, UnmergeCase
from db.actions.merge_people import MergePeople, UnmergePeople
from db.actions.priority import SetPriority
from db.actions.put_right import ChangeReceived, ReopenCase, WithdrawStep
from db.actions.saved_views import ChangeView, RemoveView, SaveView
from db.actions.sign_day import SignDay
from db.actions.survey import KeepSurveyAnswer
from db.actions.tags import ChangeTags
from db.actions.take_next import Taken
from db.actions.tasks import AddTask, DoTask, MoveTask, WithdrawTask
from db.actions.teams import ChangeMember, CloseTeam, RenameTeam
from db.actions.undo import Undone
from db.actions.wait import PauseCase, Paused, ResumeCase
from db.queries.alerts import Recent
from db.queries.case import CaseView
from db.queries.case_briefs import CaseBrief
from db.queries.case_changes import FieldChange
from db.queries.case_needs import Work
from db.queries.case_open import AlsoOpen
from db.queries.concerns import Unseen
from db.queries.day_changes import DayChangeView
from db.queries.day_notes import HandoverNoteView
from db.queries.drafts import DraftView
from db.queries.hours_changes import HoursChangeView
from db.queries.letters import ForLetters, TemplateView
from db.queries.likely_people import Asked, LikelyPerson
from db.queries.links import LinkView
from db.queries.merge_preview import CaseMerge, PeopleMerge
from db.queries.person import PersonView
from db.queries.queue import QueueCounts, QueueRow
from db.queries.saved_views import SavedOrBuiltIn
from db.queries.survey import SurveyAnswerView
from db.queries.tasks import TaskView
from db.queries.teams import MemberView, TeamView
from db.queries.undoable import Undoable
from db.queries.workload import Workload
from db.staff_member import StaffMember


@dataclass(slots=True)
class Pulse:
    """What every header shows, kept by the app: the counts as last read, alerts not seen yet, and a notice such as `DEMO`.

    `rings` is whether new alerts ring the terminal's bell; `concerns` are those no supervisor has seen, for who may see them, and
    `unfinished` what the member wrote of concerns before the app last ended, not logged yet.
    """

    counts: QueueCounts | None = None
    notice: str = ""
    alerts: Recent | None = None
    rings: bool = False
    concerns: Unseen | None = None
    unfinished: list[DraftView] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Queries:
    """The reads. Each may take long enough to need a thread."""

    count: Callable[[Filter], int]
    window: Callable[[Filter, int, int, Order], Sequence[QueueRow]]
    position: Callable[[Filter, int, Order], int | None]
    ids: Callable[[Filter, int, Order], list[tuple[int, int]]]
    kept: Callable[[Filter, Collection[int]], Mapping[int, int]]
    place: Callable[[Filter, Order, datetime], int]
    tally: Callable[[Sequence[Filter]], list[int]]
    filter_names: Callable[[], Known]
    counts: Callable[[], QueueCounts]
    case: Callable[[int], CaseView]
    case_called: Callable[[str], CaseView]
    case_briefs: Callable[[Collection[str]], list[CaseBrief]]
    case_changes: Callable[[int], tuple[FieldChange, ...]]
    also_open: Callable[[int], tuple[AlsoOpen, ...]]
    day_figures: Callable[[date], DayFigures]
    signed_day: Callable[[date], SignedDay | None]
    day_differences: Callable[[date], DayDifferences | None]
    unsigned_days: Callable[[], tuple[date, ...]]
    day_notes: Callable[[date], tuple[HandoverNoteView, ...]]
    notes_between: Callable[[date, date], tuple[HandoverNoteView, ...]]
    handover: Callable[[date], Handover]
    day_publication: Callable[[date], Publication]
    performance: Callable[[Period, Slice], Publication]
    voice: Callable[[Period], Publication]
    staff: Callable[[], list[StaffMember]]
    views: Callable[[], list[SavedOrBuiltIn]]
    members: Callable[[], list[MemberView]]
    teams: Callable[[], list[TeamView]]
    workload: Callable[[], tuple[Workload, ...]]
    to_share: Callable[[Iterable[int]], list[ToShare]]
    work_of: Callable[[int], Work]
    board: Callable[[str], Board]
    open_tasks: Callable[[], list[TaskView]]
    draft: Callable[[str], DraftView | None]
    drafts: Callable[[str], list[DraftView]]
    latest_event: Callable[[], int]
    alerts: Callable[[], Recent]
    alert_list: Callable[[], Recent]
    concerns: Callable[[], Unseen]
    concern_list: Callable[[], list[Concern]]
    likely_people: Callable[[Asked], Sequence[LikelyPerson]]
    person: Callable[[int], PersonView]
    people_like: Callable[[int], Sequence[LikelyPerson]]
    people_merge: Callable[[int, int], PeopleMerge]
    duplicates_maybe: Callable[[int], Sequence[LinkView]]
    case_merge: Callable[[int, int], CaseMerge]
    rules: Callable[[], Rules]
    day_changes: Callable[[], list[DayChangeView]]
    hours_changes: Callable[[], list[HoursChangeView]]
    impact: Callable[[RuleChange], Impact]
    own_settings: Callable[[], Mapping[str, str]]
    letters: Callable[[CaseView], ForLetters]
    letter_templates: Callable[[], list[TemplateView]]
    office: Callable[[], Mapping[str, str]]
    late_reasons: Callable[[], Sequence[str]]
    undoable: Callable[[], Undoable]
    my_desk: Callable[[datetime | None], MyDesk]
    tags_in_use: Callable[[], list[tuple[str, int]]]
    learning_points: Callable[[Period, Slice], tuple[LearningPoint, ...]]
    learning_of: Callable[[int], tuple[LearningPoint, ...]]
    survey_answers: Callable[[int], tuple[SurveyAnswerView, ...]]
    steps_possible: Callable[[Sequence[int]], Mapping[str, int]]
    try_many: Callable[[ChangeMany, Callable[[int], bool]], ManyChanged]
    where_it_went: Callable[[Filter, int], str]


@dataclass(frozen=True, slots=True)
class Actions:
    """The writes, each one transaction by the acting member; each raises a DeskError with a sentence for people."""

    log: Callable[[Contact, str], Logged]
    add_contact: Callable[[AddContact, str], str]
    add_note: Callable[[AddNote], None]
    change_case: Callable[[ChangeCase], tuple[str, ...]]
    change_entry: Callable[[ChangeEntry], bool]
    say_open: Callable[[int], None]
    say_left: Callable[[int], None]
    complete_step: Callable[[CompleteStep], tuple[str, ...]]
    promise_callback: Callable[[PromiseCallback], Promised]
    return_callback: Callable[[ReturnCallback], Returned]
    add_task: Callable[[AddTask], int]
    move_task: Callable[[MoveTask], Promised]
    do_task: Callable[[DoTask], tuple[str, ...]]
    withdraw_task: Callable[[WithdrawTask], bool]
    close: Callable[[CloseCase], tuple[str, ...]]
    reopen: Callable[[ReopenCase], Followed]
    pause: Callable[[PauseCase], Paused]
    resume: Callable[[ResumeCase], Followed]
    extend: Callable[[ExtendClock], Followed]
    undo_extension: Callable[[UndoExtension], Followed]
    change_received: Callable[[ChangeReceived], Followed]
    withdraw_step: Callable[[WithdrawStep], Followed]
    allocate: Callable[[Allocate], int]
    allocate_each: Callable[[AllocateEach], Allocated]
    take_next: Callable[[], Taken]
    change_person: Callable[[ChangePerson], tuple[str, ...]]
    link: Callable[[LinkCases], str]
    unlink: Callable[[UnlinkCases], str]
    merge_cases: Callable[[MergeCases], str]
    unmerge_case: Callable[[UnmergeCase], str]
    merge_people: Callable[[MergePeople], str]
    unmerge_people: Callable[[UnmergePeople], str]
    set_priority: Callable[[SetPriority], bool]
    change_tags: Callable[[ChangeTags], bool]
    note_learning: Callable[[NoteLearning], int]
    change_learning: Callable[[ChangeLearning], int]
    take_learning_back: Callable[[TakeLearningBack], None]
    keep_survey_answer: Callable[[KeepSurveyAnswer], int]
    take_survey_answer_back: Callable[[int], None]
    change_many: Callable[[ChangeMany], ManyChanged]
    keep_monitoring: Callable[[Mapping[str, str]], None]
    keep_draft: Callable[[str, Mapping[str, str]], None]
    drop_draft: Callable[[str], None]
    see_alerts: Callable[[datetime], None]
    raise_concerns: Callable[[Sequence[RaiseConcern], str], list[int]]
    see_concern: Callable[[int], None]
    change_rules: Callable[[RuleChange], Impact]
    change_late_reasons: Callable[[Sequence[str]], None]
    make_team: Callable[[str], int]
    rename_team: Callable[[RenameTeam], bool]
    close_team: Callable[[CloseTeam], int]
    change_member: Callable[[ChangeMember | None, EnterAbsence | None], bool]
    take_absence_back: Callable[[int], Away]
    keep_own_setting: Callable[[str, str], None]
    save_view: Callable[[SaveView], int]
    change_view: Callable[[ChangeView], None]
    remove_view: Callable[[RemoveView], str]
    send_letter: Callable[[SendLetter, str], tuple[str, ...]]
    save_template: Callable[[SaveTemplate], int]
    take_template_back: Callable[[TakeTemplateBack], int | None]
    keep_office: Callable[[Mapping[str, str]], None]
    give_late_reason: Callable[[GiveLateReason], str]
    sign_day: Callable[[SignDay], SignedDay]
    leave_handover_note: Callable[[AddHandoverNote], int]
    take_handover_note_back: Callable[[int], None]
    undo: Callable[[], Undone]
    redo: Callable[[], Undone]


@dataclass(frozen=True, slots=True)
class Desk:
    """One member of staff at the desk. `rules_as_read` gives the rules as last read; `read.rules` reads them again."""

    me: StaffMember
    time: TimeSource
    place: str
    rules_as_read: Callable[[], Rules]
    read: Queries
    do: Actions
    pulse: Pulse = field(default_factory=Pulse)

    @property
    def rules(self) -> Rules:
        """The standards and calendars in force, which may change while the desk is open."""
        return self.rules_as_read()

    @property
    def calendar(self) -> WorkingCalendar:
        """The office's working days, by which dates such as `+5wd` are read."""
        return self.rules.calendars.ours
