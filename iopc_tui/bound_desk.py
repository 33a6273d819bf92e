"""The desk of one member of staff: the record's queries and actions bound to a store, a time source and who acts."""

from collections.abc import Callable
from datetime import datetime
from functools import partial
from typing import Concatenate, ParamSpec, TypeVar

from sqlalchemy import Connection

from casework.contact import Contact
from casework.impact import Impact
from casework.permissions import may
from casework.rules import Rules
from casework.timesource import TimeSource
from db.actions import (
    add_contact,
    add_note,
    allocate,
    attachments,
    change_person,
    change_rules,
    close_case,
    complete_step,
    concerns,
    drafts,
    extend,
    log_contact,
    monitoring,
    own_settings,
    put_right,
    see_alerts,
    wait,
)
from db.queries import alerts, case, day_changes, day_summary, hours_changes, likely_people, person, queue
from db.queries import concerns as raised
from db.queries import drafts as kept
from db.queries import own_settings as own
from db.queries import staff as staff_queries
from db.staff_member import StaffMember
from db.store import Store, Writing
from screens.desk import Actions, Desk, Queries

Given = ParamSpec("Given")
Result = TypeVar("Result")
AlertQuery = Callable[[Connection, Rules, datetime, int, bool], alerts.Recent]


def bound_desk(store: Store, me: StaffMember, time: TimeSource) -> Desk:
    """The desk of this member at this store."""
    told = may(me.role, "see-concerns")

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

    def give_up(writing: Writing, form: str) -> None:
        attachments.drop_attachments(writing, form)
        drafts.drop_draft(writing, form)

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
                lambda connection, wanted, offset, limit: queue.queue_window(connection, wanted, time.now(), me.id, offset, limit)
            ),
            position=read(lambda connection, wanted, key: queue.queue_position(connection, wanted, time.now(), me.id, key)),
            counts=read(lambda connection: queue.queue_counts(connection, time.now())),
            case=read(case.one_case),
            case_called=read(case.case_with_reference),
            day=read(lambda connection, day: day_summary.day_summary(connection, day, store.rules_in(connection).calendars)),
            staff=read(partial(staff_queries.staff_list, active_only=True)),
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
            own_settings=read(lambda connection: own.own_settings(connection, me.id)),
            impact=read(
                lambda connection, command: change_rules.rule_impact(connection, store.rules_in(connection), command, time.now())
            ),
        ),
        do=Actions(
            log=write(log),
            add_contact=write(add),
            add_note=write(add_note.add_note),
            complete_step=write(complete_step.complete_step),
            close=write(close_case.close_case),
            reopen=write(put_right.reopen_case),
            pause=write(wait.pause_case),
            resume=write(wait.resume_case),
            extend=write(extend.extend_clock),
            undo_extension=write(extend.undo_extension),
            change_received=write(put_right.change_received),
            withdraw_step=write(put_right.withdraw_step),
            allocate=write(allocate.allocate),
            take_next=write(allocate.take_next),
            change_person=write(change_person.change_person),
            keep_monitoring=write(monitoring.keep_monitoring),
            keep_draft=write(drafts.keep_draft),
            drop_draft=write(give_up),
            see_alerts=write(see_alerts.see_alerts),
            raise_concerns=write(concerns.raise_concerns),
            see_concern=write(concerns.see_concern),
            change_rules=changed,
            keep_own_setting=write(own_settings.keep_own_setting),
        ),
    )
