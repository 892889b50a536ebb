"""The team: a lead proposes, another agrees; never oneself, and the last lead stays (R1)."""

from dataclasses import replace
from datetime import timedelta

import pytest

from forum import roles, team
from forum.errors import LastLead, NotFound, OwnRole, Refused, SecondLead, StepUp
from forum.team import Seat, Team
from support.cast import AT, NOW, gwen, ident, lee, mo

LEE = replace(lee, passkey_at=AT)
SAM = replace(LEE, account=replace(lee.account, id=ident("sam"), name="Sam"))
SEATS = {
    viewer.id: Seat(account_id=viewer.id, name=viewer.name, role=viewer.role)
    for viewer in (gwen, lee, mo, SAM)
}
TWO = Team(seats=tuple(SEATS.values()), version=3)
ONE = Team(seats=tuple(seat for seat in SEATS.values() if seat.account_id != SAM.id))
DAY = timedelta(days=1)


def proposed(what: str, whose: str = mo.id, where: Team = TWO) -> Team:
    change = team.propose(LEE, where, whose, what, now=NOW)
    return with_seat(where, change.seat)


def with_seat(where: Team, fresh: Seat) -> Team:
    seats = [fresh if each.account_id == fresh.account_id else each for each in where.seats]
    return replace(where, seats=tuple(seats))


@pytest.mark.parametrize("what", ["member", "greeter", "lead", "new-passkey"])
def test_a_proposal_changes_nothing_yet(what: str):
    change = team.propose(LEE, TWO, mo.id, what, now=NOW)
    assert (change.role, change.event, change.reason) == ("", "propose-role", what)
    assert change.seat == replace(SEATS[mo.id], proposed=what, proposed_by=lee.id, proposed_at=AT)


@pytest.mark.parametrize("what", ["", "moderator", "owner", "deployer"])
def test_what_is_no_change_is_not_proposed(what: str):
    with pytest.raises(Refused):
        team.propose(LEE, TWO, mo.id, what, now=NOW)


@pytest.mark.parametrize("what", ["member", "greeter", "lead"])
def test_another_lead_agrees_and_it_is_done(what: str):
    change = team.agree(SAM, proposed(what), mo.id, what, now=NOW)
    assert (change.role, change.event, change.reason) == (what, "give-role", what)
    assert change.ends == roles.ends(what, NOW)
    assert change.seat == SEATS[mo.id]


def test_a_greeters_ninety_days_begin_anew():
    change = team.agree(SAM, proposed("greeter", gwen.id), gwen.id, "greeter", now=NOW)
    assert change.ends == roles.ends("greeter", NOW) > 0


def test_a_new_passkey_gives_no_role():
    change = team.agree(SAM, proposed("new-passkey"), mo.id, "new-passkey", now=NOW)
    assert (change.role, change.event) == ("", "invite-again")


@pytest.mark.parametrize("later", [timedelta(), DAY, 30 * DAY])
def test_where_there_are_two_nobody_agrees_with_themselves(later: timedelta):
    at = NOW + later
    again = replace(LEE, passkey_at=AT + int(later.total_seconds()))
    with pytest.raises(SecondLead):
        team.agree(again, proposed("lead"), mo.id, "lead", now=at)


def test_the_only_lead_does_after_a_day_and_the_log_says_so():
    waiting, at = proposed("lead", where=ONE), NOW + DAY
    again = replace(LEE, passkey_at=AT + 86400)
    assert team.agree(again, waiting, mo.id, "lead", now=at).reason == "lead alone"
    soon = replace(LEE, passkey_at=AT + 86399)
    with pytest.raises(SecondLead):
        team.agree(soon, waiting, mo.id, "lead", now=at - timedelta(seconds=1))


@pytest.mark.parametrize("what", ["", "member", "new-passkey"])
def test_what_the_page_did_not_show_is_not_agreed_to(what: str):
    for where in (TWO, proposed("lead")):
        with pytest.raises(Refused):
            team.agree(SAM, where, mo.id, what, now=NOW)


ACTS = {
    "propose": lambda by, where, id: team.propose(by, where, id, "new-passkey", now=NOW),
    "agree": lambda by, where, id: team.agree(by, where, id, "new-passkey", now=NOW),
    "take back": lambda by, where, id: team.take_back(by, where, id, now=NOW),
    "freeze": lambda by, where, id: team.freeze(by, where, id, now=NOW),
}


@pytest.mark.parametrize("act", ACTS.values(), ids=ACTS)
def test_who_may_not(act):
    waiting = proposed("new-passkey")
    for who in (replace(mo, passkey_at=AT), replace(gwen, passkey_at=AT)):
        with pytest.raises(NotFound):
            act(who, waiting, mo.id)
    for ago in (300, AT):
        with pytest.raises(StepUp):
            act(replace(SAM, passkey_at=AT - ago), waiting, mo.id)
    with pytest.raises(OwnRole):
        act(SAM, waiting, SAM.id)
    with pytest.raises(NotFound):
        act(SAM, waiting, ident("nobody"))


def test_one_lead_is_enough_to_take_a_role_away_at_once():
    change = team.freeze(LEE, proposed("lead"), mo.id, now=NOW)
    assert (change.role, change.reason, change.seat.proposed) == ("member", "moderator", "")
    assert team.freeze(LEE, TWO, SAM.id, now=NOW).role == "member"
    with pytest.raises(Refused):
        team.freeze(LEE, with_seat(TWO, replace(SEATS[mo.id], role="member")), mo.id, now=NOW)


def test_the_last_lead_stays():
    """Somebody whose own role was taken meanwhile still holds a page of before."""
    only_sam = with_seat(TWO, replace(SEATS[lee.id], role="member"))
    with pytest.raises(LastLead):
        team.freeze(LEE, only_sam, SAM.id, now=NOW)
    with pytest.raises(LastLead):
        team.propose(LEE, only_sam, SAM.id, "moderator", now=NOW)
    waiting = with_seat(
        only_sam, replace(SEATS[SAM.id], proposed="member", proposed_by=mo.id, proposed_at=AT)
    )
    with pytest.raises(LastLead):
        team.agree(LEE, waiting, SAM.id, "member", now=NOW)


def test_a_proposal_is_taken_back():
    change = team.take_back(SAM, proposed("lead"), mo.id, now=NOW)
    assert (change.seat, change.role, change.event) == (SEATS[mo.id], "", "leave-role")
    with pytest.raises(Refused):
        team.take_back(SAM, TWO, mo.id, now=NOW)


def test_the_person_is_told():
    told = team.notice(team.freeze(LEE, TWO, mo.id, now=NOW), id="a", now=NOW)
    assert (told.inbox, told.kind, told.outcome) == (mo.id, "role", "freeze-role moderator")
