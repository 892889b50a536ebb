"""Reading first: for some days, never in secret, and never one's own case (M4, M21)."""

from typing import Any

import pytest

from forum.errors import Incomplete, NotFound, OwnCase
from forum.moderation import reading_first
from forum.moderation.reading_first import ReadFirst
from support.cast import NOW, alice, bob, ident, mo
from support.rulings import MEMBER, TARGET


def made(target: Any = TARGET, by: Any = mo, **how: Any) -> ReadFirst:
    said = {"whom": "member", "days": 7, "line": "We would like to read along.", **how}
    return reading_first.read_first(by, target, id=ident("reading"), now=NOW, **said)


@pytest.mark.parametrize(
    ("days", "until"),
    [(7, "2026-12-01T02:30Z"), (14, "2026-12-08T02:30Z"), (30, "2026-12-24T02:30Z"), (0, "")],
)
def test_it_has_an_end_and_can_end_before_it(days: int, until: str):
    assert made(days=days).until == until


def test_a_member_is_told_for_how_long_and_why():
    act = made()
    assert act.notice and act.id == alice.id
    assert (act.notice.inbox, act.notice.kind) == (alice.id, "read-first")
    assert (act.notice.outcome, act.notice.line) == ("7", "We would like to read along.")
    assert mo.name not in str(act.notice) and mo.id not in str(act.notice)


def test_a_conversation_says_it_itself():
    act = made(whom="thread", line="")
    assert (act.id, act.notice) == (TARGET.thread_id, None)


def test_it_is_logged_without_words():
    event = made().event
    assert (event.event, event.actor_id, event.target, event.reason) == (
        "read-first",
        mo.id,
        TARGET.id,
        "",
    )


@pytest.mark.parametrize(
    ("how", "fields"),
    [
        ({"whom": "space"}, ["whom"]),
        ({"whom": "thread", "target": MEMBER}, ["whom"]),
        ({"days": 365}, ["days"]),
        ({"days": -1, "line": ""}, ["days", "reading_line"]),
    ],
)
def test_what_is_missing_is_named(how: dict[str, Any], fields: list[str]):
    with pytest.raises(Incomplete) as refusal:
        made(**how)
    assert [each.field for each in refusal.value.fields] == fields


def test_nobody_reads_themselves_first_and_no_member_anybody():
    with pytest.raises(OwnCase):
        made(by=type(mo)(account=alice.account, role="moderator"))
    with pytest.raises(NotFound):
        made(by=bob)
