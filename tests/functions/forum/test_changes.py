"""A change of an opening is a change of its conversation, in one value (F1, F7)."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest

from forum import changes, posts
from forum.changes import Change
from forum.errors import Conflict, NotFound
from support.cast import NOW, alice, bob, conversation, reply, withdrawn, words

THREAD, OPENING = conversation()
REPLY = reply(THREAD)
DOWN = withdrawn(OPENING, by=alice)
WITHDRAWN = replace(THREAD, state="withdrawn")


def edited(title: str = THREAD.title, want: str = THREAD.want, source: str = "") -> Change:
    said = words(source) if source else OPENING.words
    return changes.edit(alice, OPENING, THREAD, version=1, words=said, title=title, want=want)


def test_a_thread_follows_its_opening_out_of_sight_and_back():
    assert changes.withdraw(alice, OPENING, THREAD, now=NOW) == Change(
        was=1, post=DOWN, thread=WITHDRAWN
    )
    back = changes.undo(alice, DOWN, WITHDRAWN, now=NOW)
    assert (back.was, back.post.state, back.thread) == (2, "visible", THREAD)


def test_a_thread_is_removed_with_its_opening():
    change = changes.remove(OPENING, THREAD, guideline="g1", now=NOW)
    assert change.post == posts.remove(OPENING, guideline="g1", now=NOW)
    assert change.thread == replace(THREAD, state="removed")


def test_a_purged_opening_takes_title_and_name_with_it():
    change = changes.purge(DOWN, WITHDRAWN)
    assert change.post == posts.purge(DOWN)
    assert change.thread == replace(
        THREAD, state="purged", title="", first_line="", author_id="", author_name=""
    )
    assert "A long night" not in str(change.thread) and alice.name not in str(change)


def test_an_edit_may_bring_a_title_and_a_want():
    change = edited(title="Better", want="ideas")
    assert change.thread == replace(THREAD, title="Better", want="ideas")
    assert (change.post.version, change.post.edited, change.is_one) == (2, True, True)


def test_other_words_leave_title_and_want_and_begin_otherwise():
    assert edited(source="Other words\n\nand more").thread == replace(
        THREAD, first_line="Other words"
    )


@pytest.mark.parametrize(
    "again",
    [
        edited,
        lambda: changes.withdraw(alice, DOWN, WITHDRAWN, now=NOW + timedelta(hours=1)),
        lambda: changes.undo(alice, OPENING, THREAD, now=NOW),
    ],
)
def test_what_is_so_already_is_no_change(again: Callable[[], Change]):
    assert not again().is_one


@pytest.mark.parametrize(
    "change",
    [
        lambda: changes.edit(bob, REPLY, None, version=1, words=words("Better")),
        lambda: changes.withdraw(bob, REPLY, None, now=NOW),
        lambda: changes.remove(REPLY, None, guideline="g1", now=NOW),
        lambda: changes.purge(withdrawn(REPLY, by=bob), None),
    ],
)
def test_a_reply_changes_alone(change: Callable[[], Change]):
    assert change().thread is None and change().is_one


def test_refuses_what_the_post_refuses():
    with pytest.raises(NotFound):
        changes.withdraw(bob, OPENING, THREAD, now=NOW)
    with pytest.raises(Conflict):
        changes.edit(alice, OPENING, THREAD, version=2, words=words("Later"))
