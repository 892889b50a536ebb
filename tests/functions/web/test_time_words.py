"""Times as people say them: how long something waits, and by when somebody will have looked."""

from datetime import UTC, datetime, timedelta

import pytest
from flask import g

from support import cast
from support.people import Forum
from web import time_words


def spoken(forum: Forum, word: str, stamp: str, now: datetime = cast.NOW) -> str:
    """What a filter of the templates says at `now`; the community is in London."""
    with forum.apps["moderator"].app_context():
        g.now = now
        return time_words.FILTERS[word](stamp)


def ago(**how: int) -> str:
    return (cast.NOW - timedelta(**how)).strftime("%Y-%m-%dT%H:%MZ")


@pytest.mark.parametrize(
    ("stamp", "says"),
    [
        (ago(minutes=0), "Waiting a few minutes"),
        (ago(minutes=14), "Waiting a few minutes"),
        (ago(minutes=20), "Waiting about 20 minutes"),
        (ago(minutes=59), "Waiting about 55 minutes"),
        (ago(minutes=60), "Waiting about 1 hour"),
        (ago(hours=5, minutes=40), "Waiting about 6 hours"),
        (ago(hours=25), "Waiting 1 day"),
        (ago(days=3), "Waiting 3 days"),
    ],
)
def test_waiting_is_said_as_a_person_would(forum: Forum, stamp: str, says: str):
    assert spoken(forum, "waited", stamp) == says


@pytest.mark.parametrize(
    ("stamp", "says"),
    [
        ("2026-11-24T02:15Z", "The time we aim for has passed"),
        ("2026-11-24T02:20Z", "The time we aim for has passed"),
        ("2026-11-24T09:15Z", "We aim to answer by 09:15"),
        ("2026-11-25T09:15Z", "We aim to answer by 09:15 tomorrow"),
        ("2026-11-27T18:00Z", "We aim to answer by 18:00 on Friday"),
    ],
)
def test_an_aim_is_said_as_a_person_would(forum: Forum, stamp: str, says: str):
    assert spoken(forum, "aim", stamp) == says


def test_a_clock_is_the_communitys(forum: Forum):
    summer = datetime(2026, 7, 1, 8, 0, tzinfo=UTC)
    assert spoken(forum, "aim", "2026-07-01T09:15Z", summer) == "We aim to answer by 10:15"
