"""Until when somebody is, or a conversation is, read first; and the transaction that says so."""

from typing import Any

from forum.errors import NotFound, Resting
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
    for _ in range(audit.CHAIN_ATTEMPTS):
        try:
            tables.write(*audit.chain_writes(audit.get_head(), made.event), *writes)
        except tables.Cancelled as cancelled:
            if any(place >= audit.CHAIN_WRITES for place in cancelled.failed):
                raise NotFound from cancelled
        else:
            return
    raise Resting


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
