"""How a post reads without some details, rendered: for a decision that takes them out, and for its
undo (M13).
"""

from collections.abc import Iterable

from forum import details
from forum.moderation import redactions
from forum.moderation.cases import Decision
from forum.moderation.redactions import Redaction
from forum.posts import Post
from forum.threads import Thread
from web import markup
from web.pages import _


def without(post: Post | None, thread: Thread | None, asked: Iterable[str]) -> Redaction | None:
    """The post without these details, besides those that were taken out before."""
    if post is None:
        return None
    return _read(post, thread, tuple(dict.fromkeys((*redactions.taken_out(post), *asked))))


def with_them(
    post: Post | None, thread: Thread | None, decision: Decision | None
) -> Redaction | None:
    """The post with the details again that a decision took out, if it took some."""
    if post is None or decision is None or not decision.details:
        return None
    return _read(post, thread, redactions.taken_out(post)[: -decision.details])


def _read(post: Post, thread: Thread | None, out: tuple[str, ...]) -> Redaction:
    source, title = redactions.texts(post, thread)
    mark = _("[a moderator took out a detail]")
    words = markup.words_of(details.take_out(source, out, mark))
    return Redaction(words=words, title=details.take_out(title, out, mark), details=out)
