"""One moderator reads a case, and nobody is kept from it for longer than they need (M16)."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from forum.accounts import Viewer
from forum.errors import BeingRead, Decided, NotFound, Refusal
from forum.moderation import leases
from forum.moderation.cases import Case
from support.cast import AT, NOW, bob, lee, mo
from support.rulings import case, decide

CASE = case().case
QUARTER = timedelta(minutes=15)


def read(by: Viewer = mo, about: Case = CASE, now: datetime = NOW) -> Case:
    return leases.claim(by, about, now=now).case


def test_a_claim_is_for_a_quarter_of_an_hour_and_the_log_says_that_it_began():
    made = leases.claim(mo, CASE, now=NOW)
    assert (made.case.lease_by, made.case.lease_until - AT) == (mo.id, 900)
    assert made.event and (made.event.event, made.event.actor_id) == ("claim", mo.id)
    assert replace(made.case, lease_by="", lease_until=0) == CASE


def test_who_has_it_has_it_longer_and_the_log_is_told_nothing_more():
    later = NOW + timedelta(minutes=14)
    again = leases.claim(mo, read(), now=later)
    assert (again.case.lease_until, again.event) == (AT + 29 * 60, None)


def test_refuses_a_second_reader_until_it_ends():
    for by, minutes in ((lee, 0), (lee, 14.9)):
        with pytest.raises(BeingRead):
            leases.claim(by, read(), now=NOW + timedelta(minutes=minutes))
    assert read(lee, read(), NOW + QUARTER).lease_by == lee.id


def test_refuses_a_member_and_a_case_that_is_decided():
    with pytest.raises(NotFound):
        leases.claim(bob, CASE, now=NOW)
    with pytest.raises(Decided):
        leases.claim(mo, replace(CASE, state="decided"), now=NOW)


def test_what_is_handed_on_is_anybodys_and_nothing_is_logged():
    given_back = leases.hand_on(mo, read(), now=NOW)
    assert given_back and given_back.event is None
    assert read(lee, given_back.case).lease_by == lee.id


def test_nobody_hands_on_what_is_not_theirs():
    assert leases.hand_on(lee, read(), now=NOW) is None
    assert leases.hand_on(mo, CASE, now=NOW) is None
    assert leases.hand_on(mo, read(), now=NOW + QUARTER) is None


def test_a_case_that_is_free_or_ones_own_can_be_decided_and_is_nobodys_then():
    for about in (CASE, read(mo), read(lee, now=NOW - QUARTER)):
        verdict = decide(replace(case(), case=about))
        assert (verdict.case.state, verdict.case.lease_by) == ("decided", "")


def test_refuses_to_decide_what_somebody_else_reads():
    with pytest.raises(BeingRead):
        decide(replace(case(), case=read(lee)))


def test_the_place_in_the_queue_stays_and_says_until_when_and_not_who():
    assert read().order == f"{CASE.order}#{AT + 900}"
    assert mo.id not in read().order


ACTS = st.lists(
    st.tuples(
        st.sampled_from((mo, lee)),
        st.sampled_from(("claim", "hand on", "decide")),
        st.integers(0, 20 * 60),
    ),
    max_size=12,
)


def tried(by: Viewer, act: str, about: Case, now: datetime) -> Case:
    """The case after an act, or as it was when a rule said no."""
    try:
        if act == "claim":
            return leases.claim(by, about, now=now).case
        leases.check_free(by, about, now)
    except Refusal:
        return about
    given_back = leases.hand_on(by, about, now=now)
    return given_back.case if given_back else about


@given(ACTS)
def test_a_lease_that_has_lapsed_never_blocks_and_one_that_has_not_blocks_all_but_one(acts):
    about, now = CASE, NOW
    for by, act, seconds in acts:
        now += timedelta(seconds=seconds)
        about = tried(by, act, about, now)
        free = [
            leases.check_free(who, about, now) is None for who in (mo, lee) if may(who, about, now)
        ]
        assert len(free) == (1 if leases.is_read(about, now) else 2)
    assert all(may(who, about, now + QUARTER) for who in (mo, lee))


def may(who: Viewer, about: Case, now: datetime) -> bool:
    try:
        leases.check_free(who, about, now)
    except BeingRead:
        return False
    return True
