"""Until when a conversation is closed, and the transaction that says so."""

from typing import Any

from forum.errors import NotFound
from forum.moderation.locks import Lock
from store import items, tables
from store.moderation import audit, notices


def set_locked(made: Lock) -> None:
    """Its end and why, the notice and the log entry, together or not at all.

    A conversation that is out of sight meanwhile is `NotFound`. A log that moved on is tried again.
    """
    writes: list[dict[str, Any]] = [{"Update": _until_item(made)}]
    if made.notice:
        writes.append({"Put": notices.notice_item(made.notice)})
    try:
        audit.add_event(made.event, *writes)
    except tables.Cancelled as cancelled:
        raise NotFound from cancelled


def _until_item(made: Lock) -> dict[str, Any]:
    return items.update(
        "forum",
        f"thread#{made.thread_id}",
        "thread",
        "SET #locked_until = :until, #locked_for = :line",
        condition="#state = :visible",
        until=made.until,
        line=made.line,
        visible="visible",
    )
