"""Pausing a post while somebody looks: its author is told, and nothing is decided (M21)."""

from dataclasses import replace
from typing import Any

import pytest

from forum import changes, posts
from forum.errors import CaseMoved, Conflict, Decided, NotFound, OwnCase, Refusal
from forum.moderation import cases, pauses
from forum.moderation.cases import CaseFile
from forum.moderation.pauses import Pause
from support.cast import NOW, alice, bob, conversation, ident, mo, report, target_of

THREAD, POST = conversation()
TOLD = report(target_of(POST), inbox=bob.id)
FILE = CaseFile(case=cases.opened(TOLD), reports=(TOLD,))


def pause(file: CaseFile = FILE, **how: Any) -> Pause:
    asked = {"by": mo, "post": POST, "thread": THREAD, "version": POST.version, **how}
    people = asked.pop("by"), file, asked.pop("post"), asked.pop("thread")
    return pauses.pause(*people, id=ident("a pause"), now=NOW, **asked)


def test_the_conversation_leaves_with_its_opening_and_the_case_stays_open():
    made = pause()
    assert made.change == changes.pause(POST, THREAD)
    assert made.change.thread and made.change.thread.state == "paused"
    assert made.case == replace(FILE.case, version=2)


def test_its_author_is_told_and_nobody_else_and_not_who_asked_for_it():
    notice = pause().notice
    assert (notice.inbox, notice.kind, notice.post_id) == (alice.id, "paused", POST.id)
    assert bob.id not in str(notice) and mo.id not in str(notice)


def test_it_is_in_the_log_without_words():
    event = pause().event
    assert (event.event, event.target, event.actor_id) == ("pause", POST.id, mo.id)


@pytest.mark.parametrize(
    ("how", "refusal"),
    [
        ({"by": alice}, NotFound),
        ({"version": 2}, CaseMoved),
        ({"post": posts.remove(POST, guideline="g1", now=NOW), "version": 2}, Conflict),
        ({"file": replace(FILE, case=replace(FILE.case, state="closed"))}, Decided),
        ({"by": bob}, NotFound),
    ],
)
def test_refuses(how: dict[str, Any], refusal: type[Refusal]):
    with pytest.raises(refusal):
        pause(**how)


def test_paused_twice_is_paused_once():
    covered = pause().change.post
    assert not pause(post=covered).change.is_one


def test_nobody_pauses_a_case_of_their_own():
    file = replace(FILE, reports=(replace(TOLD, inbox=mo.id),))
    with pytest.raises(OwnCase):
        pause(file)
