"""How long a session lasts, and what ends it sooner (A14)."""

from dataclasses import replace
from datetime import timedelta

import pytest

from forum import sessions, times
from forum.accounts import Account
from forum.sessions import Session
from support.cast import AT, NOW, alice, digest, mo, session

SECOND, MINUTE, HOUR, DAY = (
    timedelta(**{unit: 1}) for unit in ("seconds", "minutes", "hours", "days")
)
SHARED, OWN, STAFF = "shared", "own", "staff"


def begun(kind: str) -> tuple[Session, Account]:
    account = mo.account if kind == STAFF else alice.account
    own = kind in (OWN, STAFF)
    return sessions.start(account, digest=digest(kind), own_device=own, now=NOW), account


@pytest.mark.parametrize(
    ("kind", "seen_after", "asked_after", "valid"),
    [
        (SHARED, timedelta(), 30 * MINUTE - SECOND, True),
        (SHARED, timedelta(), 30 * MINUTE, False),
        (SHARED, 12 * HOUR - MINUTE, 12 * HOUR - SECOND, True),
        (SHARED, 12 * HOUR - MINUTE, 12 * HOUR, False),
        (OWN, timedelta(), 14 * DAY - SECOND, True),
        (OWN, timedelta(), 14 * DAY, False),
        (OWN, 30 * DAY - HOUR, 30 * DAY - SECOND, True),
        (OWN, 30 * DAY - HOUR, 30 * DAY, False),
        (STAFF, timedelta(), 30 * MINUTE - SECOND, True),
        (STAFF, timedelta(), 30 * MINUTE, False),
        (STAFF, 12 * HOUR - MINUTE, 12 * HOUR, False),
    ],
)
def test_idle_and_absolute_ends(
    kind: str, seen_after: timedelta, asked_after: timedelta, valid: bool
):
    made, account = begun(kind)
    seen = sessions.touch(made, NOW + seen_after)
    assert sessions.is_valid(seen, account, NOW + asked_after) is valid


def test_staff_never_get_the_long_session():
    made, _ = begun(STAFF)
    assert not made.own_device
    assert made.ends == AT + 12 * 3600


@pytest.mark.parametrize(
    ("change", "valid"),
    [
        ({}, True),
        ({"epoch": 2}, False),
        ({"status": "closed"}, False),
        ({"status": "paused"}, True),
    ],
)
def test_the_account_is_asked_each_time(change: dict[str, object], valid: bool):
    account = replace(alice.account, **change)
    assert sessions.is_valid(session(), account, NOW) is valid


def test_a_session_of_a_later_epoch_is_no_better():
    later = replace(session(), epoch=2)
    assert not sessions.is_valid(later, alice.account, NOW)


@pytest.mark.parametrize(
    ("after", "stale"), [(timedelta(), False), (5 * MINUTE - SECOND, False), (5 * MINUTE, True)]
)
def test_the_idle_clock_is_wound_every_five_minutes(after: timedelta, stale: bool):
    assert sessions.is_stale(session(), NOW + after) is stale


def test_winding_changes_nothing_else():
    wound = sessions.touch(session(), NOW + HOUR)
    assert wound == replace(session(), seen=times.epoch(NOW + HOUR))


def test_what_is_kept_of_the_beginning_is_a_week():
    assert session().week == "2026-W48"


@pytest.mark.parametrize(
    ("account", "held", "ended"),
    [
        (alice.account, 0, []),
        (alice.account, 5, []),
        (alice.account, 6, [0]),
        (alice.account, 8, [2, 1, 0]),
        (mo.account, 2, []),
        (mo.account, 3, [0]),
    ],
)
def test_the_longest_unseen_makes_room(account: Account, held: int, ended: list[int]):
    kept = [replace(session(), digest=digest(str(n)), seen=AT + n) for n in range(held)]
    assert [each.seen - AT for each in sessions.surplus(kept, account)] == ended


def test_of_those_seen_in_one_second_the_first_to_begin_makes_room():
    moments = [NOW + timedelta(milliseconds=number) for number in range(7)]
    kept = [
        sessions.start(alice.account, digest=digest(str(n)), own_device=False, now=moment)
        for n, moment in enumerate(moments)
    ]
    for order in (kept, kept[::-1], sorted(kept, key=lambda each: each.digest)):
        assert sessions.surplus(order, alice.account) == [kept[1], kept[0]]
