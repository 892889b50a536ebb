"""Cases: all reports and decisions of a target; and the transaction that a decision is."""

from dataclasses import asdict
from typing import Any

from forum import times
from forum.errors import Conflict, NotFound, Resting
from forum.moderation import audit
from forum.moderation.cases import Case, Decision, Verdict
from forum.moderation.reports import CLOSED_KEPT_DAYS
from store import items, posts, tables
from store.moderation import notices, reports

REPORTS_IN_A_DECISION = 40
_CHAIN_ATTEMPTS = 12
_CHAIN_WRITES = 2


def get_case(target_id: str) -> Case:
    """The open reports about a target and what was decided before; `NotFound` when none is open."""
    answer = tables.call(
        "query",
        TableName=tables.name("safety"),
        ConsistentRead=True,
        KeyConditionExpression="pk = :pk",
        ExpressionAttributeValues=items.pack({":pk": f"case#{target_id}"}),
    )
    rows = [(row["sk"]["S"], items.unpack(row)) for row in answer["Items"]]
    told = [reports.to_report(item) for key, item in rows if key.startswith("report#")]
    still_open = tuple(report for report in told if report.state == "open")
    if not still_open:
        raise NotFound
    decided = (item for key, item in rows if key.startswith("decision#"))
    decisions = tuple(items.read(Decision, item) for item in decided)
    target = max(still_open, key=lambda report: (report.target.version, report.id)).target
    return Case(target=target, reports=still_open[:REPORTS_IN_A_DECISION], decisions=decisions)


def add_decision(verdict: Verdict) -> None:
    """Post, reports, notices, decision and log entry, together or not at all.

    Two moderators at once: one wins, the other gets `Conflict`. A log that moved on meanwhile is
    tried again.
    """
    writes = _writes(verdict)
    for _ in range(_CHAIN_ATTEMPTS):
        try:
            tables.write(*_chain_writes(get_head(), verdict.event), *writes)
        except tables.Cancelled as cancelled:
            if any(place >= _CHAIN_WRITES for place in cancelled.failed):
                if find_decision(verdict.decision.target_id, verdict.decision.id):
                    return
                raise Conflict from cancelled
        else:
            return
    raise Resting


def find_decision(target_id: str, decision_id: str) -> bool:
    """Whether this very decision is kept: a form sent twice decides once."""
    return items.get("safety", f"case#{target_id}", f"decision#{decision_id}") is not None


def get_head() -> audit.Head:
    """The end of the log."""
    item = items.get("safety", "audit", "head")
    return items.read(audit.Head, item) if item else audit.Head()


def list_entries(*, after: int = 0, limit: int = 100) -> list[audit.Entry]:
    """Entries of the log in order, from the one after number `after`."""
    answer = tables.call(
        "query",
        TableName=tables.name("safety"),
        ConsistentRead=True,
        Limit=limit,
        KeyConditionExpression="pk = :pk AND sk BETWEEN :first AND :last",
        ExpressionAttributeValues=items.pack(
            {":pk": "audit", ":first": _entry_key(after + 1), ":last": _entry_key(10**9 - 1)}
        ),
    )
    return [_entry(items.unpack(row)) for row in answer["Items"]]


def add_event(event: audit.Event) -> None:
    """Appends to the log by itself: for acts that write nothing else in a transaction."""
    for _ in range(_CHAIN_ATTEMPTS):
        try:
            tables.write(*_chain_writes(get_head(), event))
        except tables.Cancelled:
            continue
        return
    raise Resting


def _writes(verdict: Verdict) -> list[dict[str, Any]]:
    decision = verdict.decision
    ends = times.epoch(times.parse(decision.at)) + CLOSED_KEPT_DAYS * 86400
    put = items.put(
        "safety",
        f"case#{decision.target_id}",
        f"decision#{decision.id}",
        {**asdict(decision), tables.EXPIRES: ends},
        condition="attribute_not_exists(pk)",
    )
    changed = posts.change_writes(verdict.change) if verdict.change else []
    closings = [reports.closing_item(report, ends=ends) for report in verdict.reports]
    told = [{"Put": notices.notice_item(notice)} for notice in verdict.notices]
    return [{"Put": put}, *changed, *closings, *told]


def _chain_writes(head: audit.Head, event: audit.Event) -> list[dict[str, Any]]:
    entry = audit.append(head, event)
    values = {**asdict(event), "seq": entry.seq, "previous": entry.previous, "hash": entry.hash}
    put = items.put(
        "safety", "audit", _entry_key(entry.seq), values, condition="attribute_not_exists(pk)"
    )
    move = items.put(
        "safety",
        "audit",
        "head",
        {"seq": entry.seq, "hash": entry.hash},
        condition="attribute_not_exists(pk) OR #hash = :was",
        was=head.hash,
    )
    return [{"Put": put}, {"Put": move}]


def _entry(item: dict[str, Any]) -> audit.Entry:
    return items.read(audit.Entry, {**item, "event": items.read(audit.Event, item)})


def _entry_key(seq: int) -> str:
    return f"entry#{seq:09d}"
