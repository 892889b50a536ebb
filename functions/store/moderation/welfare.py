"""The care for people in danger: one item beside each case, and the list of what comes next.

The list is the part of the queue's index that is called `followups`: an item is in it while a step
is to be taken, in the order in which they are asked for, and nobody has to take it out.
"""

from dataclasses import asdict
from typing import Any

from forum import times
from forum.errors import CaseMoved
from forum.moderation import welfare as rules
from forum.moderation.caring import Care
from forum.moderation.cases import Case
from forum.moderation.reports import CLOSED_KEPT_DAYS, Report
from forum.moderation.welfare import Welfare
from store import items, tables
from store.moderation import audit, notices

DUE_LENGTH = 20


def add_step(care: Care) -> None:
    """The care, the log entry, what people are told, and what it makes of the case: together or
    not at all.

    Two moderators at once, or a decision or a report meanwhile: one wins, and the other gets
    `CaseMoved`. The same form twice is one step. A log that moved on is tried again.
    """
    try:
        audit.add_event(care.event, *_writes(care))
    except tables.Cancelled as cancelled:
        if not find_step(care.welfare.target_id, care.welfare.last):
            raise CaseMoved from cancelled


def find_step(target_id: str, form_id: str) -> bool:
    """Whether this very form took the last step."""
    kept = items.get("safety", f"case#{target_id}", "welfare")
    return kept is not None and kept.get("last") == form_id


def list_due(at: str) -> list[Welfare]:
    """What is asked for at a stamp, the longest asked for first. Only what the queue may show is in
    it: kind, space, step and times.
    """
    answer = tables.call(
        "query",
        TableName=tables.name("safety"),
        IndexName="queue",
        Limit=DUE_LENGTH,
        KeyConditionExpression="#queue = :followups AND #queue_order < :next",
        ExpressionAttributeNames={"#queue": "queue", "#queue_order": "queue_order"},
        ExpressionAttributeValues=items.pack({":followups": "followups", ":next": f"{at}~"}),
    )
    return [items.read(Welfare, items.unpack(row)) for row in answer["Items"]]


def list_heavy(account_id: str) -> list[int]:
    """Until when each heavy case of a member counts, in epoch seconds; no more is kept of it."""
    answer = tables.call(
        "query",
        TableName=tables.name("safety"),
        ConsistentRead=True,
        KeyConditionExpression="pk = :pk",
        ExpressionAttributeValues=items.pack({":pk": f"support#{account_id}"}),
    )
    return [items.unpack(row)[tables.EXPIRES] for row in answer["Items"]]


def _writes(care: Care) -> list[dict[str, Any]]:
    return [
        {"Put": _welfare_item(care)},
        *({"Update": _case_item(care.case)} for _ in [care.case] if care.case),
        *({"Update": _told_item(report)} for report in care.told),
        *({"Put": notices.notice_item(notice)} for notice in care.notices),
        *({"Put": _heavy_item(care)} for _ in [care] if care.heavy),
    ]


def _welfare_item(care: Care) -> dict[str, Any]:
    """The Put of the care from the version before: in the list while a step is to be taken; closed,
    it goes with the rest of the case.
    """
    made = care.welfare
    place: dict[str, Any] = {
        "queue": "followups",
        "queue_order": f"{made.opens_at}#{made.target_id}",
    }
    if not made.under_way:
        at = times.epoch(times.parse(care.event.at))
        place = {tables.EXPIRES: at + CLOSED_KEPT_DAYS * 86400}
    return items.put(
        "safety",
        f"case#{made.target_id}",
        "welfare",
        {**asdict(made), **place},
        condition="attribute_not_exists(pk) OR #version = :was"
        if made.version == 1
        else "#version = :was",
        was=made.version - 1,
    )


def _case_item(case: Case) -> dict[str, Any]:
    """The Update of a case that the care has moved: nothing that was read before is decided."""
    key = "safety", f"case#{case.id}", "case"
    named: dict[str, Any] = {"was": case.version - 1, "one": 1, "state": case.state}
    changes = "ADD #version :one"
    if case.state == "open":
        changes = f"SET #priority = :priority, #queue_order = :order {changes}"
        named |= {"priority": case.priority, "order": case.order}
    return items.update(*key, changes, condition="#version = :was AND #state = :state", **named)


def _told_item(report: Report) -> dict[str, Any]:
    """The Update that notes that whoever worried knows, once."""
    return items.update(
        "safety",
        f"case#{report.target.id}",
        f"report#{report.id}",
        "SET #told = :told",
        condition="#state = :open AND (attribute_not_exists(#told) OR #told = :not)",
        told=True,
        open="open",
        **{"not": False},
    )


def _heavy_item(care: Care) -> dict[str, Any]:
    """The Put that lets a heavy case count for its member for a while: of each case, the last."""
    ends = rules.counts_until(times.parse(care.event.at))
    return items.put(
        "safety", f"support#{care.heavy}", f"case#{care.welfare.target_id}", {tables.EXPIRES: ends}
    )
