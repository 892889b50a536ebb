"""How often somebody may do something: the defaults, and how a community changes them."""

import pytest

import limits
from support.paces import PACES, paces

SPECIFIED = {
    "challenge": [(30, 600)],
    "challenge_site": [(600, 600)],
    "join": [(3, 3600), (6, 86400)],
    "join_site": [(60, 3600), (300, 86400)],
    "invitation": [(5, 600)],
    "sign_in": [(10, 600)],
    "sign_in_locator": [(5, 600)],
    "sign_in_site": [(300, 3600)],
    "sign_in_slow": [(2, 600)],
    "recovery": [(5, 86400)],
    "recovery_site": [(50, 86400)],
    "recovery_slow": [(1, 3600)],
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
    "appeal": [(10, 86400)],
    "report_site": [(200, 3600)],
    "outcome": [(30, 600)],
    "staff": [(120, 3600)],
}


@pytest.mark.parametrize(("name", "limits"), SPECIFIED.items())
def test_limits_are_as_specified(name: str, limits: list[tuple[int, int]]):
    assert [(limit.count, limit.seconds) for limit in PACES[name].limits] == limits


@pytest.mark.parametrize("name", ["reply", "reply_new"])
def test_replies_are_twenty_seconds_apart(name: str):
    assert PACES[name].apart_seconds == 20


def test_nothing_else_is_counted():
    assert set(limits.acts()) == set(SPECIFIED)


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
    made = paces(**{key: value})[name]
    assert {(limit.count, limit.seconds) for limit in made.limits} == limits
    assert made.apart_seconds == apart


def test_other_limits_stay_and_the_defaults_are_not_touched():
    made = paces(reply_per_hour=12, reply_per_day=50)
    assert [limit.count for limit in made["reply"].limits] == [12, 50]
    assert made["thread"] == PACES["thread"]
    assert PACES["reply"].limits[0].count == 10


@pytest.mark.parametrize("name", limits.names())
def test_every_limit_that_may_be_changed_changes_something(name: str):
    assert paces(**{name: 5000}) != PACES


def test_windows_stand_shortest_first():
    for made in limits.paces(dict.fromkeys(limits.names(), 1)).values():
        assert [limit["seconds"] for limit in made["limits"]] == [60, 600, 3600, 86400]
