"""A change of a post, and of the conversation that it opens: always one change, never two.

The promise: whoever keeps a `Change` has kept all of it. That a conversation follows its opening,
out of the lists and back, is written here and nowhere else.
"""

from dataclasses import dataclass, replace
from datetime import datetime

from forum import details, posts, threads, waiting
from forum.accounts import Viewer
from forum.errors import FieldError, Incomplete
from forum.posts import Post, Words
from forum.threads import Thread
from forum.words import first_line


@dataclass(frozen=True, kw_only=True)
class Change:
    """A post as it becomes, made from its version `was`; its thread too when it is the opening.

    `rises` is the thread's new `activity` when the post is up for the first time.
    """

    was: int
    post: Post
    thread: Thread | None = None
    rises: str = ""

    @property
    def is_one(self) -> bool:
        """Whether there is anything to keep: an act done twice is no change the second time."""
        return self.post.version != self.was


def edit(
    viewer: Viewer,
    post: Post,
    thread: Thread | None,
    *,
    version: int,
    words: Words,
    title: str = "",
    want: str = "",
) -> Change:
    """New words, and for an opening a new title and want. Refuses as `posts.edit` does, and what
    brings back a detail that a moderator took out (`Incomplete`, M13).
    """
    begins = first_line(words.source)
    renamed = replace(thread, title=title, want=want, first_line=begins) if thread else None
    retitled = thread is not None and (title, want) != (thread.title, thread.want)
    changed = posts.edit(viewer, post, version=version, words=words, retitled=retitled)
    _check_stays_out(post, body=words.source, title=title)
    return follow(post, changed, renamed)


def _check_stays_out(post: Post, **written: str) -> None:
    taken_out = details.details_of(post.taken_out)
    wrong = [
        FieldError(field=field, reason="taken-out")
        for field, text in written.items()
        if any(details.found(detail, text) for detail in taken_out)
    ]
    if wrong:
        raise Incomplete(fields=tuple(wrong))


def withdraw(viewer: Viewer, post: Post, thread: Thread | None, *, now: datetime) -> Change:
    """Out of sight at once, with an undo. Refuses as `posts.withdraw` does."""
    return follow(post, posts.withdraw(viewer, post, now=now), thread)


def undo(viewer: Viewer, post: Post, thread: Thread | None, *, now: datetime) -> Change:
    """Back again. Refuses as `posts.undo` does."""
    return follow(post, posts.undo(viewer, post, now=now), thread)


def pause(post: Post, thread: Thread | None) -> Change:
    """Covered while a moderator looks. Refuses as `posts.pause` does."""
    return follow(post, posts.pause(post), thread)


def resume(post: Post, thread: Thread | None) -> Change:
    """Uncovered again. Refuses as `posts.resume` does."""
    return follow(post, posts.resume(post), thread)


def hold(post: Post, thread: Thread | None, *, why: tuple[str, ...], look_by: str) -> Change:
    """A new post, and the conversation that it opens, that a person reads before others do."""
    return follow(post, waiting.hold(post, why=why, look_by=look_by), thread)


def approve(post: Post, thread: Thread | None, *, now: datetime) -> Change:
    """Up where it was written, and its conversation among those that somebody wrote in just now."""
    change = follow(post, waiting.approve(post), _as_changed(post, thread))
    return replace(change, rises=_rises(post, now))


def restore(post: Post, thread: Thread | None, *, now: datetime) -> Change:
    """Up again where and when it was written; what was never up before rises as if approved."""
    change = follow(post, waiting.restore(post, now=now), _as_changed(post, thread))
    return replace(change, rises=_rises(post, now) if change.post.state == "visible" else "")


def hand_back(post: Post, thread: Thread | None, *, ask: str, now: datetime) -> Change:
    """Back to its author, with one thing to change."""
    return follow(post, waiting.hand_back(post, ask=ask, now=now), thread)


def lapse(post: Post, thread: Thread | None, *, now: datetime) -> Change:
    """Taken back, since nobody came back to it."""
    return follow(post, waiting.lapse(post, now=now), thread)


def purge(post: Post, thread: Thread | None) -> Change:
    """A place without words or author; an opening takes the title with it."""
    return follow(post, posts.purge(post), thread)


def remove(post: Post, thread: Thread | None, *, guideline: str, now: datetime) -> Change:
    """Taken down by a moderator. Refuses as `posts.remove` does."""
    return follow(post, posts.remove(post, guideline=guideline, now=now), thread)


def _as_changed(post: Post, thread: Thread | None) -> Thread | None:
    """The conversation as its author has changed its opening."""
    if thread is None or not post.draft.source:
        return thread
    begins = first_line(post.draft.source)
    return replace(thread, title=post.draft_title, want=post.draft_want, first_line=begins)


def _rises(post: Post, now: datetime) -> str:
    return "" if post.up else threads.activity(now, 0)


def follow(was: Post, post: Post, thread: Thread | None) -> Change:
    """The thread stands as its opening stands; a purged opening leaves no title and no name."""
    if thread and post.state == "purged":
        thread = replace(thread, title="", first_line="", author_id="", author_name="")
    follows = replace(thread, state=post.state, up=post.up) if thread else None
    return Change(was=was.version, post=post, thread=follows)
