"""A kept post out of which a detail was taken."""

from forum.moderation import corrections, redactions
from forum.moderation.redactions import Redaction
from forum.posts import Post
from store import posts, threads
from support.cast import NOW, words


def redacted(post: Post) -> Post:
    """A kept opening out of which a detail was taken, with what is right before it."""
    thread = threads.find_opened(post)
    made = Redaction(words=words("It has been."), title="A night", details=("a long night",))
    out = redactions.redact(post, thread, made, now=NOW)
    posts.set_post(out)
    right = {"correction": "It was short.", "source": "The clock."}
    posts.set_post(corrections.correct(out.post, out.thread, **right, now=NOW))
    return posts.get_post(post.id)
