"""What somebody finds in their inbox (M7, M12): no e-mail, no push, nothing that nags."""

from dataclasses import dataclass
from datetime import datetime

from forum import times
from forum.posts import Post


@dataclass(frozen=True, kw_only=True)
class Notice:
    """One line of an inbox. `inbox` is an account id, or the digest of a report's code.

    Kinds: `reply` (somebody wrote back), `paused`, `kept`, `removed`, `approved`, `returned`,
    `nudge`, `lapsed`, `dropped`, `redacted`, `corrected` and `uncorrected` (to an author),
    `locked` and `unlocked` (to whoever began a conversation),
    `read-first` (`outcome` says for how many days), `upheld`, `varied`, `restored` and `overturned`
    (to whoever asked for another look; `outcome` is the decision that they asked about,
    `overturned` that the words were gone), `report` (to a reporter; `outcome` says how it ended,
    never what happened to anybody's account). `unsealed`: `unsealing.py`.
    Words are never copied here: `post_id` points to them, so a withdrawn post is gone here too.
    """

    id: str
    inbox: str
    kind: str
    at: str
    space: str = ""
    post_id: str = ""
    name: str = ""
    guideline: str = ""
    line: str = ""
    outcome: str = ""
    automated: bool = False


def about_returned(post: Post, kind: str, now: datetime) -> Notice:
    """To the author of a post that was returned: `nudge`, a reminder with what was asked, `lapsed`,
    that it was taken back, or `dropped`, that its change was.
    """
    return Notice(
        id=post.id,
        inbox=post.author_id,
        kind=kind,
        at=times.stamp(times.quarter(now)),
        space=post.space,
        post_id=post.id,
        line=post.ask,
    )


def reply_notices(
    *, post_id: str, space: str, at: str, author: tuple[str, str], to: set[str]
) -> tuple[Notice, ...]:
    """A notice for each person a reply answers, and none for oneself or for nobody."""
    author_id, author_name = author
    return tuple(
        Notice(
            id=post_id,
            inbox=account,
            kind="reply",
            at=at,
            space=space,
            post_id=post_id,
            name=author_name,
        )
        for account in sorted(to - {author_id, ""})
    )
