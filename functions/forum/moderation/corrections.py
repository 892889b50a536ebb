"""What a moderator says in front of a post that has a fact wrong (N16): it stays, with what is
right before it, and where that is from. Nobody's words are changed.
"""

from dataclasses import replace
from datetime import datetime

from forum import changes, posts, times
from forum.changes import Change
from forum.errors import FieldError
from forum.posts import Post
from forum.threads import Thread


def wrong(correction: str, source: str) -> list[FieldError]:
    """What is missing: what is right, or where that is from."""
    said = {"correction": correction, "source": source}
    return [FieldError(field=name, reason="empty") for name, text in said.items() if not text]


def correct(
    post: Post, thread: Thread | None, *, correction: str, source: str, now: datetime
) -> Change:
    """With what is right before it, in place of what was said there before; shown, if somebody had
    paused it. With nothing to say the post stands for itself.
    """
    made = replace(
        posts.resume(post),
        correction=correction,
        correction_source=source,
        corrected_at=times.stamp(times.quarter(now)) if correction else "",
        version=post.version + 1,
    )
    return changes.follow(post, made, thread)
