"""Sessions under their account, ended one by one or all at once."""

from dataclasses import replace

from forum import sessions as rules
from store import accounts, sessions, tables
from support import kept
from support.cast import AT, NOW, alice, bob, digest, session


def test_a_session_comes_back_as_it_was_made(backend):
    sessions.add_session(session())
    assert sessions.list_sessions(alice.id) == [session()]
    assert sessions.list_sessions(bob.id) == []


def test_the_list_holds_sessions_and_nothing_else(backend):
    sessions.add_session(session())
    tables.call("put_item", **accounts.newcomer_item(alice.id, until=AT))
    assert sessions.list_sessions(alice.id) == [session()]


def test_a_session_expires_by_itself(backend):
    sessions.add_session(session())
    item = kept.item("ephemeral", f"account#{alice.id}", f"session#{session().digest}")
    assert item["expires"] == {"N": str(session().ends)}


def test_the_token_is_nowhere(backend):
    sessions.add_session(session(name="a token"))
    item = kept.item("ephemeral", f"account#{alice.id}", f"session#{digest('a token')}")
    assert "a token" not in str(item)


def test_the_idle_clock_is_wound(backend):
    sessions.add_session(session())
    wound = replace(session(), seen=AT + 600)
    sessions.set_seen(wound)
    assert sessions.list_sessions(alice.id) == [wound]


def test_a_session_ended_meanwhile_stays_ended(backend):
    sessions.add_session(session())
    sessions.remove_session(alice.id, session().digest)
    sessions.set_seen(replace(session(), seen=AT + 600))
    assert sessions.list_sessions(alice.id) == []


def test_ending_one_leaves_the_others_and_ending_it_twice_is_ending_it(backend):
    one, other = session(name="one"), session(name="other")
    for each in (one, other):
        sessions.add_session(each)
    for _ in range(2):
        sessions.remove_session(alice.id, one.digest)
    assert sessions.list_sessions(alice.id) == [other]


def test_the_surplus_makes_room_for_a_new_session(backend):
    for number in range(rules.SESSIONS_PER_MEMBER + 1):
        sessions.add_session(replace(session(), digest=digest(str(number)), seen=AT + number))
    for old in rules.surplus(sessions.list_sessions(alice.id), alice.account):
        sessions.remove_session(alice.id, old.digest)
    left = sessions.list_sessions(alice.id)
    assert len(left) == rules.SESSIONS_PER_MEMBER
    assert digest("0") not in {each.digest for each in left}


def test_signing_out_everywhere_ends_every_session_there_is(backend):
    kept.account(alice)
    sessions.add_session(session())
    sessions.set_every_session_ended(alice.id)
    found, viewer = accounts.find_viewer(alice.id, session().digest, AT)
    assert viewer.account.epoch == 2
    assert not rules.is_valid(found, viewer.account, NOW)
    assert rules.is_valid(session(viewer), viewer.account, NOW)


def test_signing_out_an_account_that_has_left_makes_none(backend):
    sessions.set_every_session_ended(alice.id)
    assert accounts.get_account(alice.id) is None
