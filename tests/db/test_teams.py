"""Teams, skills and absences: who may change them, what stays, and how the staff stand today."""

import json
from dataclasses import replace
from datetime import date

import pytest

from casework.absences import Away
from casework.permissions import NotAllowed
from db.actions.absences import EnterAbsence, come_back, enter_absence, take_absence_back
from db.actions.staff import AddStaff, add_staff, remove_staff
from db.actions.teams import ChangeMember, CloseTeam, RenameTeam, change_member, close_team, make_team, rename_team
from db.errors import BadValue, NotOnStaff, NotPossible
from db.queries.teams import MemberView, TeamView, members, teams
from db.staff_member import StaffMember
from tests.desk import Desk


def the_teams(desk: Desk, active_only: bool = True) -> list[TeamView]:
    """The teams by name."""
    with desk.store.reading() as connection:
        return teams(connection, active_only)


def member(desk: Desk, of: StaffMember) -> MemberView:
    """How somebody stands today."""
    with desk.store.reading() as connection:
        return next(it for it in members(connection, desk.time.today(), active_only=False) if it.id == of.id)


def events(desk: Desk) -> list[tuple[str, dict[str, object]]]:
    """The audit trail from the first change of a team on."""
    with desk.store.reading() as connection:
        rows = connection.exec_driver_sql("SELECT action, detail FROM audit_event ORDER BY id").all()
    return [(action, json.loads(detail)) for action, detail in rows if "staff added" not in action and "opened" not in action]


def test_a_team_is_made_renamed_closed_and_made_again(desk: Desk) -> None:
    priya, tom = (desk.as_("agent", login).staff for login in ("priya", "tom"))
    cardiff = desk.makes_team(" Cardiff ")
    desk.joins(priya, cardiff, "review", "welsh")
    desk.joins(tom, cardiff)
    assert (member(desk, priya).team, member(desk, priya).skills) == ("Cardiff", ("welsh", "review"))
    assert the_teams(desk) == [TeamView(cardiff, "Cardiff", True, 1, 2)]
    with desk.store.writing(desk.staff, desk.now) as writing:
        remove_staff(writing, "tom")
        assert rename_team(writing, RenameTeam(cardiff, 1, "Caerdydd"))
        assert not rename_team(writing, RenameTeam(cardiff, 2, "Caerdydd"))
    assert the_teams(desk) == [TeamView(cardiff, "Caerdydd", True, 2, 1)]
    with desk.store.writing(desk.staff, desk.now) as writing:
        assert close_team(writing, CloseTeam(cardiff, 2)) == 1
        with pytest.raises(NotPossible, match="closed already"):
            close_team(writing, CloseTeam(cardiff, 3))
        add_staff(writing, AddStaff("tom", "Tom Jones"))
    assert (the_teams(desk), the_teams(desk, active_only=False)) == ([], [TeamView(cardiff, "Caerdydd", False, 3, 0)])
    assert [member(desk, each).team for each in (priya, tom)] == [None, None]
    assert member(desk, priya).skills == ("welsh", "review")
    assert desk.makes_team("CAERDYDD") == cardiff
    assert the_teams(desk) == [TeamView(cardiff, "CAERDYDD", True, 4, 0)]
    assert events(desk) == [
        ("team made", {"team": cardiff}),
        ("member changed", {"staff": priya.id, "team": [None, cardiff], "skills": [[], ["welsh", "review"]]}),
        ("member changed", {"staff": tom.id, "team": [None, cardiff], "skills": [[], []]}),
        ("staff removed", {"staff": tom.id}),
        ("team renamed", {"team": cardiff}),
        ("team closed", {"team": cardiff, "members": [priya.id, tom.id]}),
        ("team made", {"team": cardiff}),
    ]


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("  ", "A team needs a name"),
        ("-/-", "A team needs a name"),
        ("none", "means something else in a filter"),
        ("cárdiff!", "There is a team called Cardiff already."),
        ("x" * 61, "at most 60 characters"),
        ("a\x1b[1mb", "one line of at most"),
        ("a\ud800", "can't be"),
    ],
)
def test_a_name_that_will_not_do_is_refused(desk: Desk, name: str, sentence: str) -> None:
    desk.makes_team("Cardiff")
    with pytest.raises(BadValue, match=sentence):
        desk.makes_team(name)
    assert [team.name for team in the_teams(desk)] == ["Cardiff"]


