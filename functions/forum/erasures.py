"""The ledger of what is gone for good: a kind and a random id, nothing else (N20).

A restored backup is older than what people have taken back since. Whoever restores goes through the
ledger before anybody can read, so that what was erased stays erased. An entry outlives every copy
that could still hold the words: recovery reaches back 7 days, AWS keeps the last state of a table
that was deleted for 35, and an export that is older than the ledger is not brought back.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from forum import times
from forum.posts import Post

KEPT_DAYS = 40
# What can be erased so far. A kind is never renamed: an older ledger holds it.
POST = "post"
KINDS = (POST,)


@dataclass(frozen=True, kw_only=True)
class Erasure:
    """One thing that is gone."""

    kind: str
    id: str


def of_post(post: Post) -> Erasure:
    """The words and the author of a post."""
    return Erasure(kind=POST, id=post.id)


def ends(now: datetime) -> int:
    """When an entry of today may go, in epoch seconds: the end of a day, so that it tells no hour.

    >>> from datetime import UTC
    >>> ends(datetime(1970, 1, 1, 23, 59, tzinfo=UTC)) == (1 + KEPT_DAYS) * 86400
    True
    """
    midnight = now.replace(hour=0, minute=0, second=0, microsecond=0)
    return times.epoch(midnight + timedelta(days=1 + KEPT_DAYS))
