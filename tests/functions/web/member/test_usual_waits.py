"""Whoever waits for a person reads how long that took of late, if enough have waited (M6)."""

import pytest

import logkeeping
from store.moderation import audit as audit_store
from store.moderation import numbers
from support import cast, guards
from support.log_patterns import said
from support.people import Forum, Visitor

WAITED = (15, 30, 100, 240, 900)


def read(*minutes: int) -> None:
    """Moderators have read what waited so long."""
    for number, each in enumerate(minutes):
        audit_store.add_event(said("approve", number, waited=each, held=True))


def counts(forum: Forum) -> None:
    with guards.acting("worker"):
        logkeeping.keep(forum.clock.now)


def own(nell: Visitor) -> str:
    return nell.get(f"/posts/{nell.opens()[1]}/").page.text


def test_says_how_long_half_of_them_took_at_most(forum: Forum, nell: Visitor):
    read(*WAITED)
    counts(forum)
    assert "In the last 7 days, half of what waited was read within 2 hours" in own(nell)


@pytest.mark.parametrize("minutes", [(), WAITED[:4]])
def test_says_nothing_of_too_few(forum: Forum, nell: Visitor, minutes: tuple[int, ...]):
    read(*minutes)
    counts(forum)
    text = own(nell)
    assert "half of what waited" not in text and "We aim to have read it by" in text


def test_says_nothing_that_was_not_counted_for_days(forum: Forum, alice: Visitor, nell: Visitor):
    read(*WAITED)
    counts(forum)
    _, post = nell.opens()
    forum.later(days=3)
    nell = forum.member(cast.nell, "later")
    assert "half of what waited" not in nell.get(f"/posts/{post}/").page.text


def test_it_is_counted_once_a_day(forum: Forum):
    read(*WAITED)
    counts(forum)
    read(*([2000] * 20))
    counts(forum)
    assert numbers.find_wait()[0] == 100
    forum.later(days=1)
    counts(forum)
    assert numbers.find_wait()[0] == 2000


def test_nobody_reads_it_who_does_not_wait(forum: Forum, alice: Visitor, calls):
    thread, _ = alice.opens()
    calls.clear()
    alice.get(f"/threads/{thread}/")
    assert calls.count("GetItem") == 1
