"""A worry for a person is one thing, a broken guideline another, and each has its promise (M7)."""

from datetime import timedelta
from typing import Any

import pytest

from forum import times
from forum.errors import FieldError, Incomplete
from forum.moderation import reports
from forum.moderation.hours import ALWAYS, Hours
from forum.moderation.reports import Report, Target
from support.cast import NOW, alice, bob, conversation, ident, report, target_of

POST = target_of(conversation()[1])
MEMBER = Target(kind="member", id=alice.id, author_id=alice.id, author_name=alice.name)


@pytest.mark.parametrize(
    ("kind", "reason", "guideline", "priority", "promise"),
    [
        ("worried", "danger", "", 0, timedelta(minutes=15)),
        ("worried", "thoughts", "", 1, timedelta(hours=1)),
        ("worried", "low", "", 1, timedelta(hours=1)),
        ("guideline", "", "g1", 1, timedelta(hours=1)),
        ("guideline", "", "g2", 3, timedelta(hours=8)),
    ],
)
def test_each_reason_has_its_promise(
    kind: str, reason: str, guideline: str, priority: int, promise: timedelta
):
    made = report(POST, kind=kind, reason=reason, guideline=guideline)
    assert made.priority == priority
    assert timedelta(0) <= times.parse(made.due_at) - (NOW + promise) < timedelta(minutes=15)
    assert made.at == "2026-11-24T02:15Z"


def test_a_worry_for_life_comes_first():
    assert min(reports.WORRIES.values()) == reports.WORRIES["danger"] == 0


@pytest.mark.parametrize("target", [POST, MEMBER])
def test_a_report_keeps_what_it_is_about_and_who_to_tell(target: Target):
    made = report(target, inbox=bob.id, note="Please look")
    assert (made.target, made.inbox, made.note) == (target, bob.id, "Please look")
    assert (made.id, made.state, made.outcome) == (ident("a report"), "open", "")


@pytest.mark.parametrize(
    ("kind", "reason", "guideline", "field"),
    [
        ("", "", "", "kind"),
        ("strike", "danger", "", "kind"),
        ("worried", "", "", "reason"),
        ("worried", "spam", "", "reason"),
        ("guideline", "", "", "guideline"),
        ("guideline", "", "g99", "guideline"),
        ("guideline", "danger", "g1", "guideline"),
    ],
)
def test_refuses_what_is_not_among_the_choices(kind: str, reason: str, guideline: str, field: str):
    with pytest.raises(Incomplete) as refusal:
        report(POST, kind=kind, reason=reason, guideline=guideline)
    assert refusal.value.fields == (FieldError(field=field, reason="choose"),)


def plain(**said: Any) -> Report:
    """A worry as a form brings it, with nothing put right on the way."""
    usual = {"kind": "worried", "reason": "low", "guideline": "", "note": "", "inbox": ""}
    around = {"urgency": {"g1": 1}, "hours": ALWAYS, "now": NOW}
    return reports.report(POST, id=ident("r"), **usual | around | said)


def test_refuses_a_worry_with_a_guideline():
    with pytest.raises(Incomplete):
        plain(guideline="g1")


def test_a_promise_counts_moderated_hours_alone():
    from_nine = Hours(days=(((540, 1320),),) * 7, timezone="Europe/London")
    assert NOW.hour == 2
    assert plain(hours=from_nine).due_at == "2026-11-24T10:00Z"
