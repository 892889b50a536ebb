"""A reply tells those it answers, and nobody twice."""

import pytest

from forum.moderation import notices
from forum.moderation.notices import Notice
from support.cast import alice, bob, charlie, ident


def told(*people: str) -> tuple[Notice, ...]:
    return notices.reply_notices(
        post_id=ident("a reply"),
        space="porch",
        at="2026-11-24T02:15Z",
        author=(bob.id, bob.name),
        to=set(people),
    )


@pytest.mark.parametrize(
    ("people", "inboxes"),
    [
        ([], []),
        ([alice.id], [alice.id]),
        ([alice.id, charlie.id], sorted([alice.id, charlie.id])),
        ([bob.id], []),
        ([bob.id, alice.id], [alice.id]),
        ([""], []),
    ],
)
def test_everybody_answered_is_told_but_oneself_and_nobody(people: list[str], inboxes: list[str]):
    assert [notice.inbox for notice in told(*people)] == inboxes


def test_a_notice_points_to_the_words_and_never_copies_them():
    (notice,) = told(alice.id)
    assert (notice.kind, notice.post_id, notice.name) == ("reply", ident("a reply"), bob.name)
    assert not {"words", "source", "html", "body"} & set(vars(notice))


def test_the_same_reply_makes_the_same_notice():
    assert told(alice.id) == told(alice.id)
