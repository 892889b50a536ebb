"""Decisions, and the transaction that each is."""

from dataclasses import asdict
from typing import Any

from forum import times
from forum.errors import CaseMoved, Resting
from forum.moderation.decisions import Verdict
from forum.moderation.reports import CLOSED_KEPT_DAYS
from store import items, posts, tables
from store.moderation import audit, cases, notices, reports


def add_decision(verdict: Verdict) -> None:
    """Post, case, reports, notices, decision and log entry, together or not at all.

    Two moderators at once, or a report meanwhile: one wins, the other gets `CaseMoved`; the same
    decision twice is one. A log that moved on meanwhile is tried again.
    """
    writes = _writes(verdict)
    for _ in range(audit.CHAIN_ATTEMPTS):
        try:
            tables.write(*audit.chain_writes(audit.get_head(), verdict.event), *writes)
        except tables.Cancelled as cancelled:
            if any(place >= audit.CHAIN_WRITES for place in cancelled.failed):
                if find_decision(verdict.decision.target_id, verdict.decision.id):
                    return
                raise CaseMoved from cancelled
        else:
            return
    raise Resting


def find_decision(target_id: str, decision_id: str) -> bool:
    """Whether this very decision is kept: a form sent twice decides once."""
    return items.get("safety", f"case#{target_id}", f"decision#{decision_id}") is not None


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
    return [
        {"Put": put},
        {"Update": cases.decided_item(verdict.case, ends=ends)},
        *changed,
        *(reports.closing_item(report, ends=ends) for report in verdict.reports),
        *(
            reports.snapshot_ending_item(verdict.case.id, each, ends=ends)
            for each in verdict.snapshots
        ),
        *({"Put": notices.notice_item(notice)} for notice in verdict.notices),
    ]
