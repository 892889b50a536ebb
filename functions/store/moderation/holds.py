"""The case of a post that waits: opened with it, and out of the queue when it is taken back; and
the reminder of one that was returned.

The member's door cannot read a case, so it says what it wants and the condition says whether that
fits.
"""

from typing import Any

from forum import times
from forum.errors import Conflict
from forum.moderation import cases as rules
from forum.moderation.notices import Notice
from forum.moderation.reports import CLOSED_KEPT_DAYS
from forum.posts import WAITING, Post
from store import items, tables
from store.moderation import cases, notices

Writes = list[dict[str, Any]]


def set_nudged(post: Post, notice: Notice) -> None:
    """Reminds the author of a returned post, once; not one who has changed it meanwhile
    (`Conflict`). It is no change of the post: a form that they have open stays good.
    """
    update = items.update(
        "forum",
        f"thread#{post.thread_id}",
        f"post#{post.seq:06d}",
        "SET #nudge_at = :none, #due_at = :until",
        condition="#version = :version AND #nudge_at = :at",
        none="",
        until=post.ask_until,
        version=post.version,
        at=post.nudge_at,
    )
    try:
        tables.write({"Update": update}, {"Put": notices.notice_item(notice)})
    except tables.Cancelled as lost:
        raise Conflict from lost


def opened_writes(post: Post) -> Writes:
    """The case of a new post, if it waits; nobody else knows yet that there is one."""
    return [{"Update": cases.open_item(rules.held(post))}] if post.waits else []


def ways_writes(post: Post) -> list[Writes]:
    """What becomes of the case of a post that waits, or did until it was taken back: one way after
    the other, until one fits; none for any other post.
    """
    if post.waits:
        case = rules.held(post)
        return [[{"Update": cases.open_item(case)}], [{"Update": cases.join_item(case)}]] * 2
    if post.state == "withdrawn" and post.back_to in WAITING:
        ends = times.epoch(times.parse(post.purge_at)) + CLOSED_KEPT_DAYS * 86400
        return [[{"Update": cases.withdrawn_item(post.id, ends=ends)}], []]
    return []
