"""What a month's log says of a place: the same log says the same, and nobody can be found in it."""

import json
import re
from dataclasses import asdict
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from forum.moderation import audit, numbers
from forum.moderation.audit import Entry, Event, Head
from forum.moderation.numbers import FEW, STEP
from support.cast import ident, lee, mo

MONTH = "2026-11"


def event(what: str = "keep", number: int = 0, **how: Any) -> Event:
    said = {
        "at": "2026-11-24T02:15Z",
        "actor_role": "moderator",
        "actor_id": mo.id,
        "event": what,
        "target": ident(f"post {number}"),
        "reason": "g1",
        **how,
    }
    return Event(**said)


def chain(*events: Event) -> list[Entry]:
    head, made = Head(), []
    for each in events:
        made.append(audit.append(head, each))
        head = Head(seq=made[-1].seq, hash=made[-1].hash)
    return made


def count(*events: Event, month: str = MONTH) -> numbers.Numbers:
    entries = chain(*events)
    root = Head(seq=entries[-1].seq, hash=entries[-1].hash) if entries else Head()
    return numbers.count(entries, month, root)


def several(number: int, what: str = "keep", **how: Any) -> list[Event]:
    return [event(what, each, **how) for each in range(number)]


def test_decisions_are_counted_by_kind_and_by_guideline():
    found = count(*several(10), *several(5, "remove", reason="g2"))
    assert (found.kinds["keep"], found.kinds["remove"]) == (10, 5)
    assert found.guidelines == {"g1": 10, "g2": 5}


@pytest.mark.parametrize(
    ("number", "shown"), [(0, FEW), (1, FEW), (4, FEW), (5, 5), (9, 5), (10, 10)]
)
def test_under_five_are_few_and_others_in_steps(number: int, shown: int):
    found = count(event("claim"), *several(number, answers=1))
    assert (found.kinds["keep"], found.answered) == (shown, shown)


def test_reports_are_counted_by_those_that_a_decision_closed():
    assert count(event(answers=4), event(number=2, answers=3)).answered == 5


def test_half_of_all_cases_took_no_longer():
    waits = [15, 30, 45, 600, 9000]
    found = count(*(event(number=n, waited=each) for n, each in enumerate(waits)))
    assert found.review == 45
    assert count(*several(4, waited=15)).review is None


def test_a_decision_of_which_older_code_said_no_wait_is_not_taken_for_a_quick_one():
    found = count(*several(5, waited=60), *several(9, "remove"))
    assert found.review == 60


def test_what_was_let_up_just_as_it_was_written():
    let_up = [event("approve", n, held=True) for n in range(30)]
    down = [event("remove", 100 + n, held=True) for n in range(10)]
    assert count(*let_up, *down).unchanged == 75


def test_what_was_asked_to_change_was_not_let_up_as_it_was_written():
    asked = [event("return", n, held=True) for n in range(10)]
    then = [event("approve", n, held=True) for n in range(10)]
    others = [event("approve", 50 + n, held=True) for n in range(20)]
    found = count(*asked, *then, *others)
    assert (found.waited, found.unchanged) == (40, 50)


def test_what_was_reported_is_not_among_what_waited():
    assert count(*several(40, "remove")).waited == FEW


def test_other_looks_by_how_they_ended():
    looks = [*several(15, "uphold"), *several(5, "overturn-alone"), *several(5, "vary")]
    found = count(*looks)
    assert (found.looks, found.overturned) == (25, 20)


@pytest.mark.parametrize(
    ("overturned", "upheld"), [(3, 5), (5, 5), (1, 30), (4, 40), (30, 2), (9, 10)]
)
def test_no_share_is_told_of_few_or_gives_a_few_away(overturned: int, upheld: int):
    found = count(*several(overturned, "overturn"), *several(upheld, "uphold"))
    assert found.overturned is None


def test_a_share_of_none_at_all_is_none():
    assert count(*several(30, "uphold")).overturned == 0


def test_a_decision_and_its_undo_are_as_if_neither_had_been():
    undone = event("remove", 1), event("undo", 1)
    found = count(*several(9), *undone, event("keep", 1))
    assert found.kinds["keep"] == 10 and found.kinds["remove"] == FEW
    assert found.guidelines == {"g1": 10}


def test_an_undo_takes_ones_own_last_decision_on_that_very_case():
    events = [
        event("keep", 1),
        event("remove", 1, actor_id=lee.id),
        event("keep", 2),
        event("claim", 1),
        event("undo", 1),
    ]
    left = list(numbers.standing(events))
    assert [(each.event, each.actor_id) for each in left] == [
        ("remove", lee.id),
        ("keep", mo.id),
        ("claim", mo.id),
    ]


