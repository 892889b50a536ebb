"""Taking a detail out of a post that may stay (M13): at once, and nobody's words are written anew.

Its author can read for some days what they wrote, and write it another way. What was taken out does
not come back in by an edit in that time; after it, nobody has it any more.
"""

from dataclasses import dataclass, replace
from datetime import datetime

from forum import changes, details, posts
from forum.changes import Change
from forum.errors import FieldError
from forum.posts import NO_WORDS, Post, Words
from forum.threads import Thread
from forum.words import first_line

ORIGINAL_KEPT_DAYS = 7


@dataclass(frozen=True, kw_only=True)
class Redaction:
    """A post as it reads without `details`: all that were taken out of it, the latest last."""

    words: Words
    title: str
    details: tuple[str, ...]


def texts(post: Post, thread: Thread | None) -> tuple[str, str]:
    """What somebody wrote, and its title, before anything was taken out."""
    if post.original.source:
        return post.original.source, post.original_title
    return post.words.source, thread.title if thread else ""


def taken_out(post: Post) -> tuple[str, ...]:
    """What was taken out before."""
    return details.details_of(post.taken_out)


def wrong(post: Post | None, thread: Thread | None, asked: tuple[str, ...]) -> list[FieldError]:
    """What is wrong with what somebody would take out: nothing named, too much at once, something
    that is not there, or all there is.
    """
    if post is None or not asked:
        return [FieldError(field="details", reason="empty")]
    if len(asked) > details.DETAILS_AT_MOST:
        limit = details.DETAILS_AT_MOST
        return [FieldError(field="details", reason="too-many", limit=limit)]
    standing = f"{thread.title if thread else ''}\n\n{post.words.source}"
    if not all(details.found(detail, standing) for detail in asked):
        return [FieldError(field="details", reason="absent")]
    if details.nothing_else(post.words.source, asked):
        return [FieldError(field="details", reason="everything")]
    return []


def redact(post: Post, thread: Thread | None, made: Redaction, *, now: datetime) -> Change:
    """The post without them; its author's own words stay beside it for `ORIGINAL_KEPT_DAYS`. With
    no details it reads as it was written.
    """
    original = post.original if post.original.source else post.words
    _, title = texts(post, thread)
    after = replace(
        forgotten(post),
        words=made.words,
        version=post.version + 1,
    )
    if made.details:
        after = replace(
            after,
            original=original,
            original_title=title,
            original_until=posts.after(now, days=ORIGINAL_KEPT_DAYS),
            taken_out="\n".join(made.details),
        )
    begins = first_line(made.words.source)
    renamed = replace(thread, title=made.title, first_line=begins) if thread else None
    return changes.follow(post, after, renamed)


def forget(post: Post, thread: Thread | None) -> Change:
    """Nobody has what was taken out any more."""
    return changes.follow(post, replace(forgotten(post), version=post.version + 1), thread)


def forgotten(post: Post) -> Post:
    """Without what was taken out, in the version that it has."""
    return replace(post, original=NO_WORDS, original_title="", original_until="", taken_out="")
