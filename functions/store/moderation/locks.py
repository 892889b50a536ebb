"""Until when a conversation is closed, and the transaction that says so."""

from typing import Any

from forum.errors import NotFound, Resting
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
    for _ in range(audit.CHAIN_ATTEMPTS):
        try:
            tables.write(*audit.chain_writes(audit.get_head(), made.event), *writes)
        except tables.Cancelled as cancelled:
            if any(place >= audit.CHAIN_WRITES for place in cancelled.failed):
                raise NotFound from cancelled
        else:
            return
    raise Resting


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
