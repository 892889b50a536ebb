"""The windows of a pace: when each begins afresh."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from forum import pace, times
from forum.pace import Limit, Pace
from support.cast import AT, NOW
from support.paces import PACES, paces


def test_windows_come_shortest_first_and_end_where_the_next_begins():
    hour, day = pace.windows(PACES["thread"], NOW)
    assert (hour.count, hour.ends - AT) == (3, 40 * 60)
    assert (day.count, day.ends) == (10, times.epoch(datetime(2026, 11, 25, tzinfo=UTC)))


@given(st.integers(0, 86_399), st.integers(0, 86_399))
def test_two_acts_share_a_window_only_within_it(one: int, other: int):
    midnight = datetime(2026, 11, 24, tzinfo=UTC)
    hours = [pace.windows(PACES["edit"], midnight + timedelta(seconds=s))[0] for s in (one, other)]
    assert (hours[0].name == hours[1].name) == (one // 3600 == other // 3600)


@given(st.sampled_from(sorted(PACES)), st.integers(0, 86_399))
def test_a_window_ends_within_its_day(name: str, second: int):
    now = datetime(2026, 11, 24, tzinfo=UTC) + timedelta(seconds=second)
    tomorrow = times.epoch(datetime(2026, 11, 25, tzinfo=UTC))
    assert all(times.epoch(now) < w.ends <= tomorrow for w in pace.windows(PACES[name], now))


def test_a_pace_of_a_newer_build_is_read_by_what_is_known_of_it():
    limit = {"count": 3, "seconds": 60, "kindly": True}
    (read,) = pace.read({"wave": {"limits": [limit], "colour": "blue"}}).values()
    assert read == Pace(name="wave", limits=(Limit(count=3, seconds=60),), apart_seconds=0)


def test_a_day_is_said_where_a_pace_has_one():
    assert pace.a_day(PACES["thread_new"]) == 1
    assert pace.a_day(paces(thread_new_per_day=3)["thread_new"]) == 3
    assert pace.a_day(PACES["edit"]) == 0
