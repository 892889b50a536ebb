"""Until when somebody is, or a conversation is, read first; and the transaction that says so."""

from typing import Any

from forum.errors import NotFound
from forum.moderation.reading_first import ReadFirst
from store import items, tables
from store.moderation import audit, notices


def set_read_first(made: ReadFirst) -> None:
    """Its end, the notice and the log entry, together or not at all.

    Whoever has left meanwhile is `NotFound`. A log that moved on is tried again.
    """
    writes: list[dict[str, Any]] = [{"Update": _until_item(made)}]
    if made.notice:
        writes.append({"Put": notices.notice_item(made.notice)})
    try:
        audit.add_event(made.event, *writes)
    except tables.Cancelled as cancelled:
        raise NotFound from cancelled


def _until_item(made: ReadFirst) -> dict[str, Any]:
    kind = "account" if made.whom == "member" else "thread"
    return items.update(
        "forum",
        f"{kind}#{made.id}",
        kind,
        "SET #read_first_until = :until",
        condition="attribute_exists(pk)",
        until=made.until,
    )
