"""The outbox: decisions that people are still to be told of, by when, for the worker alone.

A decision that was undone leaves it as well. Whatever dies on the way, the next run goes on: what
was told is told once, since the decision says in the same transaction that it is final.
"""

from dataclasses import dataclass
from typing import Any

from forum import times
from forum.moderation.cases import Decision
from forum.moderation.reports import CLOSED_KEPT_DAYS
from forum.moderation.settlements import Settlement
from store import accounts, items, posts, tables
from store.moderation import cases, decisions, notices, reporters, reports, statements, strikes

WAITING_AT_MOST = 20


@dataclass(frozen=True, kw_only=True)
class Waiting:
    """A decision that waits to be told: where it is. `due` is in epoch seconds."""

    target_id: str
    decision_id: str
    due: int


def waiting_item(decision: Decision) -> dict[str, Any]:
    """The Put that has people told of a decision once it cannot be undone any more."""
    waiting = {
        "target_id": decision.target_id,
        "decision_id": decision.id,
        "due": decision.undo_until,
    }
    return items.put("safety", "outbox", _sort_key(decision.undo_until, decision.id), waiting)


def list_waiting(at: int) -> list[Waiting]:
    """Decisions whose time has come at `at`, in epoch seconds; the oldest first."""
    answer = tables.call(
        "query",
        TableName=tables.name("safety"),
        ConsistentRead=True,
        Limit=WAITING_AT_MOST,
        KeyConditionExpression="pk = :pk AND sk < :next",
        ExpressionAttributeValues=items.pack({":pk": "outbox", ":next": _sort_key(at + 1, "")}),
    )
    return [items.read(Waiting, items.unpack(row)) for row in answer["Items"]]


def set_settled(settlement: Settlement) -> bool:
    """Post, case, reports, notices and decision, together or not at all; whether it was kept.

    Loses to a report, an undo or a change of the post in this very moment; the next run looks
    again.
    """
    try:
        tables.write(*_writes(settlement))
    except tables.Cancelled:
        return False
    return True


def remove_waiting(waiting: Waiting) -> None:
    """Nothing is left to tell."""
    key = items.key("outbox", _sort_key(waiting.due, waiting.decision_id))
    tables.call("delete_item", TableName=tables.name("safety"), Key=key)


def _writes(settlement: Settlement) -> list[dict[str, Any]]:
    case, decision = settlement.case, settlement.decision
    ends = times.epoch(times.parse(decision.at)) + CLOSED_KEPT_DAYS * 86400
    return [
        {"Update": decisions.state_item(settlement, was="pending")},
        {"Update": cases.moved_item(case, ends=ends)},
        *(posts.change_writes(settlement.change) if settlement.change else ()),
        *(reports.closing_item(report, ends=ends) for report in settlement.reports),
        *(reports.snapshot_ending_item(case.id, each, ends=ends) for each in settlement.snapshots),
        *({"Put": notices.notice_item(notice)} for notice in settlement.notices),
        *_counted(settlement),
        *_stated(settlement),
        *reporters.marks_writes(settlement.marks, decision.id, times.parse(decision.at)),
    ]


def _counted(settlement: Settlement) -> list[dict[str, Any]]:
    if not settlement.counts or settlement.change is None:
        return []
    return [{"Update": accounts.approved_item(settlement.change.post.author_id)}]


def _stated(settlement: Settlement) -> list[dict[str, Any]]:
    if settlement.statement is None:
        return []
    given = strikes.given_writes(settlement.given) if settlement.given else []
    return [{"Put": statements.statement_item(settlement.statement)}, *given]


def _sort_key(due: int, decision_id: str) -> str:
    return f"{due:010d}#{decision_id}"
