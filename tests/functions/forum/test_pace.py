"""Limits of security.md section 6: their windows, and how a community adjusts them."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from forum import pace, times
from forum.pace import Limit
from support.cast import AT, NOW

SPECIFIED = {
    "challenge": [(30, 600)],
    "challenge_site": [(600, 600)],
    "join": [(3, 3600), (6, 86400)],
    "join_site": [(60, 3600), (300, 86400)],
    "sign_in": [(10, 600)],
    "sign_in_locator": [(5, 600)],
    "sign_in_site": [(300, 3600)],
    "recovery": [(5, 86400)],
    "recovery_site": [(50, 86400)],
    "thread_new": [(1, 86400)],
    "thread": [(3, 3600), (10, 86400)],
    "thread_site": [(120, 3600)],
    "reply_new": [(3, 3600), (8, 86400)],
    "reply": [(10, 3600), (40, 86400)],
    "reply_site": [(600, 3600)],
    "edit": [(20, 3600)],
    "withdraw": [(60, 3600)],
    "report": [(10, 3600), (30, 86400)],
    "report_signed_out": [(3, 3600)],
    "report_site": [(200, 3600)],
    "staff": [(120, 3600)],
}


@pytest.mark.parametrize(("name", "limits"), SPECIFIED.items())
def test_limits_are_as_specified(name: str, limits: list[tuple[int, int]]):
    assert [(limit.count, limit.seconds) for limit in pace.PACES[name].limits] == limits


@pytest.mark.parametrize("name", ["reply", "reply_new"])
def test_replies_are_twenty_seconds_apart(name: str):
    assert pace.PACES[name].apart_seconds == 20


def test_windows_come_shortest_first_and_end_where_the_next_begins():
    hour, day = pace.windows(pace.PACES["thread"], NOW)
    assert (hour.count, hour.ends - AT) == (3, 40 * 60)
    assert (day.count, day.ends) == (10, times.epoch(datetime(2026, 11, 25, tzinfo=UTC)))


@given(st.integers(0, 86_399), st.integers(0, 86_399))
def test_two_acts_share_a_window_only_within_it(one: int, other: int):
    midnight = datetime(2026, 11, 24, tzinfo=UTC)
    hours = [
        pace.windows(pace.PACES["edit"], midnight + timedelta(seconds=s))[0] for s in (one, other)
    ]
    assert (hours[0].name == hours[1].name) == (one // 3600 == other // 3600)


@given(st.sampled_from(sorted(pace.PACES)), st.integers(0, 86_399))
def test_a_window_ends_within_its_day(name: str, second: int):
    now = datetime(2026, 11, 24, tzinfo=UTC) + timedelta(seconds=second)
    tomorrow = times.epoch(datetime(2026, 11, 25, tzinfo=UTC))
    assert all(times.epoch(now) < w.ends <= tomorrow for w in pace.windows(pace.PACES[name], now))


@pytest.mark.parametrize(
    ("key", "value", "name", "limits", "apart"),
    [
        ("reply_per_hour", 12, "reply", {(12, 3600), (40, 86400)}, 20),
        ("reply_per_minute", 2, "reply", {(2, 60), (10, 3600), (40, 86400)}, 20),
        ("sign_in_per_ten_minutes", 20, "sign_in", {(20, 600)}, 0),
        ("reply_apart_seconds", 5, "reply", {(10, 3600), (40, 86400)}, 5),
        ("reply_apart_seconds", 0, "reply", {(10, 3600), (40, 86400)}, 0),
        ("reply_site_per_day", 9, "reply_site", {(600, 3600), (9, 86400)}, 0),
    ],
)
def test_a_community_adjusts_its_limits(
    key: str, value: int, name: str, limits: set[tuple[int, int]], apart: int
):
    made = pace.adjusted({key: value})[name]
    assert {(limit.count, limit.seconds) for limit in made.limits} == limits
    assert made.apart_seconds == apart


def test_other_limits_stay_and_the_defaults_are_not_touched():
    made = pace.adjusted({"reply_per_hour": 12, "reply_per_day": 50})
    assert made["reply"].limits == (Limit(count=12, seconds=3600), Limit(count=50, seconds=86400))
    assert made["thread"] == pace.PACES["thread"]
    assert pace.PACES["reply"].limits[0].count == 10


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("reply_per_hour", "12"),
        ("reply_per_hour", 1.5),
        ("reply_per_hour", True),
        ("reply_per_hour", -1),
        ("reply_per_hour", 0),
        ("reply_apart_seconds", -1),
        ("reply_per_fortnight", 3),
        ("smile_per_hour", 3),
        ("smile_apart_seconds", 3),
        ("reply", 3),
        ("", 3),
    ],
)
def test_refuses_a_limit_that_means_nothing_and_names_it(key: str, value: object):
    with pytest.raises(ValueError, match=rf"\[limits\] {key}"):
        pace.adjusted({key: value})
