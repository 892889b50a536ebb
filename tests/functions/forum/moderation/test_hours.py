"""A promise counts the hours in which moderators are here, whatever the clocks do meanwhile."""

from datetime import UTC, datetime, timedelta

import pytest

from forum.moderation.hours import ALWAYS, Hours

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
