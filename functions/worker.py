"""The door without people: streams and schedules. It alone purges what its time has come for."""

from datetime import UTC, datetime, timedelta
from typing import Any

import settings
from forum import changes, times
from forum.errors import Conflict
from forum.posts import Post
from store import counters, tables
from store import posts as post_store
from store import threads as thread_store

POSTS_PER_RUN = 100
SALT_LIVES = timedelta(hours=25)
SALT_DAYS = 3


def handler(event: dict[str, Any], context: object) -> dict[str, int]:
    """One scheduled run; `event["time"]` (ISO 8601) or now. Returns how many posts were purged."""
    tables.connect(None, settings.table_prefix())
    now = datetime.fromisoformat(event["time"]) if "time" in event else datetime.now(UTC)
    return {"purged": run(now)}


def run(now: datetime) -> int:
    """Purges withdrawn posts past their undo and destroys the salts of days gone by."""
    due = post_store.list_due(times.stamp(now), POSTS_PER_RUN)
    for days in range(SALT_DAYS):
        counters.remove_salt(times.day(now - SALT_LIVES - timedelta(days=days)))
    return sum(_purge(post) for post in due)


def _purge(post: Post) -> bool:
    """One post; one that its author brought back in this very moment is left alone."""
    try:
        post_store.set_post(changes.purge(post, thread_store.find_opened(post)))
    except Conflict:
        return False
    return True
