"""What the alarm of a door means: a pause with an end, whatever the alarm goes on to say."""

from datetime import timedelta

import pytest

from forum import breaker, times
from forum.breaker import DOORS, PAUSE_MINUTES
from support.cast import NOW


@pytest.mark.parametrize("door", DOORS)
@pytest.mark.parametrize("stack", ["leanto", "auth-surge", "my-member-place"])
def test_a_surge_pauses_its_own_door(door: str, stack: str):
    assert breaker.of_alarm(f"{stack}-{door}-surge", "ALARM", NOW).door == door


@pytest.mark.parametrize("seconds", [0, 1, 59])
def test_a_pause_ends_on_a_full_minute_and_never_too_early(seconds: int):
    at = NOW + timedelta(seconds=seconds)
    pause = breaker.of_alarm("leanto-member-surge", "ALARM", at)
    assert pause.at == times.epoch(at)
    assert 0 <= pause.until - pause.at - PAUSE_MINUTES * 60 < 60
    assert pause.until % 60 == 0


@pytest.mark.parametrize("state", ["OK", "INSUFFICIENT_DATA"])
def test_anything_but_an_alarm_ends_the_pause_at_once(state: str):
    pause = breaker.of_alarm("leanto-member-surge", state, NOW)
    assert pause.until == pause.at == times.epoch(NOW)


@pytest.mark.parametrize("name", ["leanto-member-fails", "leanto-forum-full", "leanto-surge"])
def test_another_alarm_pauses_nothing(name: str):
    with pytest.raises(ValueError):
        breaker.of_alarm(name, "ALARM", NOW)