def test_an_undo_in_the_next_month_takes_the_decision_from_its_own():
    last = event("remove", 9, at="2026-11-30T23:45Z")
    after = event("undo", 9, at="2026-12-01T00:00Z")
    decided = several(4, "remove", at="2026-11-30T23:45Z")
    assert count(*decided, last).kinds["remove"] == 5
    assert count(*decided, last, after).kinds["remove"] == FEW


def test_an_undo_of_what_is_not_there_takes_nothing():
    assert len(list(numbers.standing([event("keep", 1), event("undo", 2)]))) == 1


def test_other_months_and_what_came_after_the_root_do_not_count():
    entries = chain(*several(5), *several(5, at="2026-10-31T23:45Z"), *several(7, "remove"))
    root = Head(seq=10, hash=entries[9].hash)
    found = numbers.count(entries, MONTH, root)
    assert (found.kinds["keep"], found.kinds["remove"]) == (5, FEW)
    assert found.root == root


def test_acts_that_are_no_decisions_are_in_no_number():
    found = count(*several(9, "hours-away"), *several(9, "give-role"), *several(9, "a new act"))
    assert found == count(event("claim")) or set(found.kinds.values()) == {FEW}
    assert found.guidelines == {} and found.answered == FEW


ACTS = ("keep", "remove", "approve", "return", "undo", "uphold", "overturn", "claim", "pause")
EVENTS = st.lists(
    st.builds(
        event,
        st.sampled_from(ACTS),
        st.integers(0, 9),
        reason=st.sampled_from(("g1", "g2", "care", "")),
        waited=st.integers(-1, 900),
        answers=st.integers(0, 3),
        held=st.booleans(),
    ),
    min_size=1,
    max_size=60,
)


@given(EVENTS)
def test_the_same_log_says_the_same_to_the_byte(events: list[Event]):
    one, other = count(*events), count(*events)
    assert one.said == other.said
    assert numbers.read(one.said) == one


@given(EVENTS)
def test_no_count_under_five_leaves_the_log(events: list[Event]):
    found = count(*events)
    counts = [*found.kinds.values(), *found.guidelines.values()]
    counts += [found.answered, found.waited, found.looks]
    assert all(each % STEP == 0 for each in counts)


@given(EVENTS)
def test_nobody_is_in_it(events: list[Event]):
    """No id of a person, a post or a case: nothing of the log but its seal is that long."""
    found = {**asdict(count(*events)), "hash": ""}
    assert not re.search(r"[0-9a-z]{20,}", json.dumps(found))


@pytest.mark.parametrize(
    ("now", "month"),
    [
        ("2026-12-01T00:59", "2026-10"),
        ("2026-12-01T01:00", "2026-11"),
        ("2026-12-31T23:59", "2026-11"),
        ("2027-01-01T01:00", "2026-12"),
        ("2027-03-01T05:00", "2027-02"),
    ],
)
def test_a_month_is_counted_an_hour_after_its_end(now: str, month: str):
    assert numbers.due_month(datetime.fromisoformat(now).replace(tzinfo=UTC)) == month


NOW = datetime(2026, 11, 24, 2, 20, tzinfo=UTC)


def waited(*minutes: int, what: str = "approve", **how: Any) -> list[Event]:
    plain = {"held": True, **how}
    return [event(what, n, waited=each, **plain) for n, each in enumerate(minutes)]


@pytest.mark.parametrize(
    ("events", "minutes"),
    [
        (waited(15, 30, 100, 240, 900), 100),
        (waited(15, 30, 100, 240), None),
        ([], None),
        (waited(15, 30, 100, 240, 900, held=False), None),
        (waited(15, 30, 100, 240, 900, at="2026-11-17T02:00Z"), None),
        (waited(15, 30, 100, 240, 900, at="2026-11-17T02:30Z"), 100),
        ([*waited(15, 30, 100, 240, 900), event("undo", 4)], None),
        ([*waited(15, 30, 100), *waited(240, 900, what="remove")], 100),
        ([*waited(15, 30, 100, 240, 900), *waited(-1, -1)], 100),
        ([*waited(15, 30, 100, 240, 900), event("pause", 9, waited=5, held=True)], 100),
    ],
)
def test_half_of_what_waited_in_the_last_days_took_so_long_at_most(
    events: list[Event], minutes: int | None
):
    assert numbers.usual_wait(chain(*events), NOW) == minutes
