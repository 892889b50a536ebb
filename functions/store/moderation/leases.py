"""Leases, on the case itself: a condition says that nobody else has it."""

from typing import Any

from forum.errors import BeingRead, CaseMoved, Decided
from forum.moderation.leases import Claim
from forum.moderation.reports import Report
from store import items, tables
from store.moderation import audit, cases, notices


def add_claim(claim: Claim) -> None:
    """The lease, its log entry and what whoever worried is told, together or not at all; one that
    is renewed has no entry, and twice is once.

    Of two at once the other gets `BeingRead`. Loses to a decision (`Decided`) and to a report that
    comes in this very moment (`CaseMoved`).
    """
    if claim.event is None:
        set_renewed(claim)
        return
    try:
        audit.add_event(claim.event, *_writes(claim))
    except tables.Cancelled as cancelled:
        if not _is_taken(claim):
            raise find_why_lost(claim.case.id, claim.case.lease_by, claim.at) from cancelled


def set_renewed(claim: Claim) -> None:
    """A new end of a lease that somebody has; whatever came in between goes before it."""
    try:
        tables.call("update_item", **_lease_item(claim))
    except tables.ConditionFailed:
        return


def set_handed_on(claim: Claim) -> None:
    """It is anybody's again. Loses to a report in this very moment (`CaseMoved`)."""
    update = items.update(
        *_key(claim),
        "SET #queue_order = :order REMOVE #lease_by, #lease_until",
        condition="#lease_by = :me AND #version = :version",
        me=claim.case.lease_by,
        order=claim.case.order,
        version=claim.case.version,
    )
    try:
        tables.call("update_item", **update)
    except tables.ConditionFailed as lost:
        raise CaseMoved from lost


def find_why_lost(case_id: str, by: str, at: int) -> BeingRead | Decided | CaseMoved:
    """What came in between, to somebody whose write on a case was not made."""
    item = items.get("safety", f"case#{case_id}", "case") or {}
    if item.get("state") == "open" and item.get("lease_until", 0) > at:
        return BeingRead() if item["lease_by"] != by else CaseMoved()
    return CaseMoved() if item.get("state") == "open" else Decided()


def _writes(claim: Claim) -> list[dict[str, Any]]:
    return [
        {"Update": _lease_item(claim)},
        *({"Update": _heard_item(report)} for report in claim.heard),
        *({"Put": notices.notice_item(notice)} for notice in claim.notices),
    ]


def _is_taken(claim: Claim) -> bool:
    """Whether somebody has this lease already, as when its form was sent twice."""
    item = items.get("safety", f"case#{claim.case.id}", "case") or {}
    mine = item.get("lease_by") == claim.case.lease_by
    return mine and item.get("lease_until", 0) >= claim.case.lease_until


def _heard_item(report: Report) -> dict[str, Any]:
    """The Update that notes that whoever worried knows that somebody reads it, once."""
    return items.update(
        "safety",
        f"case#{report.target.id}",
        f"report#{report.id}",
        "SET #heard = :heard",
        condition="#state = :open AND (attribute_not_exists(#heard) OR #heard = :not)",
        heard=True,
        open="open",
        **{"not": False},
    )


def _lease_item(claim: Claim) -> dict[str, Any]:
    """The version is that of the case as it was read: its place in the queue is written anew."""
    return items.update(
        *_key(claim),
        "SET #lease_by = :me, #lease_until = :until, #queue_order = :order",
        condition=f"#state = :open AND #version = :version AND {cases.FREE}",
        me=claim.case.lease_by,
        until=claim.case.lease_until,
        order=claim.case.order,
        open="open",
        version=claim.case.version,
        at=claim.at,
    )


def _key(claim: Claim) -> tuple[str, str, str]:
    return "safety", f"case#{claim.case.id}", "case"
