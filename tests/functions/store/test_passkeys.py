"""Passkeys on the shelf: one item for each person, and what changes with it changes with it."""

from dataclasses import replace

import pytest

from forum import passkeys as rules
from forum.errors import Conflict, NotFound, PasskeyRefused
from forum.passkeys import Ring
from store import accounts, passkeys, roles, sessions, tables
from store.moderation import audit
from support import kept
from support.cast import AT, alice, digest, lee, mo, session
from support.patterns import PHONE, RING, event
from support.races import at_once

EMPTY = Ring(account_id=mo.id)
TWO = RING.passkeys


def ring() -> Ring:
    return passkeys.get_ring(mo.id)


def passkey_at(name: str) -> int:
    """When mo used a passkey in a session, as the next request finds it."""
    found = accounts.find_viewer(mo.id, digest(name), AT)
    assert found
    return found[1].passkey_at


def test_whoever_never_had_one_has_an_empty_ring(backend):
    assert ring() == EMPTY


@pytest.mark.parametrize("held", [(), TWO[:1], TWO])
def test_a_ring_comes_back_as_it_was_kept(backend, held):
    made = replace(EMPTY, passkeys=held, invitation=digest("a code"), invitation_ends=AT + 9)
    passkeys.set_ring(made)
    assert ring() == replace(made, version=1)
    assert passkeys.get_ring(lee.id) == Ring(account_id=lee.id)


def test_it_is_in_the_safety_table(backend):
    passkeys.set_ring(RING)
    assert kept.item("safety", f"passkeys#{mo.id}", "passkeys")
    for table in ("forum", "identity", "ephemeral"):
        assert kept.item(table, f"passkeys#{mo.id}", "passkeys") is None


def test_a_ring_that_changed_meanwhile_is_left_alone(backend):
    passkeys.set_ring(RING)
    before = ring()
    passkeys.set_ring(replace(before, passkeys=TWO[:1]))
    with pytest.raises(Conflict):
        passkeys.set_ring(replace(before, passkeys=()))
    with pytest.raises(Conflict):
        passkeys.set_ring(EMPTY)
    assert ring().passkeys == TWO[:1]


def test_of_many_at_once_one_is_kept(backend):
    fresh = [replace(PHONE, id=f"passkey {number}") for number in range(4)]
    puts = [lambda one=one: passkeys.set_ring(replace(EMPTY, passkeys=(one,))) for one in fresh]
    done = at_once(*puts)
    assert sum(isinstance(one, Conflict) for one in done) == len(fresh) - 1
    assert ring().version == 1 and len(ring().passkeys) == 1


def test_a_challenge_counts_once_and_nothing_is_half_done(backend):
    kept.keyed(mo)
    kept.account(mo)
    sessions.add_session(session(mo))
    passkeys.set_ring(RING, challenge=kept.challenge(), used=kept.used(mo))
    assert passkey_at("a session") == AT
    with pytest.raises(PasskeyRefused):
        again = replace(ring(), passkeys=TWO[:1])
        passkeys.set_ring(again, challenge=kept.challenge(), used=kept.used(mo, "another"))
    assert ring() == replace(RING, version=1)
    assert passkey_at("a session") == AT


def test_who_has_no_role_any_more_opens_nothing(backend):
    with pytest.raises(NotFound):
        passkeys.set_ring(RING, challenge=kept.challenge(), used=kept.used(alice))
    with pytest.raises(NotFound):
        passkeys.set_ring(RING, used=kept.used(alice), event=event())
    assert ring() == EMPTY
    assert kept.item("ephemeral", f"challenge#{digest('a challenge')}", "used") is None
    assert audit.list_entries() == []


def test_the_log_says_so_in_the_same_stroke(backend):
    passkeys.set_ring(RING, event=event())
    assert [entry.event for entry in audit.list_entries()] == [event()]
    with pytest.raises(Conflict):
        passkeys.set_ring(RING, event=event())
    assert len(audit.list_entries()) == 1


def test_the_last_two_sessions_with_a_passkey_count(backend):
    kept.account(mo)
    names = ("one", "two", "three")
    kept.keyed(mo, *(session(mo, name) for name in names))
    assert [passkey_at(name) for name in names] == [0, AT, AT]


def test_passkeys_that_changed_leave_one_session(backend):
    kept.account(mo)
    kept.keyed(mo, session(mo, "one"), session(mo, "two"))
    item = roles.passkey_anew_item(mo.id, digest("two"), at=AT + 5)
    tables.call("update_item", **item)
    assert [passkey_at(name) for name in ("one", "two")] == [0, AT + 5]


def test_a_role_given_again_ends_them_all(backend):
    kept.account(mo)
    kept.keyed(mo, session(mo, "one"), session(mo, "two"))
    roles.set_role(mo.id, "lead")
    assert [passkey_at(name) for name in ("one", "two")] == [0, 0]


def test_a_passkey_used_by_somebody_else_says_nothing_of_me(backend):
    kept.account(mo)
    kept.keyed(mo)
    sessions.add_session(session(mo))
    kept.keyed(lee, session(lee))
    assert passkey_at("a session") == 0


def test_a_code_is_kept_with_what_it_opens(backend):
    passkeys.set_ring(rules.invite(EMPTY, code=digest("a code"), ends=AT + 9))
    assert (ring().invitation, ring().invitation_ends) == (digest("a code"), AT + 9)
