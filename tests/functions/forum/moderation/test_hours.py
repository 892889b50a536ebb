"""A promise counts the hours in which moderators are here, whatever the clocks do meanwhile."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from forum import times
from forum.moderation.hours import ALWAYS, Hours, Override

HOUR = timedelta(hours=1)
DAILY = ((18 * 60, 22 * 60),)
EVENINGS = Hours(days=(DAILY,) * 7, timezone="Europe/London")
# Nobody on Monday; Tuesday in two parts; the weekend from ten to noon.
UNEVEN = Hours(
    days=((), ((540, 600), (1080, 1140)), (), (), (), ((600, 720),), ((600, 720),)),
    timezone="Europe/London",
)


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


@pytest.mark.parametrize(
    ("now", "hours", "due"),
    [
        ("2026-11-24T18:30", 1, "2026-11-24T19:30"),
        ("2026-11-24T03:00", 1, "2026-11-24T19:00"),
        ("2026-11-24T21:30", 1, "2026-11-25T18:30"),
        ("2026-11-24T22:00", 1, "2026-11-25T19:00"),
        ("2026-11-24T21:00", 8, "2026-11-26T21:00"),
        ("2026-11-24T18:00", 4, "2026-11-24T22:00"),
    ],
)
def test_an_evening_forum_answers_in_its_evenings(now: str, hours: int, due: str):
    assert EVENINGS.due(at(now), hours * HOUR) == at(due)


@pytest.mark.parametrize(
    ("now", "hours", "due"),
    [
        ("2026-11-23T12:00", 1, "2026-11-24T10:00"),
        ("2026-11-24T09:30", 1, "2026-11-24T18:30"),
        ("2026-11-24T18:30", 1, "2026-11-28T10:30"),
        ("2026-11-28T11:00", 4, "2026-12-01T10:00"),
    ],
)
def test_days_differ(now: str, hours: int, due: str):
    assert UNEVEN.due(at(now), hours * HOUR) == at(due)


@pytest.mark.parametrize(
    ("now", "due"),
    [
        ("2026-03-28T20:00", "2026-03-29T19:00"),  # from 20:00 GMT to 20:00 BST: four hours
        ("2026-10-24T19:00", "2026-10-25T20:00"),  # from 20:00 BST to 20:00 GMT: four hours
    ],
)
def test_the_clocks_change_and_the_promise_does_not(now: str, due: str):
    assert EVENINGS.due(at(now), 4 * HOUR) == at(due)


@pytest.mark.parametrize("hours", [ALWAYS, Hours(days=((),) * 7)])
def test_every_hour_counts_where_nobody_said_when_they_are_here(hours: Hours):
    assert hours.due(at("2026-11-24T03:00"), HOUR) == at("2026-11-24T04:00")


def test_a_promise_that_no_hours_could_keep_is_the_plain_one():
    seldom = Hours(days=(((600, 601),), *[()] * 6))
    assert seldom.due(at("2026-11-24T03:00"), 8 * HOUR) == at("2026-11-24T11:00")


NIGHTS = ((0, 2 * 60), (22 * 60, 24 * 60))


def nightly(zone: str) -> Hours:
    """From ten in the evening to two in the morning, as two windows of a day."""
    return Hours(days=(NIGHTS,) * 7, timezone=zone)


def every_day(zone: str, opens: str, closes: str) -> Hours:
    minutes = [int(each[:2]) * 60 + int(each[3:]) for each in (opens, closes)]
    return Hours(days=((minutes,),) * 7, timezone=zone)


# The clocks: London leaps from 01:00 to 02:00 on 29 March 2026 and goes back from 02:00 on
# 25 October; Sydney goes back from 03:00 on 5 April and leaps from 02:00 on 4 October; Santiago
# leaps from midnight to 01:00 on 6 September.
@pytest.mark.parametrize(
    ("zone", "window", "now", "start", "end"),
    [
        ("Europe/London", "01:30-03:00", "03-29T00:00", "03-29T01:00", "03-29T02:00"),
        ("Europe/London", "00:30-01:30", "03-29T00:00", "03-29T00:30", "03-29T01:00"),
        ("Europe/London", "01:15-01:45", "03-29T00:00", "03-30T00:15", "03-30T00:45"),
        ("Europe/London", "00:30-01:30", "10-24T12:00", "10-24T23:30", "10-25T00:30"),
        ("Europe/London", "01:30-02:30", "10-24T12:00", "10-25T00:30", "10-25T02:30"),
        ("Europe/London", "01:30-02:30", "10-25T01:10", "10-25T00:30", "10-25T02:30"),
        ("Australia/Sydney", "02:30-04:00", "10-03T14:00", "10-03T16:00", "10-03T17:00"),
        ("Australia/Sydney", "02:30-04:00", "04-04T12:00", "04-04T15:30", "04-04T18:00"),
        ("America/Santiago", "22:00-24:00", "09-06T00:00", "09-06T02:00", "09-06T04:00"),
        ("America/Santiago", "00:30-02:00", "09-06T03:00", "09-06T04:00", "09-06T05:00"),
    ],
)  # fmt: skip
def test_a_window_at_a_change_of_the_clocks(zone, window, now, start, end):
    hours = every_day(zone, *window.split("-"))
    now, start, end = (at(f"2026-{each}") for each in (now, start, end))
    assert hours.spans(now, 3)[0] == (start, end)


@pytest.mark.parametrize(
    ("zone", "now", "end", "back"),
    [
        ("Europe/London", "2026-11-24T22:30", "2026-11-25T02:00", 20),
        ("Europe/London", "2026-11-25T01:59", "2026-11-25T02:00", 20),
        ("Europe/London", "2026-03-28T23:00", "2026-03-29T01:00", 20),
        ("Europe/London", "2026-10-24T23:00", "2026-10-25T02:00", 20),
        ("Australia/Sydney", "2026-04-04T12:00", "2026-04-04T15:00", 21),
        ("Australia/Sydney", "2026-10-03T13:00", "2026-10-03T16:00", 19),
    ],
)
def test_a_night_over_midnight_is_one(zone: str, now: str, end: str, back: int):
    hours = nightly(zone)
    assert hours.staffed(at(now)) and hours.back(at(now)) is None
    assert hours.spans(at(now), 3)[0][1] == at(end)
    assert not hours.staffed(at(end)) and hours.back(at(end)) == at(end) + back * HOUR


@pytest.mark.parametrize("zone", ["Europe/London", "Australia/Sydney", "America/Santiago"])
@pytest.mark.parametrize("start", ["2026-03-28T00:00", "2026-04-03T00:00", "2026-10-02T00:00",
                                   "2026-09-05T00:00", "2026-10-24T00:00"])  # fmt: skip
def test_whoever_is_said_to_be_here_sees_it_on_their_clock(zone: str, start: str):
    """Minute by minute over the changes of the clocks, against the clock on the wall."""
    hours = every_day(zone, "01:20", "02:40")
    for minute in range(0, 3 * 24 * 60, 5):
        now = at(start) + timedelta(minutes=minute)
        wall = now.astimezone(ZoneInfo(zone))
        time = wall.strftime("%H:%M")
        twice = wall.replace(fold=0).utcoffset() != wall.replace(fold=1).utcoffset()
        if not twice:
            assert hours.staffed(now) == ("01:20" <= time < "02:40")


def override(here: bool, begins: str, ends: str, said_at: int = 1) -> Override:
    span = {"begins": times.epoch(at(begins)), "ends": times.epoch(at(ends))}
    return Override(id=f"o{said_at}", here=here, said_at=said_at, by="mo", **span)


def evenings(*overrides: Override) -> Hours:
    return replace(EVENINGS, overrides=overrides)


HOLIDAY = override(False, "2026-12-25T00:00", "2026-12-26T00:00")
EXTRA = override(True, "2026-12-25T10:00", "2026-12-25T12:00", said_at=2)


@pytest.mark.parametrize(
    ("overrides", "now", "staffed", "back"),
    [
        ((), "2026-12-25T18:30", True, ""),
        ((HOLIDAY,), "2026-12-25T18:30", False, "2026-12-26T18:00"),
        ((HOLIDAY,), "2026-12-24T21:59", True, ""),
        ((HOLIDAY,), "2026-12-24T22:00", False, "2026-12-26T18:00"),
        ((EXTRA,), "2026-12-25T10:00", True, ""),
        ((EXTRA,), "2026-12-25T09:59", False, "2026-12-25T10:00"),
        ((EXTRA,), "2026-12-25T12:00", False, "2026-12-25T18:00"),
        ((HOLIDAY, EXTRA), "2026-12-25T11:00", True, ""),
        ((HOLIDAY, replace(EXTRA, said_at=0)), "2026-12-25T11:00", False, "2026-12-26T18:00"),
    ],
)
def test_what_is_said_of_a_day_counts_before_the_week(overrides, now, staffed, back):
    hours = evenings(*overrides)
    assert hours.staffed(at(now)) == staffed
    assert hours.back(at(now)) == (at(back) if back else None)


def test_a_promise_leaves_a_day_out_on_which_nobody_is_here():
    assert evenings(HOLIDAY).due(at("2026-12-24T21:30"), HOUR) == at("2026-12-26T18:30")
    assert evenings(HOLIDAY, EXTRA).due(at("2026-12-24T21:30"), HOUR) == at("2026-12-25T10:30")


def test_where_every_hour_counts_a_day_off_does_not():
    hours = replace(ALWAYS, overrides=(HOLIDAY,))
    assert hours.staffed(at("2026-12-24T23:59")) and hours.staffed(at("2026-12-26T00:00"))
    assert hours.back(at("2026-12-25T06:00")) == at("2026-12-26T00:00")
    assert hours.due(at("2026-12-24T23:30"), HOUR) == at("2026-12-26T00:30")


def test_nobody_knows_when_nobody_ever_comes():
    long = override(False, "2026-12-01T00:00", "2027-02-01T00:00")
    assert evenings(long).back(at("2026-12-02T00:00")) is None
