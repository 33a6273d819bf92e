"""The desk of one member of staff: the record's queries and actions bound to a store, a time source and who acts."""

from collections.abc import Callable
from datetime import datetime
from functools import partial
from typing import Concatenate, ParamSpec, TypeVar
from uuid import uuid4

from sqlalchemy import Connection

from casework.contact import Contact
from casework.impact import Impact
from casework.permissions import may
from casework.publishing.performance_page import performance_publication
from casework.rules import Rules
from casework.timesource import TimeSource
from db.actions import (
    absences,
    add_contact,
    add_note,
    allocate,
    attachments,
    bulk,
    call_backs,
    case_open,
    change_case,
    change_entry,
    change_person,
    change_rules,
    close_case,
    complete_step,
    concerns,
    drafts,
    extend,
    give_late_reason,
    handover,
    late_reasons,
    learning,
    letter_templates,
    letters,
    log_contact,
    merge_cases,
    merge_people,
    monitoring,
    own_settings,
    priority,
    put_right,
    saved_views,
    see_alerts,
    sign_day,
    survey,
    tags,
    take_next,
    tasks,
    teams,
    undo,
    wait,
)
from db.actions import links as linking
from db.queries import (
    alerts,
    case,
    case_briefs,
    case_needs,
    day_changes,
    day_differences,
    day_figures,
    day_handover,
    day_notes,
    day_publication,
    day_snapshots,
    hours_changes,
    likely_people,
    links,
    merge_preview,
    my_desk,
    people_alike,
    person,
    queue,
)
from db.queries import board as boards
from db.queries import case_changes as changes
from db.queries import case_open as opened
from db.queries import concerns as raised
from db.queries import drafts as kept
from db.queries import late_reasons as late
from db.queries import learning as learned
from db.queries import letters as letters_of
from db.queries import own_settings as own
from db.queries import saved_views as views_of
from db.queries import staff as staff_queries
from db.queries import survey as surveyed
from db.queries import teams as teams_of
from db.queries import undoable as undoing
from db.queries import workload as workloads
from db.queries.filter_names import filter_names
from db.queries.performance import performance
from db.queries.steps_possible import steps_possible
from db.queries.tags import tags_in_use
from db.queries.tasks import open_tasks
from db.queries.voice_publication import publication_of_voice
from db.queries.where_it_went import where_it_went
from db.staff_member import StaffMember
from db.store import Store, Writing
from screens.desk import Actions, Desk, Queries

Given = ParamSpec("Given")
Result = TypeVar("Result")
AlertQuery = Callable[[Connection, Rules, datetime, int, bool], alerts.Recent]


