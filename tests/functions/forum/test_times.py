"""Stored times are never finer than the quarter hour (A6), and people see them coarser still."""

from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from forum import times
from support.cast import NOW, account, alice, conversation, report, target_of, withdrawn

MOMENTS = st.datetimes(datetime(2026, 1, 1), datetime(2099, 12, 31), timezones=st.just(UTC))
QUARTERS = ("00", "15", "30", "45")


def is_quarter(stamp: str) -> bool:
    return stamp[-3:-1] in QUARTERS and stamp.endswith("Z") and len(stamp) == 17


@given(MOMENTS)
def test_a_quarter_is_never_later_nor_a_quarter_hour_early(now: datetime):
    assert timedelta(0) <= now - times.quarter(now) < timedelta(minutes=15)
    assert is_quarter(times.stamp(times.quarter(now)))


@given(MOMENTS)
def test_a_promise_never_ends_too_early(now: datetime):
    assert timedelta(0) <= times.quarter_after(now) - now < timedelta(minutes=15)
    assert is_quarter(times.stamp(times.quarter_after(now)))


@given(MOMENTS)
def test_everything_that_is_stored_of_a_post_is_a_quarter_hour(now: datetime):
    thread, opening = conversation(now=now)
    assert is_quarter(thread.at)
    assert is_quarter(opening.at)
    assert is_quarter(thread.activity.partition("#")[0])
    assert is_quarter(withdrawn(opening, by=alice, now=now).purge_at)


@given(MOMENTS)
def test_everything_that_is_stored_of_a_report_is_a_quarter_hour(now: datetime):
    made = report(target_of(conversation(now=now)[1]), now=now)
    assert is_quarter(made.at)
    assert is_quarter(made.due_at)


@given(MOMENTS)
def test_a_stamp_is_read_back(now: datetime):
    assert times.parse(times.stamp(now)) == now.replace(second=0, microsecond=0)


@given(MOMENTS, MOMENTS)
def test_stamps_sort_as_time_does(one: datetime, other: datetime):
    earlier, later = sorted([one, other])
    assert times.stamp(earlier) <= times.stamp(later)


def test_a_stamp_is_always_utc():
    east = datetime(2026, 11, 24, 4, 20, tzinfo=timezone(timedelta(hours=2)))
    assert times.stamp(east) == times.stamp(NOW) == "2026-11-24T02:20Z"


def test_coarser_names_of_a_time():
    assert times.epoch(NOW) == 1795486800
    assert times.day(NOW) == "20261124"
    assert times.week(NOW) == "2026-W48"
    assert times.week(datetime(2027, 1, 1, tzinfo=UTC)) == "2026-W53"


@pytest.mark.parametrize(
    ("stored", "now", "weeks"),
    [
        ("2026-W48", "2026-11-23T00:00", 0),
        ("2026-W48", "2026-11-29T23:59", 0),
        ("2026-W48", "2026-11-30T00:00", 1),
        ("2026-W53", "2027-01-04T00:00", 1),
        ("2026-W48", "2026-12-23T12:00", 4),
    ],
)
def test_weeks_are_counted_from_monday(stored: str, now: str, weeks: int):
    assert times.weeks_since(stored, datetime.fromisoformat(now).replace(tzinfo=UTC)) == weeks
    assert times.month(NOW) == "2026-11"


def test_an_account_is_dated_by_its_month():
    assert account("bob", "Bob").month_made == "2026-11"


@pytest.mark.parametrize(
    ("now", "at", "code"),
    [
        ("2026-11-24T12:00", "2026-11-24T12:00", "now"),
        ("2026-11-24T12:00", "2026-11-24T11:01", "now"),
        ("2026-11-24T12:00", "2026-11-24T12:05", "now"),
        ("2026-11-24T00:30", "2026-11-23T23:45", "now"),
        ("2026-11-24T12:00", "2026-11-24T11:00", "morning"),
        ("2026-11-24T12:00", "2026-11-24T05:00", "morning"),
        ("2026-11-24T12:00", "2026-11-24T04:45", "night"),
        ("2026-11-24T12:00", "2026-11-24T00:00", "night"),
        ("2026-11-24T23:45", "2026-11-24T12:00", "afternoon"),
        ("2026-11-24T23:45", "2026-11-24T17:45", "afternoon"),
        ("2026-11-24T23:45", "2026-11-24T18:00", "evening"),
        ("2026-11-24T12:00", "2026-11-23T23:45", "yesterday"),
        ("2026-11-24T23:45", "2026-11-23T00:00", "yesterday"),
        ("2026-11-24T12:00", "2026-11-22T12:00", "week"),
        ("2026-11-24T12:00", "2026-11-18T00:00", "week"),
        ("2026-11-24T12:00", "2026-11-17T23:45", "date"),
        ("2026-11-24T12:00", "2025-11-24T12:00", "date"),
    ],
)
def test_people_see_coarse_times(now: str, at: str, code: str):
    moments = (datetime.fromisoformat(text).replace(tzinfo=UTC) for text in (at, now))
    assert times.coarse(*moments) == code
