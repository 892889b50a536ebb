"""The team on the shelf: a change, its log entry and its notice together, and one at a time."""

import pytest

from forum import team as rules
from forum.errors import Conflict
from forum.passkeys import Ring
from store import passkeys, roles, team
from store.moderation import audit, notices
from support import seats
from support.cast import AT, NOW, digest, gwen, lee, mo
from support.races import at_once, kinds


@pytest.fixture
def seated(backend) -> None:
    seats.seated()


def seat(of=mo) -> rules.Seat:
    return team.get_team(AT).find(of.id)


def test_everybody_is_found_by_name_with_their_role(seated):
    found = team.get_team(AT)
    assert [(each.name, each.role) for each in found.seats] == [
        ("Gwen", "greeter"),
        ("Lee", "lead"),
        ("Mo", "moderator"),
    ]
    assert found.version == 0


def test_a_role_that_has_ended_is_none(seated):
    roles.set_role(gwen.id, "greeter", ends=AT)
    assert seat(gwen).role == "member"


def test_a_seat_given_again_stays_as_it_is(seated):
    seats.act(rules.propose, "lead", whose=mo)()
    team.add_seat(mo.id, "Mo")
    assert seat().proposed == "lead"


def test_a_proposal_and_its_end_leave_all_traces(seated):
    seats.act(rules.propose, "lead", whose=mo)()
    assert (seat().proposed, seat().proposed_by, seat().role) == ("lead", lee.id, "moderator")
    seats.act(rules.agree, "lead", whose=mo, by=seats.other_lead())()
    assert (seat().proposed, seat().role) == ("", "lead")
    assert [one.event.event for one in audit.list_entries()] == ["propose-role", "give-role"]
    told, _ = notices.list_notices(mo.id)
    assert {one.outcome for one in told} == {"propose-role lead", "give-role lead"}


def test_of_two_changes_at_once_one_is_made(seated):
    """Whoever they are about: two leads who take each other's role away would leave none."""
    before = team.get_team(AT)

    def propose(viewer) -> None:
        lead = seats.other_lead()
        change = rules.propose(lead, before, viewer.id, "new-passkey", now=NOW)
        told = rules.notice(change, id=viewer.id, now=NOW)
        team.set_change(change, event=seats.noted(change, lead), told=told)

    done = at_once(lambda: propose(mo), lambda: propose(gwen))
    assert kinds(done) == {"Conflict": 1, "NoneType": 1}
    assert len(audit.list_entries()) == 1
    assert [bool(each.proposed) for each in team.get_team(AT).seats].count(True) == 1


def test_a_ring_that_changed_meanwhile_leaves_everything(seated):
    seats.act(rules.propose, "new-passkey", whose=mo)()
    passkeys.set_ring(Ring(account_id=mo.id))
    stale = Ring(account_id=mo.id, invitation=digest("a code"), invitation_ends=AT)
    with pytest.raises(Conflict):
        seats.act(rules.agree, "new-passkey", whose=mo, by=seats.other_lead(), ring=stale)()
    assert seat().proposed == "new-passkey"
    assert passkeys.get_ring(mo.id).invitation == ""
