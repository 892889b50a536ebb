"""Passkeys: two at most, the first by a code, the second by the first; and challenges (P7)."""

from dataclasses import replace
from datetime import timedelta

import pytest

from forum import passkeys
from forum.errors import PasskeyFrozen, PasskeyRefused, StepUp
from forum.passkeys import Passkey, Ring
from support.cast import AT, NOW, digest, mo

SECRET = b"s" * 32
NONCE = b"n" * 12
CODE = digest("a code")
PHONE = Passkey(id="phone", public_key="key", counter=0, week="2026-W48")
STICK = Passkey(id="stick", public_key="key", counter=7, week="2026-W48")
EMPTY = Ring(account_id=mo.id)
INVITED = passkeys.invite(EMPTY, code=CODE, ends=AT + 60)
ONE = replace(EMPTY, passkeys=(PHONE,))
TWO = replace(EMPTY, passkeys=(PHONE, STICK))
HERE = {"passkey_at": AT, "now": NOW}
MINUTES = 60
SAID = {"session": digest("a session"), "ceremony": "use", "now": NOW}


def test_a_code_sets_up_the_first_one_and_is_spent():
    made = passkeys.set_up(INVITED, PHONE, code=CODE, passkey_at=0, now=NOW)
    assert made == ONE
    with pytest.raises(PasskeyRefused):
        passkeys.set_up(made, STICK, code=CODE, passkey_at=0, now=NOW)


def test_a_code_replaces_what_was_lost():
    invited = passkeys.invite(TWO, code=CODE, ends=AT + 60)
    fresh = replace(PHONE, id="a new phone")
    assert passkeys.set_up(invited, fresh, code=CODE, passkey_at=0, now=NOW).passkeys == (fresh,)


@pytest.mark.parametrize(
    ("ring", "code"),
    [
        (INVITED, digest("another code")),
        (EMPTY, CODE),
        (ONE, CODE),
        (replace(INVITED, invitation_ends=AT), CODE),
    ],
    ids=["wrong", "none was given", "used", "too old"],
)
def test_no_other_code_sets_one_up_not_even_with_a_passkey(ring: Ring, code: str):
    with pytest.raises(PasskeyRefused):
        passkeys.set_up(ring, STICK, code=code, **HERE)


def test_a_newer_code_voids_the_older():
    again = passkeys.invite(INVITED, code=digest("a newer code"), ends=AT + 60)
    with pytest.raises(PasskeyRefused):
        passkeys.set_up(again, PHONE, code=CODE, passkey_at=0, now=NOW)


def test_the_first_one_sets_up_the_second():
    assert passkeys.set_up(ONE, STICK, code="", **HERE) == TWO


@pytest.mark.parametrize("ago", [5 * MINUTES, 6 * MINUTES, AT], ids=["five", "six", "never"])
def test_only_just_after_it_was_used(ago: int):
    with pytest.raises(StepUp):
        passkeys.set_up(ONE, STICK, code="", passkey_at=AT - ago, now=NOW)
    with pytest.raises(StepUp):
        passkeys.take_off(TWO, "phone", passkey_at=AT - ago, now=NOW)


def test_there_is_no_third_and_none_twice():
    for ring, fresh in ((TWO, replace(PHONE, id="third")), (ONE, PHONE)):
        with pytest.raises(PasskeyRefused):
            passkeys.set_up(ring, fresh, code="", **HERE)


def test_one_of_two_is_taken_off():
    assert passkeys.take_off(TWO, "stick", **HERE) == ONE


@pytest.mark.parametrize(
    ("ring", "id"),
    [
        (ONE, "phone"),
        (TWO, "nobody's"),
        (replace(TWO, passkeys=(PHONE, replace(STICK, frozen=True))), "phone"),
    ],
    ids=["the last", "not there", "the last that opens"],
)
def test_one_that_opens_stays(ring: Ring, id: str):
    with pytest.raises(PasskeyRefused):
        passkeys.take_off(ring, id, **HERE)


@pytest.mark.parametrize(
    ("kept", "told", "frozen"),
    [(0, 0, False), (0, 1, False), (7, 8, False), (7, 7, True), (7, 6, True), (7, 0, True)],
)
def test_a_count_that_does_not_go_up_freezes(kept: int, told: int, frozen: bool):
    ring = replace(EMPTY, passkeys=(replace(PHONE, counter=kept), STICK))
    (after, other) = passkeys.use(ring, "phone", told).passkeys
    assert after.frozen is frozen
    assert after.counter == (kept if frozen else told)
    assert other == STICK


def test_a_frozen_one_opens_nothing_more():
    ring = passkeys.use(TWO, "stick", 7)
    with pytest.raises(PasskeyFrozen):
        passkeys.use(ring, "stick", 99)
    assert passkeys.use(ring, "phone", 0) == ring


def test_somebody_elses_opens_nothing():
    with pytest.raises(PasskeyRefused):
        passkeys.use(TWO, "theirs", 1)


def challenge(**changes) -> bytes:
    return passkeys.make_challenge(SECRET, NONCE, **SAID | changes)


def check(made: bytes, secret: bytes = SECRET, **changes):
    return passkeys.check_challenge(made, secret, **SAID | changes)


def test_a_challenge_is_good_for_five_minutes():
    made = challenge()
    assert check(made) == NOW + timedelta(minutes=5)
    assert check(made, now=NOW + timedelta(minutes=4, seconds=59))
    for late in (timedelta(minutes=5), timedelta(days=1), timedelta(seconds=-1)):
        with pytest.raises(PasskeyRefused):
            check(made, now=NOW + late)


@pytest.mark.parametrize(
    "changes", [{"session": digest("another")}, {"ceremony": "set up"}, {"secret": b"t" * 32}]
)
def test_it_is_for_one_ceremony_of_one_session(changes):
    with pytest.raises(PasskeyRefused):
        check(challenge(), **changes)


@pytest.mark.parametrize("at", range(32))
def test_every_byte_of_it_counts(at: int):
    made = bytearray(challenge())
    made[at] ^= 1
    with pytest.raises(PasskeyRefused):
        check(bytes(made))


@pytest.mark.parametrize("made", [b"", b"x", challenge()[:-1], challenge() + b"x", bytes(32)])
def test_nothing_else_is_one(made: bytes):
    with pytest.raises(PasskeyRefused):
        check(made)


def test_two_of_one_second_differ():
    assert challenge() != passkeys.make_challenge(SECRET, b"m" * 12, **SAID)
    assert len(challenge()) == 32