def bound_desk(store: Store, me: StaffMember, time: TimeSource) -> Desk:
    """The desk of this member at this store, at a terminal of its own."""
    told = may(me.role, "see-concerns")
    terminal = uuid4().hex

    def read(query: Callable[Concatenate[Connection, Given], Result]) -> Callable[Given, Result]:
        def bound(*args: Given.args, **kwargs: Given.kwargs) -> Result:
            with store.reading() as connection:
                return query(connection, *args, **kwargs)

        return bound

    def write(action: Callable[Concatenate[Writing, Given], Result]) -> Callable[Given, Result]:
        def bound(*args: Given.args, **kwargs: Given.kwargs) -> Result:
            with store.writing(me, time.now()) as writing:
                return action(writing, *args, **kwargs)

        return bound

    def log(writing: Writing, contact: Contact, draft: str) -> log_contact.Logged:
        logged = log_contact.log_contact(writing, contact)
        attachments.attach_draft_to_case(writing, draft, logged.id)
        concerns.attach_concerns_to_case(writing, draft, logged.id)
        drafts.drop_draft(writing, draft)
        return logged

    def add(writing: Writing, command: add_contact.AddContact, draft: str) -> str:
        reference = add_contact.add_contact(writing, command)
        attachments.attach_draft_to_case(writing, draft, command.case_id)
        concerns.attach_concerns_to_case(writing, draft, command.case_id)
        drafts.drop_draft(writing, draft)
        return reference

    def send(writing: Writing, command: letters.SendLetter, draft: str) -> tuple[str, ...]:
        judged = letters.send_letter(writing, command)
        drafts.drop_draft(writing, draft)
        return judged

    def give_up(writing: Writing, form: str) -> None:
        attachments.drop_attachments(writing, form)
        drafts.drop_draft(writing, form)

    def change_member(writing: Writing, change: teams.ChangeMember | None, away: absences.EnterAbsence | None) -> bool:
        otherwise = change is not None and teams.change_member(writing, change)
        if away is not None:
            absences.enter_absence(writing, away)
        return otherwise or away is not None

    def changed(command: change_rules.RuleChange) -> Impact:
        with store.writing(me, time.now()) as writing:
            found = change_rules.change_rules(writing, command)
        store.refresh_rules()
        return found

    def alerts_for(query: AlertQuery, connection: Connection) -> alerts.Recent:
        return query(connection, store.rules_in(connection), time.now(), me.id, may(me.role, "see-all-alerts"))

    return Desk(
        me=me,
        time=time,
        place=store.place,
        rules_as_read=lambda: store.rules,
        read=Queries(
            count=read(lambda connection, wanted: queue.queue_count(connection, wanted, time.now(), me.id)),
            window=read(
                lambda connection, wanted, offset, limit, order: queue.queue_window(
                    connection, wanted, time.now(), me.id, offset, limit, order
                )
            ),
            position=read(
                lambda connection, wanted, key, order: queue.queue_position(connection, wanted, time.now(), me.id, key, order)
            ),
            ids=read(lambda connection, wanted, most, order: queue.queue_ids(connection, wanted, time.now(), me.id, most, order)),
            kept=read(lambda connection, wanted, ids: queue.queue_kept(connection, wanted, time.now(), me.id, ids)),
            place=read(
                lambda connection, wanted, order, moment: queue.queue_place(connection, wanted, time.now(), me.id, order, moment)
            ),
            tally=read(lambda connection, filters: queue.queue_tally(connection, filters, time.now(), me.id)),
            filter_names=read(filter_names),
            counts=read(lambda connection: queue.queue_counts(connection, time.now())),
            case=read(case.one_case),
            case_called=read(case.case_with_reference),
            case_briefs=read(case_briefs.case_briefs),
            case_changes=read(changes.case_changes),
            also_open=read(lambda connection, case_id: opened.also_open(connection, case_id, time.now(), me.id, terminal)),
            day_figures=read(
                lambda connection, day: day_figures.day_figures(connection, store.rules_in(connection), day, time.now())
            ),
            signed_day=read(day_snapshots.snapshot_of),
            day_differences=read(
                lambda connection, day: day_differences.day_differences(connection, store.rules_in(connection), day, time.now())
            ),
            unsigned_days=read(
                lambda connection: day_snapshots.unsigned_days(connection, store.rules_in(connection).calendars, time.now())
            ),
            day_notes=read(day_notes.notes_of_day),
            notes_between=read(day_notes.notes_between),
            handover=read(lambda connection, day: day_handover.handover(connection, store.rules_in(connection), day, time.now())),
            day_publication=read(
                lambda connection, day: day_publication.publication_of_day(
                    connection, store.rules_in(connection), store.place, day, time.now()
                )
            ),
            performance=read(
                lambda connection, period, of: performance_publication(
                    performance(connection, store.rules_in(connection), period, of, time.now()),
                    store.rules_in(connection),
                    store.place,
                )
            ),
            staff=read(partial(staff_queries.staff_list, active_only=True)),
            views=read(lambda connection: views_of.all_views(connection, me.id)),
            members=read(lambda connection: teams_of.members(connection, time.today())),
            teams=read(teams_of.teams),
            workload=read(lambda connection: workloads.workload(connection, time.now())),
            to_share=read(case_needs.cases_to_share),
            work_of=read(case_needs.work_of),
            board=read(lambda connection, team: boards.board(connection, store.rules_in(connection), time.now(), team)),
            open_tasks=read(lambda connection: open_tasks(connection, me.id)),
            draft=read(lambda connection, form: kept.draft_of(connection, me.id, form)),
            drafts=read(lambda connection, form: kept.drafts_of(connection, me.id, form)),
            latest_event=store.latest_event,
            alerts=read(partial(alerts_for, alerts.unseen_alerts)),
            alert_list=read(partial(alerts_for, alerts.alert_list)),
            concerns=read(lambda connection: raised.unseen_now(connection) if told else raised.Unseen()),
            concern_list=read(lambda connection: raised.unseen_concerns(connection) if told else []),
            rules=store.refresh_rules,
            day_changes=read(day_changes.day_changes),
            hours_changes=read(hours_changes.hours_changes),
            likely_people=read(likely_people.likely_people),
            person=read(person.one_person),
            people_like=read(people_alike.people_like),
            people_merge=read(merge_preview.people_merge),
            duplicates_maybe=read(links.duplicates_maybe),
            case_merge=read(merge_preview.case_merge),
            late_reasons=read(late.late_reasons),
            own_settings=read(lambda connection: own.own_settings(connection, me.id)),
            letters=read(
                lambda connection, of: letters_of.for_letters(connection, of, store.rules_in(connection), time.now(), me)
            ),
            letter_templates=read(letters_of.templates),
            office=read(letters_of.office),
            undoable=read(lambda connection: undoing.undoable(connection, me.id, time.now())),
            my_desk=read(
                lambda connection, looked_at: my_desk.my_desk(
                    connection, store.rules_in(connection), me.id, time.now(), looked_at
                )
            ),
            tags_in_use=read(tags_in_use),
            voice=read(
                lambda connection, period: publication_of_voice(
                    connection, store.rules_in(connection), store.place, period, time.now(), me.role
                )
            ),
            learning_points=read(learned.learning_points),
            learning_of=read(learned.learning_of_case),
            survey_answers=read(surveyed.answers_of_case),
            steps_possible=read(steps_possible),
            try_many=lambda command, told: bulk.try_many(store, me, time.now(), command, told),
            where_it_went=read(lambda connection, wanted, case_id: where_it_went(connection, case_id, wanted, time.now(), me.id)),
            impact=read(
                lambda connection, command: change_rules.rule_impact(connection, store.rules_in(connection), command, time.now())
            ),
        ),
        do=Actions(
            log=write(log),
            add_contact=write(add),
            add_note=write(add_note.add_note),
            change_case=write(change_case.change_case),
            change_entry=write(change_entry.change_entry),
            say_open=write(lambda writing, case_id: case_open.say_open(writing, case_id, terminal)),
            say_left=write(lambda writing, case_id: case_open.say_left(writing, case_id, terminal)),
            complete_step=write(complete_step.complete_step),
            promise_callback=write(call_backs.promise_callback),
            return_callback=write(call_backs.return_callback),
            add_task=write(tasks.add_task),
            move_task=write(tasks.move_task),
            do_task=write(tasks.do_task),
            withdraw_task=write(tasks.withdraw_task),
            close=write(close_case.close_case),
            reopen=write(put_right.reopen_case),
            pause=write(wait.pause_case),
            resume=write(wait.resume_case),
            extend=write(extend.extend_clock),
            undo_extension=write(extend.undo_extension),
            change_received=write(put_right.change_received),
            withdraw_step=write(put_right.withdraw_step),
            allocate=write(allocate.allocate),
            allocate_each=write(allocate.allocate_each),
            take_next=write(take_next.take_next),
            change_person=write(change_person.change_person),
            link=write(linking.link_cases),
            unlink=write(linking.unlink_cases),
            merge_cases=write(merge_cases.merge_cases),
            unmerge_case=write(merge_cases.unmerge_case),
            merge_people=write(merge_people.merge_people),
            unmerge_people=write(merge_people.unmerge_people),
            set_priority=write(priority.set_priority),
            change_tags=write(tags.change_tags),
            note_learning=write(learning.note_learning),
            change_learning=write(learning.change_learning),
            take_learning_back=write(learning.take_learning_back),
            keep_survey_answer=write(survey.keep_survey_answer),
            take_survey_answer_back=write(survey.take_survey_answer_back),
            change_many=write(bulk.change_many),
            keep_monitoring=write(monitoring.keep_monitoring),
            keep_draft=write(drafts.keep_draft),
            drop_draft=write(give_up),
            see_alerts=write(see_alerts.see_alerts),
            raise_concerns=write(concerns.raise_concerns),
            see_concern=write(concerns.see_concern),
            change_rules=changed,
            change_late_reasons=write(late_reasons.change_late_reasons),
            make_team=write(teams.make_team),
            rename_team=write(teams.rename_team),
            close_team=write(teams.close_team),
            change_member=write(change_member),
            take_absence_back=write(absences.take_absence_back),
            keep_own_setting=write(own_settings.keep_own_setting),
            save_view=write(saved_views.save_view),
            change_view=write(saved_views.change_view),
            remove_view=write(saved_views.remove_view),
            send_letter=write(send),
            save_template=write(letter_templates.save_template),
            take_template_back=write(letter_templates.take_template_back),
            keep_office=write(letter_templates.keep_office),
            give_late_reason=write(give_late_reason.give_late_reason),
            sign_day=write(sign_day.sign_day),
            leave_handover_note=write(handover.add_handover_note),
            take_handover_note_back=write(handover.take_handover_note_back),
            undo=write(undo.undo),
            redo=write(undo.redo),
        ),
    )
