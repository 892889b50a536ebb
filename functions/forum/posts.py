"""What may happen to a post (F6, F7): its author's states and a moderator's.

visible -> withdrawn -> as it was (undo) or purged; visible <-> paused, while a moderator looks;
any of these -> removed. Every change raises `version`; a change from an older one is a `Conflict`.
"""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from forum import times
from forum.accounts import Viewer, check_may_write
from forum.errors import Conflict, Gone, NotFound, UnderReview

UNDO_WINDOW_HOURS = 24
REMOVED_KEPT_DAYS = 60
# What a moderator can still take down.
STANDING = ("visible", "paused", "withdrawn")
# What its author still has in hand.
OWN = ("visible", "paused")


@dataclass(frozen=True, kw_only=True)
class Words:
    """A member's words: as typed (cleaned), as HTML, and the renderer's version that made it."""

    source: str
    html: str
    renderer: int


NO_WORDS = Words(source="", html="", renderer=0)


@dataclass(frozen=True, kw_only=True)
class Post:
    """One opening or reply. `seq` orders it in its thread; `at` is rounded to the quarter hour.

    `back_to` is the state that the undo of a withdrawal leads back to.
    """

    id: str
    thread_id: str
    space: str
    seq: int
    author_id: str
    author_name: str
    words: Words
    at: str
    reply_to: int = 0
    state: str = "visible"
    version: int = 1
    edited: bool = False
    purge_at: str = ""
    guideline: str = ""
    back_to: str = "visible"


def is_author(viewer: Viewer | None, post: Post) -> bool:
    """Whether the viewer wrote the post. A purged post has no author."""
    return viewer is not None and post.author_id == viewer.id


def check_author(viewer: Viewer, post: Post) -> None:
    """Another member's post is not found, rather than forbidden: nothing to probe."""
    if not is_author(viewer, post):
        raise NotFound


def check_visible(post: Post) -> None:
    """`UnderReview` while a moderator looks at it, `Gone` when it is out of sight otherwise."""
    if post.state == "paused":
        raise UnderReview
    if post.state != "visible":
        raise Gone


def edit(viewer: Viewer, post: Post, *, version: int, words: Words, retitled: bool = False) -> Post:
    """The post with new words, marked as edited. The same words and title change nothing.

    Refuses somebody else (`NotFound`), a post that a moderator is looking at (`UnderReview`), one
    taken down (`Gone`), an older form (`Conflict`).
    """
    check_author(viewer, post)
    check_may_write(viewer)
    check_visible(post)
    if words == post.words and not retitled:
        return post
    if version != post.version:
        raise Conflict
    return replace(post, words=words, edited=True, version=post.version + 1)


def withdraw(viewer: Viewer, post: Post, *, now: datetime) -> Post:
    """Out of sight at once; the words stay for the undo, then are purged. Twice is once. Also while
    a moderator looks at it: an undo leads back to that.
    """
    check_author(viewer, post)
    if post.state == "withdrawn":
        return post
    if post.state not in OWN:
        raise Gone
    until = times.quarter_after(now + timedelta(hours=UNDO_WINDOW_HOURS))
    return replace(
        post,
        state="withdrawn",
        back_to=post.state,
        version=post.version + 1,
        purge_at=times.stamp(until),
    )


def undo(viewer: Viewer, post: Post, *, now: datetime) -> Post:
    """Brings a withdrawn post back while its window lasts; after it, `Gone`."""
    check_author(viewer, post)
    if post.state in OWN:
        return post
    if post.state != "withdrawn" or now >= times.parse(post.purge_at):
        raise Gone
    return replace(
        post, state=post.back_to, back_to="visible", version=post.version + 1, purge_at=""
    )


def pause(post: Post) -> Post:
    """Covered while a moderator looks at it: only they and its author see the words. Twice is once.
    What its author has withdrawn meanwhile stays so, and an undo cannot uncover it.
    """
    if post.state not in STANDING:
        raise Conflict
    return _standing(post, "paused")


def resume(post: Post) -> Post:
    """Uncovered: a moderator has looked, and it stays. Twice is once."""
    if post.state not in STANDING:
        raise Conflict
    return _standing(post, "visible")


def _standing(post: Post, state: str) -> Post:
    """In this state, or in it again as soon as its author brings it back."""
    gone = post.state == "withdrawn"
    changed = replace(post, back_to=state) if gone else replace(post, state=state)
    return post if changed == post else replace(changed, version=post.version + 1)


def purge(post: Post) -> Post:
    """What stays of a post whose time has come: a place, without words or author."""
    return replace(
        post,
        state="purged",
        words=NO_WORDS,
        author_id="",
        author_name="",
        purge_at="",
        back_to="visible",
        version=post.version + 1,
    )


def remove(post: Post, *, guideline: str, now: datetime) -> Post:
    """Taken down by a moderator: also a withdrawn post, so that an undo cannot bring it back.

    Its author keeps a private copy until the time to ask for another look has passed.
    """
    if post.state not in STANDING:
        raise Conflict
    until = times.quarter_after(now + timedelta(days=REMOVED_KEPT_DAYS))
    return replace(
        post,
        state="removed",
        back_to="visible",
        guideline=guideline,
        version=post.version + 1,
        purge_at=times.stamp(until),
    )
