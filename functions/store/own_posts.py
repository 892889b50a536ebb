"""What somebody has written, for their own eyes: no route asks for anybody else's."""

import re
from dataclasses import dataclass
from typing import Any

from forum.errors import Refused
from store import items, tables

OWN_PER_PAGE = 20
LOOKED_AT = 60
_OWN_CURSOR = re.compile(r"(20[0-9:TZ-]{15})\.([0-9a-z]{26})\.([0-9]{6})")


@dataclass(frozen=True, kw_only=True)
class OwnPost:
    """A post as its author's own list shows it."""

    id: str
    thread_id: str
    space: str
    seq: int
    state: str
    at: str
    source: str
    hold: str = ""


def list_own(author_id: str, *, before: str = "") -> tuple[list[OwnPost], str]:
    """One page of what somebody has written, newest first, and the cursor of the next or nothing.

    A cursor that is none is `Refused`.
    """
    start = {"ExclusiveStartKey": _own_key(author_id, before)} if before else {}
    answer = tables.call(
        "query",
        TableName=tables.name("forum"),
        IndexName="own",
        Limit=OWN_PER_PAGE + 1,
        KeyConditionExpression="#own = :own",
        ScanIndexForward=False,
        ExpressionAttributeNames={"#own": "own"},
        ExpressionAttributeValues=items.pack({":own": author_id}),
        **start,
    )
    rows = [items.unpack(row) for row in answer["Items"]]
    more = rows[OWN_PER_PAGE - 1]["own_at"].replace("#", ".") if len(rows) > OWN_PER_PAGE else ""
    return [items.read(OwnPost, row) for row in rows[:OWN_PER_PAGE]], more


def find_in_thread(author_id: str, thread_id: str) -> bool:
    """Whether somebody wrote in a conversation, among the last `LOOKED_AT` things they wrote: what
    it costs grows neither with the conversation nor with them (M27).
    """
    answer = tables.call(
        "query",
        TableName=tables.name("forum"),
        IndexName="own",
        Limit=LOOKED_AT,
        KeyConditionExpression="#own = :own",
        ScanIndexForward=False,
        ExpressionAttributeNames={"#own": "own"},
        ExpressionAttributeValues=items.pack({":own": author_id}),
    )
    return any(row["thread_id"]["S"] == thread_id for row in answer["Items"])


def _own_key(author_id: str, cursor: str) -> dict[str, Any]:
    parts = _OWN_CURSOR.fullmatch(cursor)
    if parts is None:
        raise Refused
    at, thread_id, seq = parts.groups()
    place = items.key(f"thread#{thread_id}", f"post#{seq}")
    return place | items.pack({"own": author_id, "own_at": f"{at}#{thread_id}#{seq}"})
