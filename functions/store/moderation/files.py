"""Case files: a case with its reports, the words as they were reported, what was decided, and how
far the care for the person is.
"""

from typing import Any

from forum.errors import NotFound
from forum.moderation.cases import Appeal, CaseFile, Decision
from forum.moderation.reports import Snapshot
from forum.moderation.welfare import Welfare
from store import items, tables
from store.moderation import cases, reports


def get_file(id: str) -> CaseFile:
    """A case in whatever state with all that is in it, or `NotFound`."""
    answer = tables.call(
        "query",
        TableName=tables.name("safety"),
        ConsistentRead=True,
        KeyConditionExpression="pk = :pk",
        ExpressionAttributeValues=items.pack({":pk": f"case#{id}"}),
    )
    parts: dict[str, list[dict[str, Any]]] = {}
    for row in answer["Items"]:
        parts.setdefault(row["sk"]["S"].partition("#")[0], []).append(items.unpack(row))
    if "case" not in parts:
        raise NotFound
    told = [reports.to_report(item) for item in parts.get("report", ())]
    still_open = tuple(report for report in told if report.state == "open")
    cared = [items.read(Welfare, item) for item in parts.get("welfare", ())]
    return CaseFile(
        case=cases.to_case(parts["case"][0]),
        reports=still_open,
        snapshots=tuple(items.read(Snapshot, item) for item in parts.get("snapshot", ())),
        decisions=tuple(items.read(Decision, item) for item in parts.get("decision", ())),
        welfare=cared[0] if cared else None,
        worried=any(report.kind == "worried" for report in told),
        appeal=next((items.read(Appeal, item) for item in parts.get("appeal", ())), None),
    )
