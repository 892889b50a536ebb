"""Care for somebody whom others fear for: each level has its path, and ends when its time came."""

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest

from forum import times
from forum.errors import Incomplete, Refused
from forum.moderation import welfare
from forum.moderation.hours import ALWAYS, Hours
from forum.moderation.welfare import Welfare
from support.cast import NOW, ident

NEW = Welfare(target_kind="post", target_id=ident("a post"), space="porch")
LATER = NOW + timedelta(days=3)
# What comes of each step when all goes as it should.
USUAL = {
    "reach-out": "sent",
    "answer": "answered",
    "lead": "reached",
    "contact": "not-possible",
    "follow-up": "seen",
}


def assess(level: int, care: Welfare = NEW, **how: Any) -> Welfare:
    said: dict[str, Any] = {"fresh": True, "now": NOW, **how}
    return welfare.assess(care, level, by="moderator", **said)


def take(care: Welfare, outcome: str = "", *, now: datetime | None = None, **how: Any) -> Welfare:
    """The next step, by default when its time has come."""
    now = now or (times.parse(care.opens_at) if care.opens_at else NOW)
    said = {"step": care.state, "hours": ALWAYS, **how}
    outcome = outcome or USUAL.get(care.state, "done")
    return welfare.take(care, said["step"], outcome, by="moderator", hours=said["hours"], now=now)


def upto(step: str, level: int) -> Welfare:
    """The care at this level, when that step is next."""
    care = assess(level)
    while care.state != step:
        care = take(care)
    return care


@pytest.mark.parametrize("level", welfare.LEVELS)
def test_each_level_goes_its_path_to_the_end(level: int):
    care, steps = assess(level), []
    while care.state != welfare.CLOSED:
        steps.append(care.state)
        care = take(care)
    assert tuple(steps) == welfare.PATHS[level]
    assert [each.step for each in care.log] == ["assess", *steps]
    assert (care.opens_at, care.due_at) == ("", "")


@pytest.mark.parametrize("level", [2, 3, 4])
def test_nothing_but_no_risk_ends_without_the_look_a_day_later(level: int):
    assert "follow-up" in welfare.PATHS[level]
    assert ("debrief" in welfare.PATHS[level]) == (level >= 3)


@pytest.mark.parametrize(("level", "opens", "due"), [(2, 24, 48), (3, 24, 48), (4, 12, 24)])
def test_somebody_looks_again_a_day_later_and_not_before(level: int, opens: int, due: int):
    before = {2: "reach-out", 3: "answer", 4: "community"}[level]
    care = take(replace(upto(before, level), opens_at=""), now=NOW)
    assert times.parse(care.opens_at) == times.quarter_after(NOW + timedelta(hours=opens))
    assert times.parse(care.due_at) == times.quarter_after(NOW + timedelta(hours=due))
    early = times.parse(care.opens_at) - timedelta(minutes=1)
    assert welfare.outcomes(care, early) == ()
    with pytest.raises(Refused):
        take(care, now=early)
    assert take(care, now=times.parse(care.opens_at)).state in ("closed", "debrief")


def test_a_look_that_is_not_enough_is_had_again_the_next_day():
    care = take(upto("follow-up", 2), "again")
    assert (care.state, care.log[-1].outcome) == ("follow-up", "again")
    assert welfare.outcomes(care, times.parse(care.opens_at) - timedelta(minutes=1)) == ()
    assert take(care).state == welfare.CLOSED


def test_an_answer_is_awaited_for_four_hours_in_which_somebody_is_here():
    evenings = Hours(days=((((18 * 60), (20 * 60)),),) * 7)
    care = take(assess(3), hours=evenings, now=NOW)
    second = (NOW + timedelta(days=1)).replace(hour=20, minute=0)
    assert care.state == "answer" and times.parse(care.due_at) == second
    assert welfare.outcomes(care, second - timedelta(minutes=1)) == ("answered",)
    with pytest.raises(Refused):
        take(care, "silent", now=second - timedelta(minutes=1))
    assert take(care, "answered", now=NOW).state == "follow-up"
    silent = take(care, "silent", now=second)
    assert silent.state == "review"
    assert take(silent).state == "follow-up"


@pytest.mark.parametrize(
    ("lead", "possible", "never"),
    [
        ("reached", "contacted", "contacted-alone"),
        ("not-reached", "contacted-alone", "contacted"),
    ],
)
def test_help_is_called_by_two_people_where_two_can_be_had(lead: str, possible: str, never: str):
    care = take(upto("lead", 4), lead)
    assert welfare.outcomes(care, LATER) == (possible, "not-possible")
    assert take(care, possible).state == take(care, "not-possible").state == "community"
    with pytest.raises(Refused):
        take(care, never)


@pytest.mark.parametrize("level", welfare.LEVELS)
def test_a_step_out_of_order_is_refused(level: int):
    care = assess(level)
    while care.state != welfare.CLOSED:
        for step, outcomes in welfare.OUTCOMES.items():
            for outcome in outcomes if step != care.state else ("", "dismissed"):
                with pytest.raises(Refused):
                    take(care, outcome or "no", step=step, now=LATER)
        care = take(care)
    for step in (*welfare.OUTCOMES, welfare.CLOSED, welfare.ASSESS):
        with pytest.raises(Refused):
            take(care, step=step, now=LATER)


@pytest.mark.parametrize("level", [0, 5, -1])
def test_refuses_a_level_that_there_is_not(level: int):
    with pytest.raises(Incomplete):
        assess(level)


def test_a_mistake_is_put_right_until_the_person_was_written_to():
    assert assess(1, assess(4)).level == 1
    written = take(assess(3))
    assert welfare.levels(written, fresh=False) == (4,)
    with pytest.raises(Incomplete):
        assess(2, written)
    higher = assess(4, written)
    assert higher.state == "reach-out"
    assert welfare.levels(higher, fresh=False) == (3,)


def test_when_somebody_else_fears_for_them_it_is_looked_at_again_and_not_made_less():
    written = take(assess(3))
    assert welfare.levels(written, fresh=True) == (3, 4)
    assert assess(3, written).state == "reach-out"


def test_what_is_closed_is_open_again_only_for_somebody_who_fears_for_them_since():
    closed = take(assess(1))
    assert welfare.levels(closed, fresh=False) == ()
    with pytest.raises(Incomplete):
        assess(2, closed, fresh=False)
    again = assess(2, closed)
    assert (again.state, again.floor, again.at) == ("reach-out", 0, closed.at)


def test_handed_over_it_is_as_due_as_before():
    care = upto("follow-up", 3)
    handed = welfare.hand_over(care, by="lead", now=LATER)
    assert replace(handed, version=care.version, taken=care.taken) == care
    assert (handed.log[-1].step, handed.log[-1].by) == ("hand-over", "lead")


@pytest.mark.parametrize("care", [NEW, take(assess(1))])
def test_nothing_is_handed_over_where_nothing_is_under_way(care: Welfare):
    with pytest.raises(Refused):
        welfare.hand_over(care, by="moderator", now=NOW)


def test_three_heavy_cases_in_a_month_suggest_a_conversation_about_support():
    ends = [welfare.counts_until(NOW - timedelta(days=days)) for days in (29, 10, 0)]
    assert welfare.suggests_support(ends, NOW)
    assert not welfare.suggests_support(ends[1:], NOW)
    assert not welfare.suggests_support(ends, NOW + timedelta(days=1))
