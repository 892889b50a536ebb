"""Several members cover a post until a person looks; a crowd of new accounts does not (M15)."""

from dataclasses import replace

import pytest

from forum.moderation import thresholds
from forum.moderation.cases import CaseFile
from forum.moderation.hours import ALWAYS, Hours
from forum.moderation.reports import Report
from support.cast import NOW, alice, ident, report
from support.rulings import POST, TARGET, THREAD, case, decide

NIGHT = Hours(days=[[[0, 1]]] * 7)
HERE, AWAY = thresholds.ENOUGH_HERE, thresholds.ENOUGH_AWAY
OLD, NEW, NOBODY = thresholds.MEMBER, thresholds.NEWCOMER, 0


def told(number: int, weight: int, enough: int, **how: str) -> Report:
    made = report(TARGET, f"report {number}", inbox=ident(f"inbox {number}"))
    return replace(made, weight=weight, enough=enough, **how)


def file(*reports: Report) -> CaseFile:
    made = case(*reports)
    return replace(made, case=replace(made.case, version=len(reports)))


def of(weights: tuple[int, ...], enough: int) -> CaseFile:
    return file(*(told(number, weight, enough) for number, weight in enumerate(weights)))


@pytest.mark.parametrize(
    ("weights", "by_day", "by_night"),
    [
        ((OLD,), False, False),
        ((OLD, OLD), False, True),
        ((OLD, OLD, OLD), True, True),
        ((OLD, OLD, NEW), False, True),
        ((OLD, OLD, NEW, NEW), True, True),
        ((OLD, NEW), False, False),
        ((NEW,) * 5, False, False),
        ((NEW,) * 50, False, False),
        ((NOBODY,) * 9, False, False),
        ((OLD, *(NOBODY,) * 9), False, False),
    ],
)
def test_it_takes_three_by_day_and_two_while_nobody_is_here(weights, by_day: bool, by_night: bool):
    assert bool(thresholds.pause(of(weights, HERE), POST, THREAD, NOW)) == by_day
    assert bool(thresholds.pause(of(weights, AWAY), POST, THREAD, NOW)) == by_night


def test_it_is_a_pause_of_which_its_author_is_told_and_the_log():
    made = thresholds.pause(of((OLD,) * 3, HERE), POST, THREAD, NOW)
    assert made and made.change.post.state == "paused"
    assert made.change.thread and made.change.thread.state == "paused"
    assert (made.notice.inbox, made.notice.kind, made.notice.automated) == (
        alice.id,
        "paused",
        True,
    )
    assert (made.event.event, made.event.actor_role, made.event.actor_id) == (
        "pause-by-reports",
        "program",
        "",
    )
    assert (made.case.state, made.case.version) == ("open", 4)


def test_one_person_counts_once():
    twice = replace(told(2, OLD, AWAY), inbox=ident("inbox 1"))
    assert thresholds.pause(file(told(1, OLD, AWAY), twice), POST, THREAD, NOW) is None


def test_a_worry_hides_nothing_and_nothing_is_hidden_where_somebody_worries():
    worried = told(3, OLD, AWAY, kind="worried", reason="low", guideline="")
    assert thresholds.pause(file(worried, worried, worried), POST, THREAD, NOW) is None
    both = file(*(told(number, OLD, AWAY) for number in range(3)), worried)
    both = replace(both, case=replace(both.case, worry=True))
    assert thresholds.pause(both, POST, THREAD, NOW) is None


def test_what_was_needed_when_the_last_one_came_is_what_counts():
    first = told(1, OLD, AWAY, at="2026-11-24T02:00Z")
    second = told(2, OLD, HERE, at="2026-11-24T09:00Z")
    assert thresholds.pause(file(first, second), POST, THREAD, NOW) is None
    second = replace(second, enough=AWAY)
    assert thresholds.pause(file(first, second), POST, THREAD, NOW)


def test_a_report_says_how_much_it_counts_and_how_much_is_needed():
    made, newcomer = report(TARGET), replace(alice, in_first_week=True)
    for viewer, hours, weight, enough in (
        (alice, ALWAYS, OLD, HERE),
        (newcomer, NIGHT, NEW, AWAY),
        (None, NIGHT, NOBODY, AWAY),
    ):
        counted = thresholds.counted(made, viewer, hours, NOW)
        assert counted == replace(made, weight=weight, enough=enough)


@pytest.mark.parametrize("state", ["paused", "withdrawn", "removed", "purged", "held"])
def test_what_is_out_of_sight_stays_as_it_is(state: str):
    post = replace(POST, state=state)
    assert thresholds.pause(of((OLD,) * 3, HERE), post, THREAD, NOW) is None


def test_what_waits_for_a_person_or_is_about_a_member_is_left_to_one():
    about = of((OLD,) * 3, HERE)
    held = replace(about, case=replace(about.case, hold="link"))
    assert thresholds.pause(held, POST, THREAD, NOW) is None
    decided = replace(about, case=replace(about.case, state="decided"))
    assert thresholds.pause(decided, POST, THREAD, NOW) is None
    assert thresholds.pause(about, None, None, NOW) is None


def test_words_that_a_moderator_let_stay_are_not_hidden_by_counting_again():
    about = of((OLD,) * 3, HERE)
    kept = decide(about, action="keep").decision
    assert thresholds.pause(replace(about, decisions=(kept,)), POST, THREAD, NOW) is None
    undone = replace(kept, state="undone")
    assert thresholds.pause(replace(about, decisions=(undone,)), POST, THREAD, NOW)
    edited = replace(POST, version=POST.version + 1)
    assert thresholds.pause(replace(about, decisions=(kept,)), edited, THREAD, NOW)
