"""Reports: each joins the case about its target, or opens it; together or not at all."""

from dataclasses import asdict
from typing import Any

from forum.errors import Resting
from forum.moderation import cases as rules
from forum.moderation.reports import Report, Snapshot, Target
from store import items, tables
from store.moderation import cases

_CASE_ATTEMPTS = 6
_CASE_PLACE = 1


def add_report(report: Report, snapshot: Snapshot | None = None) -> None:
    """Keeps a report, the words it is about, and its case; one transaction.

    The same form twice is one report. The member's door cannot read the case: it says how urgent
    this report is, and the condition says whether the case was less so. A case that is opened or
    closed at this moment is tried again.
    """
    case = rules.opened(report)
    words = _snapshot_writes(case.id, snapshot)
    for attempt in range(_CASE_ATTEMPTS):
        to_case = cases.join_item(case) if attempt % 2 else cases.open_item(case)
        try:
            tables.write({"Put": _report_item(report)}, {"Update": to_case}, *words)
        except tables.Cancelled as cancelled:
            if cancelled.failed != {_CASE_PLACE}:
                return
        else:
            return
    raise Resting


def snapshot_ending_item(case_id: str, snapshot: Snapshot, *, ends: int) -> dict[str, Any]:
    """The Update that lets the words of a decided report go at `ends`, in epoch seconds."""
    return {
        "Update": items.update(
            "safety", f"case#{case_id}", _snapshot_key(snapshot), "SET #expires = :ends", ends=ends
        )
    }


def closing_item(report: Report, *, ends: int) -> dict[str, Any]:
    """The Update that closes a report once and forgets who made it.

    `ends` is when the rest of it goes too, in epoch seconds.
    """
    return {
        "Update": items.update(
            "safety",
            f"case#{report.target.id}",
            f"report#{report.id}",
            "SET #state = :closed, #outcome = :outcome, #expires = :ends REMOVE #inbox",
            condition="#state = :open",
            closed=report.state,
            open="open",
            outcome=report.outcome,
            ends=ends,
        )
    }


def to_report(item: dict[str, Any]) -> Report:
    """An item as a report."""
    about = {**item, "kind": item["target_kind"], "id": item["target_id"]}
    return items.read(Report, {"inbox": "", **item, "target": items.read(Target, about)})


def _report_item(report: Report) -> dict[str, Any]:
    values = asdict(report)
    target = values.pop("target")
    kind, id = target.pop("kind"), target.pop("id")
    return items.put(
        "safety",
        f"case#{report.target.id}",
        f"report#{report.id}",
        {**values, **target, "target_kind": kind, "target_id": id},
        condition="attribute_not_exists(pk)",
    )


def _snapshot_writes(case_id: str, snapshot: Snapshot | None) -> list[dict[str, Any]]:
    """The Put of a post's words at one version: the same whoever writes it."""
    if snapshot is None:
        return []
    key = "safety", f"case#{case_id}", _snapshot_key(snapshot)
    return [{"Put": items.put(*key, asdict(snapshot))}]


def _snapshot_key(snapshot: Snapshot) -> str:
    return f"snapshot#{snapshot.version:06d}"
