"""What may happen to a post, step by step and in any order (F6, F7)."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from forum import posts, times
from forum.accounts import Viewer
from forum.errors import Conflict, Gone, NotFound, Paused, Refusal, UnderReview
from forum.posts import NO_WORDS, Post
from support.cast import NOW, alice, bob, charlie, conversation, mo, withdrawn, words

MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)
VISIBLE = conversation()[1]
WITHDRAWN = withdrawn(VISIBLE, by=alice)
PAUSED = posts.pause(VISIBLE)
REMOVED = posts.remove(VISIBLE, guideline="g1", now=NOW)
PURGED = posts.purge(WITHDRAWN)


def edited(
    post: Post, *, by: Viewer = alice, version: int = 1, source: str = "Other words"
) -> Post:
    return posts.edit(by, post, version=version, words=words(source))


def test_only_its_author_is_its_author():
    assert posts.is_author(alice, VISIBLE)
    assert not posts.is_author(bob, VISIBLE)
    assert not posts.is_author(None, VISIBLE)


def test_a_purged_post_has_no_author():
    nobody = Viewer(account=replace(alice.account, id="nobody"))
    assert not posts.is_author(alice, PURGED)
    assert not posts.is_author(nobody, PURGED)


def test_an_edit_is_marked():
    changed = edited(VISIBLE)
    assert (changed.words, changed.edited, changed.version) == (words("Other words"), True, 2)
    assert (changed.at, changed.seq, changed.id) == (VISIBLE.at, VISIBLE.seq, VISIBLE.id)


def test_the_same_words_change_nothing():
    assert posts.edit(alice, VISIBLE, version=1, words=VISIBLE.words) == VISIBLE


def test_a_form_sent_twice_edits_once():
    once = edited(VISIBLE)
    assert edited(once) == once


def test_another_title_is_an_edit_of_the_same_words():
    changed = posts.edit(alice, VISIBLE, version=1, words=VISIBLE.words, retitled=True)
    assert (changed.version, changed.edited) == (2, True)


@pytest.mark.parametrize(
    ("viewer", "post", "version", "refusal"),
    [
        (bob, VISIBLE, 1, NotFound),
        (mo, VISIBLE, 1, NotFound),
        (alice, WITHDRAWN, 2, Gone),
        (alice, PAUSED, 2, UnderReview),
        (bob, PAUSED, 2, NotFound),
        (alice, REMOVED, 2, Gone),
        (alice, PURGED, 3, NotFound),
        (alice, VISIBLE, 2, Conflict),
        (alice, replace(VISIBLE, version=2), 1, Conflict),
        (charlie, replace(VISIBLE, author_id=charlie.id), 1, Paused),
    ],
)
def test_refuses_an_edit(viewer: Viewer, post: Post, version: int, refusal: type[Refusal]):
    with pytest.raises(refusal):
        edited(post, by=viewer, version=version)


def test_withdrawing_keeps_the_words_for_the_undo():
    assert (WITHDRAWN.state, WITHDRAWN.version) == ("withdrawn", 2)
    assert WITHDRAWN.words == VISIBLE.words
    assert WITHDRAWN.purge_at == "2026-11-25T02:30Z"


def test_withdrawing_twice_is_withdrawing():
    assert withdrawn(WITHDRAWN, by=alice, now=NOW + HOUR) == WITHDRAWN


def test_a_paused_member_may_withdraw():
    theirs = replace(VISIBLE, author_id=charlie.id)
    assert withdrawn(theirs, by=charlie).state == "withdrawn"


@pytest.mark.parametrize(
    ("viewer", "post", "refusal"),
    [
        (bob, VISIBLE, NotFound),
        (mo, VISIBLE, NotFound),
        (bob, WITHDRAWN, NotFound),
        (alice, REMOVED, Gone),
        (alice, PURGED, NotFound),
    ],
)
def test_refuses_a_withdrawal(viewer: Viewer, post: Post, refusal: type[Refusal]):
    with pytest.raises(refusal):
        withdrawn(post, by=viewer)


@pytest.mark.parametrize("later", [timedelta(), HOUR, DAY, DAY + 9 * MINUTE])
def test_the_undo_lasts_a_day_at_least(later: timedelta):
    back = posts.undo(alice, WITHDRAWN, now=NOW + later)
    assert back == replace(VISIBLE, version=3)


def test_undoing_twice_is_undoing():
    assert posts.undo(alice, VISIBLE, now=NOW) == VISIBLE


@pytest.mark.parametrize(
    ("viewer", "post", "later", "refusal"),
    [
        (bob, WITHDRAWN, HOUR, NotFound),
        (mo, WITHDRAWN, HOUR, NotFound),
        (alice, WITHDRAWN, DAY + 10 * MINUTE, Gone),
        (alice, REMOVED, HOUR, Gone),
        (alice, PURGED, HOUR, NotFound),
    ],
)
def test_refuses_an_undo(viewer: Viewer, post: Post, later: timedelta, refusal: type[Refusal]):
    with pytest.raises(refusal):
        posts.undo(viewer, post, now=NOW + later)


@pytest.mark.parametrize("post", [VISIBLE, PAUSED, WITHDRAWN])
def test_a_removal_says_which_guideline_and_keeps_a_copy_for_a_while(post: Post):
    removed = posts.remove(post, guideline="g2", now=NOW)
    assert (removed.state, removed.guideline, removed.version) == (
        "removed",
        "g2",
        post.version + 1,
    )
    assert removed.words == post.words
    assert times.parse(removed.purge_at) - NOW >= posts.REMOVED_KEPT_DAYS * DAY


def test_a_pause_covers_and_resuming_uncovers_it():
    assert (PAUSED.state, PAUSED.version, PAUSED.words) == ("paused", 2, VISIBLE.words)
    assert posts.pause(PAUSED) == PAUSED
    assert posts.resume(PAUSED) == replace(VISIBLE, version=3)
    assert posts.resume(VISIBLE) == VISIBLE


def test_a_paused_post_can_be_taken_back_and_brought_back_paused():
    gone = withdrawn(PAUSED, by=alice)
    assert gone.state == "withdrawn"
    assert posts.undo(alice, gone, now=NOW) == replace(PAUSED, version=4)


def test_a_pause_of_what_was_taken_back_waits_for_the_undo():
    gone = posts.pause(WITHDRAWN)
    assert (gone.state, gone.purge_at) == ("withdrawn", WITHDRAWN.purge_at)
    assert posts.undo(alice, gone, now=NOW).state == "paused"
    assert posts.undo(alice, posts.resume(gone), now=NOW).state == "visible"


@pytest.mark.parametrize("act", [posts.pause, posts.resume])
@pytest.mark.parametrize("post", [REMOVED, PURGED])
def test_what_is_down_is_neither_paused_nor_resumed(act: Callable[[Post], Post], post: Post):
    with pytest.raises(Conflict):
        act(post)


@pytest.mark.parametrize("post", [REMOVED, PURGED])
def test_refuses_to_remove_twice(post: Post):
    with pytest.raises(Conflict):
        posts.remove(post, guideline="g1", now=NOW)


@pytest.mark.parametrize("post", [WITHDRAWN, REMOVED])
def test_a_purge_leaves_a_place_without_words_or_author(post: Post):
    purged = posts.purge(post)
    assert (purged.id, purged.thread_id, purged.seq) == (post.id, post.thread_id, post.seq)
    assert (purged.state, purged.words, purged.purge_at) == ("purged", NO_WORDS, "")
    assert alice.id not in str(purged)
    assert alice.name not in str(purged)


class PostsLife(RuleBasedStateMachine):
    """Anything, in any order, by anybody: what must hold afterwards."""

    def __init__(self) -> None:
        super().__init__()
        self.post, self.now = VISIBLE, NOW
        self.removed = self.purged = self.covered = False

    def try_to(self, act: str, viewer: Viewer, **how: object) -> None:
        """A change that is refused changes nothing; one that is made raises the version by one."""
        try:
            changed: Post = getattr(posts, act)(viewer, self.post, **how)
        except Refusal as refusal:
            others = viewer is not alice or self.purged
            assert isinstance(refusal, NotFound if others else Gone | Conflict | UnderReview)
            return
        assert viewer is alice
        assert changed == self.post or changed.version == self.post.version + 1
        self.post = changed

    @rule(minutes=st.sampled_from([1, 14, 60, 24 * 60 - 1, 24 * 60 + 20]))
    def time_passes(self, minutes: int) -> None:
        self.now += minutes * MINUTE

    @rule(
        by=st.sampled_from([alice, bob, mo]), behind=st.integers(0, 2), source=st.text(max_size=3)
    )
    def edit(self, by: Viewer, behind: int, source: str) -> None:
        before = self.post
        self.try_to("edit", by, version=self.post.version - behind, words=words(source))
        assert self.post == before or behind == 0

    @rule(by=st.sampled_from([alice, bob, mo]))
    def withdraw(self, by: Viewer) -> None:
        self.try_to("withdraw", by, now=self.now)

    @rule(by=st.sampled_from([alice, bob, mo]))
    def undo(self, by: Viewer) -> None:
        before = self.post
        self.try_to("undo", by, now=self.now)
        if before.state == "withdrawn" and by is alice:
            in_time = self.now < times.parse(before.purge_at)
            assert (self.post.state in posts.OWN) == in_time

    @rule(covers=st.booleans())
    def a_moderator_looks(self, covers: bool) -> None:
        before = self.post
        try:
            self.post = (posts.pause if covers else posts.resume)(self.post)
        except Conflict:
            assert self.removed or self.purged
            return
        self.covered = covers
        assert self.post == before or self.post.version == before.version + 1

    @rule()
    def remove(self) -> None:
        version = self.post.version
        try:
            self.post = posts.remove(self.post, guideline="g1", now=self.now)
        except Conflict:
            assert self.removed or self.purged
            return
        self.removed = True
        assert self.post.version == version + 1

    @precondition(lambda self: self.post.purge_at)
    @rule()
    def the_worker_comes(self) -> None:
        if self.due() <= self.now:
            self.post, self.purged = posts.purge(self.post), True

    def due(self) -> datetime:
        return times.parse(self.post.purge_at)

    @invariant()
    def a_place_is_kept_for_ever(self) -> None:
        kept = ("id", "thread_id", "space", "seq", "at")
        assert all(getattr(self.post, name) == getattr(VISIBLE, name) for name in kept)

    @invariant()
    def only_a_moderator_uncovers_what_one_covered(self) -> None:
        assert not self.covered or self.post.state != "visible"
        assert self.covered or self.post.state != "paused"

    @invariant()
    def a_removed_post_never_comes_back(self) -> None:
        assert not self.removed or self.post.state in ("removed", "purged")

    @invariant()
    def a_purged_post_is_empty(self) -> None:
        empty = (self.post.words, self.post.author_id, self.post.author_name)
        assert (self.post.state == "purged") == self.purged
        assert (empty == (NO_WORDS, "", "")) == self.purged

    @invariant()
    def whatever_will_be_purged_says_when(self) -> None:
        assert bool(self.post.purge_at) == (self.post.state in ("withdrawn", "removed"))
        assert not self.post.purge_at or times.parse(self.post.purge_at).minute % 15 == 0


TestPostsLife = PostsLife.TestCase
