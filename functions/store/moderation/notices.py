"""Inboxes: notices under an account id, or under the digest of a report's code."""

from dataclasses import asdict
from typing import Any

from forum import times
from forum.moderation.notices import Notice
from store import items, tables

NOTICE_KEPT_DAYS = 180
NOTICES_PER_PAGE = 20


def notice_item(notice: Notice) -> dict[str, Any]:
    """The Put of a notice, for the transaction that causes it. The same notice twice is one."""
    ends = times.epoch(times.parse(notice.at)) + NOTICE_KEPT_DAYS * 86400
    values = {**asdict(notice), tables.EXPIRES: ends}
    return items.put("forum", f"inbox#{notice.inbox}", f"{notice.at}#{notice.id}", values)


def list_notices(inbox: str, *, before: str = "") -> tuple[list[Notice], str]:
    """One page of an inbox, newest first, and the cursor of the next page or nothing."""
    start = {"ExclusiveStartKey": items.key(f"inbox#{inbox}", before)} if before else {}
    answer = tables.call(
        "query",
        TableName=tables.name("forum"),
        ConsistentRead=True,
        ScanIndexForward=False,
        Limit=NOTICES_PER_PAGE + 1,
        KeyConditionExpression="pk = :pk",
        ExpressionAttributeValues=items.pack({":pk": f"inbox#{inbox}"}),
        **start,
    )
    page = answer["Items"][:NOTICES_PER_PAGE]
    found = [items.read(Notice, items.unpack(row)) for row in page]
    more = len(answer["Items"]) > NOTICES_PER_PAGE
    return found, page[-1]["sk"]["S"] if more else ""
