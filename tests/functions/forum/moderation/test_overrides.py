"""What a moderator says of a day becomes two moments of the community's clock."""

from datetime import UTC, datetime

import pytest

from forum import times
from forum.errors import Incomplete, NotFound
from forum.moderation import overrides
from forum.moderation.overrides import Wish
from support.cast import NOW, alice, ident, mo


def say(day: str, begins: str, ends: str, zone: str = "Europe/London", now: datetime = NOW, by=mo):
    wish = Wish(kind="away", day=day, begins=begins, ends=ends, reason="A holiday")
    return overrides.say(by, wish, id=ident("said"), timezone=zone, now=now)


@pytest.mark.parametrize(
    ("day", "begins", "ends", "zone", "now", "span"),
    [
        ("2026-12-25", "00:00", "00:00", "Europe/London", "2026-12-01", "25T00:00 26T00:00"),
        ("2026-12-25", "22:00", "02:00", "Europe/London", "2026-12-01", "25T22:00 26T02:00"),
        ("2026-12-25", "00:00", "00:00", "Australia/Sydney", "2026-12-01", "24T13:00 25T13:00"),
        ("2026-03-29", "00:00", "00:00", "Europe/London", "2026-03-01", "29T00:00 29T23:00"),
        ("2026-10-25", "00:00", "00:00", "Europe/London", "2026-10-01", "24T23:00 26T00:00"),
        ("2026-04-05", "00:00", "00:00", "Australia/Sydney", "2026-04-01", "04T13:00 05T14:00"),
        ("2026-10-04", "00:00", "00:00", "Australia/Sydney", "2026-10-01", "03T14:00 04T13:00"),
    ],
)
def test_a_day_is_a_day_of_the_communitys_clock(day, begins, ends, zone, now, span):
    at = datetime.fromisoformat(now).replace(tzinfo=UTC)
    made = say(day, begins, ends, zone, at).override
    assert " ".join(f"{each:%dT%H:%M}" for each in made.span) == span


def test_the_log_has_who_and_what_and_no_words():
    said = say("2026-12-25", "00:00", "00:00")
    assert said.event.event == "hours-away" and said.event.actor_id == mo.id
    assert "holiday" not in str(said.event).lower()
    assert said.override.said_at == times.epoch(NOW)


def test_members_say_nothing_of_it():
    with pytest.raises(NotFound):
        say("2026-12-25", "00:00", "00:00", by=alice)


def test_a_night_that_has_begun_can_be_called_off():
    assert say("2026-11-23", "22:00", "08:00").override.ends > times.epoch(NOW)
    with pytest.raises(Incomplete):
        say("2026-11-22", "22:00", "08:00")


def test_only_what_is_there_is_taken_back():
    said = say("2026-12-25", "00:00", "00:00").override
    back = overrides.take_back(mo, (said,), id=said.id, now=NOW)
    assert back.event.event == "hours-back" and back.event.target == said.id
    for who, kept in ((mo, ()), (alice, (said,))):
        with pytest.raises(NotFound):
            overrides.take_back(who, kept, id=said.id, now=NOW)
