"""The case of a post that waits: opened with it, and out of the queue when it is taken back.

The member's door cannot read a case, so it says what it wants and the condition says whether that
fits.
"""

from typing import Any

from forum import times
from forum.moderation import cases as rules
from forum.moderation.reports import CLOSED_KEPT_DAYS
from forum.posts import WAITING, Post
from store.moderation import cases

Writes = list[dict[str, Any]]


def opened_writes(post: Post) -> Writes:
    """The case of a new post, if it waits; nobody else knows yet that there is one."""
    return [{"Update": cases.open_item(rules.held(post))}] if post.waits else []


def ways_writes(post: Post) -> list[Writes]:
    """What becomes of the case of a post that waits, or did until it was taken back: one way after
    the other, until one fits; none for any other post.
    """
    if post.state == "held":
        case = rules.held(post)
        return [[{"Update": cases.open_item(case)}], [{"Update": cases.join_item(case)}]] * 2
    if post.state == "withdrawn" and post.back_to in WAITING:
        ends = times.epoch(times.parse(post.purge_at)) + CLOSED_KEPT_DAYS * 86400
        return [[{"Update": cases.withdrawn_item(post.id, ends=ends)}], []]
    return []
