"""The last word of an alarm is the one that was said last, in whatever order they come."""

from forum.breaker import Pause
from store import breaker
from support.cast import AT

BEGUN = Pause(door="member", at=AT, until=AT + 1800)
OVER = Pause(door="member", at=AT + 300, until=AT + 300)


def test_nothing_is_paused_where_no_alarm_has_spoken(backend):
    assert breaker.get_pause("member") is None


def test_keeps_what_the_alarm_said_for_its_door_alone(backend):
    assert breaker.set_pause(BEGUN)
    assert breaker.get_pause("member") == BEGUN
    assert breaker.get_pause("auth") is None


def test_the_end_of_a_surge_takes_the_place_of_its_beginning(backend):
    assert breaker.set_pause(BEGUN) and breaker.set_pause(OVER)
    assert breaker.get_pause("member") == OVER


def test_a_beginning_that_comes_late_or_twice_changes_nothing(backend):
    assert breaker.set_pause(OVER)
    assert not breaker.set_pause(BEGUN)
    assert not breaker.set_pause(OVER)
    assert breaker.get_pause("member") == OVER