def test_what_somebody_else_changed_meanwhile_is_not_written_over(desk: Desk) -> None:
    priya, cardiff = desk.as_("agent", "priya").staff, desk.makes_team("Cardiff")
    desk.joins(priya, cardiff)
    desk.joins(priya, cardiff)  # The same again is no change.
    with desk.store.writing(desk.staff, desk.now) as writing:
        with pytest.raises(NotPossible, match="Priya Jones was changed by somebody else meanwhile"):
            change_member(writing, ChangeMember(priya.id, 1, None))
        assert change_member(writing, ChangeMember(priya.id, 2, None, ("welsh",)))
        with pytest.raises(BadValue, match="'juggling' is not a skill"):
            change_member(writing, ChangeMember(priya.id, 3, None, ("juggling",)))
        rename_team(writing, RenameTeam(cardiff, 1, "Wales"))
        with pytest.raises(NotPossible, match="Wales was changed by somebody else"):
            close_team(writing, CloseTeam(cardiff, 1))
        close_team(writing, CloseTeam(cardiff, 2))
        with pytest.raises(BadValue, match="That team is closed"):
            change_member(writing, ChangeMember(priya.id, 3, cardiff))
        remove_staff(writing, "priya")
        with pytest.raises(NotOnStaff):
            change_member(writing, ChangeMember(priya.id, 4, None))
    assert member(desk, priya).skills == ("welsh",)


def test_absences_may_overlap_lie_in_the_past_and_be_taken_back(desk: Desk) -> None:
    me, lead = desk.as_("agent", "priya"), desk.as_("team-lead", "lena")
    desk.at("Wed 14 Jan 2026 10:00")
    first = me.is_away(me.staff, date(2026, 1, 12), date(2026, 1, 16))
    second = lead.is_away(me.staff, date(2026, 1, 16), date(2026, 1, 20))
    over = me.is_away(me.staff, date(2025, 12, 1), date(2025, 12, 5))
    shown = member(desk, me.staff)
    assert (shown.away_until, shown.next_away) == (date(2026, 1, 20), None)
    assert [(each.id, each.to_day) for each in shown.absences] == [(first, date(2026, 1, 16)), (second, date(2026, 1, 20))]
    with me.store.writing(me.staff, me.now) as writing:
        assert come_back(writing, me.staff.id) == (Away(date(2026, 1, 12), date(2026, 1, 16), first),)
    shown = member(desk, me.staff)
    assert (shown.away_until, shown.next_away) == (None, date(2026, 1, 16))
    assert shown.absences == (Away(date(2026, 1, 16), date(2026, 1, 20), second),)
    with me.store.writing(me.staff, me.now) as writing:
        assert come_back(writing, me.staff.id) == (Away(date(2026, 1, 16), date(2026, 1, 20), second),)
        assert come_back(writing, me.staff.id) == ()
        with pytest.raises(NotPossible, match="taken back already"):
            take_absence_back(writing, first)
        with pytest.raises(NotPossible, match="are over"):
            take_absence_back(writing, over)
    with desk.store.reading() as connection:  # The days before today, on which they were away, stay.
        rows = connection.exec_driver_sql("SELECT from_day, to_day FROM absence WHERE withdrawn_at IS NULL ORDER BY from_day")
        stays = [tuple(map(str, row)) for row in rows]
    assert stays == [("2025-12-01", "2025-12-05"), ("2026-01-12", "2026-01-13")]
    assert [action for action, _ in events(desk)] == ["absence entered"] * 3 + ["absence taken back"] * 2


def test_days_that_cannot_be_an_absence_are_refused(desk: Desk) -> None:
    with pytest.raises(BadValue, match="The last day away, Mon 5 Jan 2026, is before the first, Tue 6 Jan 2026"):
        desk.is_away(desk.staff, date(2026, 1, 6), date(2026, 1, 5))
    with pytest.raises(BadValue, match="longer than a year"):
        desk.is_away(desk.staff, date(2026, 1, 1), date(2027, 1, 2))
    desk.is_away(desk.staff, date(2026, 1, 1), date(2027, 1, 1))


def test_an_agent_enters_their_own_absence_and_nothing_else(desk: Desk) -> None:
    agent = desk.as_("agent", "priya")
    day = date(2026, 1, 13)
    with agent.store.writing(agent.staff, agent.now) as writing:
        enter_absence(writing, EnterAbsence(agent.staff.id, day, day))
        with pytest.raises(NotAllowed, match="enter that somebody else is away"):
            enter_absence(writing, EnterAbsence(desk.staff.id, day, day))
        with pytest.raises(NotAllowed, match="change teams"):
            make_team(writing, "Cardiff")
        with pytest.raises(NotAllowed, match="change teams"):
            change_member(writing, ChangeMember(agent.staff.id, 1, None, ("welsh",)))
    theirs = desk.is_away(desk.staff, day, day)
    with pytest.raises(NotAllowed), agent.store.writing(agent.staff, agent.now) as writing:
        take_absence_back(writing, theirs)
    assert member(desk, desk.staff).away_until is None
    assert member(desk, desk.staff).next_away == day
    lead = replace(desk, staff=desk.as_("team-lead", "lena").staff)
    assert lead.makes_team("Cardiff") > 0
