"""Reports, kept under their case; the open ones are in the queue index, most urgent first."""

from dataclasses import asdict
from typing import Any

from forum.moderation.reports import Report, Target
from store import items, tables

QUEUE_LENGTH = 60


def add_report(report: Report) -> None:
    """Keeps a report. The same form twice is one report; the member's door may only put it."""
    values = _values(report) | {"queue": "open", "queue_order": _order(report)}
    request = items.put(
        "safety",
        f"case#{report.target.id}",
        f"report#{report.id}",
        values,
        condition="attribute_not_exists(pk)",
    )
    try:
        tables.call("put_item", **request)
    except tables.ConditionFailed:
        return


def list_open_reports() -> list[Report]:
    """The most urgent open reports, without the reported words."""
    answer = tables.call(
        "query",
        TableName=tables.name("safety"),
        IndexName="queue",
        Limit=QUEUE_LENGTH,
        KeyConditionExpression="#queue = :open",
        ExpressionAttributeNames={"#queue": "queue"},
        ExpressionAttributeValues=items.pack({":open": "open"}),
    )
    return [to_report(items.unpack(row)) for row in answer["Items"]]


def closing_item(report: Report, *, ends: int) -> dict[str, Any]:
    """The Update that closes a report once, takes it out of the queue and forgets who made it.

    `ends` is when the rest of it goes too, in epoch seconds.
    """
    return {
        "Update": items.update(
            "safety",
            f"case#{report.target.id}",
            f"report#{report.id}",
            "SET #state = :closed, #outcome = :outcome, #expires = :ends"
            " REMOVE #queue, #queue_order, #inbox",
            condition="#state = :open",
            closed=report.state,
            open="open",
            outcome=report.outcome,
            ends=ends,
        )
    }


def to_report(item: dict[str, Any]) -> Report:
    """An item of the table or of the index as a report."""
    about = {**item, "kind": item["target_kind"], "id": item["target_id"]}
    return items.read(Report, {"inbox": "", **item, "target": items.read(Target, about)})


def _order(report: Report) -> str:
    return f"P{report.priority}#{report.due_at}#{report.target.id}"


def _values(report: Report) -> dict[str, Any]:
    values = asdict(report)
    target = values.pop("target")
    kind, id = target.pop("kind"), target.pop("id")
    return {**values, **target, "target_kind": kind, "target_id": id}
