"""Decisions, and the transactions in which they are made and undone."""

from dataclasses import asdict
from typing import Any

from forum import times
from forum.errors import CaseMoved
from forum.moderation.cases import Decision
from forum.moderation.decisions import Verdict
from forum.moderation.reports import CLOSED_KEPT_DAYS
from store import items, posts, tables
from store.moderation import audit, cases, leases, outbox


def add_decision(verdict: Verdict) -> None:
    """Case, decision, log entry, the cover of the post and what is to be told later: together or
    not at all.

    Two moderators at once, or a report meanwhile: one wins, the other gets `Decided` or
    `CaseMoved`; `BeingRead` when somebody else has begun to read it. The same decision twice is
    one.
    """
    decision = verdict.decision
    ends = times.epoch(times.parse(decision.at)) + CLOSED_KEPT_DAYS * 86400
    put = items.put(
        "safety",
        f"case#{decision.target_id}",
        f"decision#{decision.id}",
        {**asdict(decision), tables.EXPIRES: ends},
        condition="attribute_not_exists(pk)",
    )
    free = {"me": decision.moderator_id, "at": verdict.at}
    more = {"Put": put}, {"Put": outbox.waiting_item(decision)}
    kept = _write(verdict, *more, case=cases.moved_item(verdict.case, free=free))
    if not kept and not find_decision(decision.target_id, decision.id):
        raise leases.find_why_lost(decision.target_id, decision.moderator_id, verdict.at)


def set_undone(verdict: Verdict) -> None:
    """Case, decision, log entry and post as they were, together or not at all.

    Loses to whatever came meanwhile (`CaseMoved`); the same undo twice is one.
    """
    undone = {"Update": state_item(verdict, was="pending")}
    if not _write(verdict, undone, case=cases.moved_item(verdict.case)):
        kept = items.get("safety", *_key(verdict))
        if kept is None or kept.get("state") != "undone":
            raise CaseMoved


def find_decision(target_id: str, decision_id: str) -> bool:
    """Whether this very decision is kept: a form sent twice decides once."""
    return items.get("safety", f"case#{target_id}", f"decision#{decision_id}") is not None


def get_decision(target_id: str, decision_id: str) -> Decision | None:
    """A decision as it stands, or `None` once it is gone."""
    item = items.get("safety", f"case#{target_id}", f"decision#{decision_id}")
    return items.read(Decision, item) if item else None


def kept_item(target_id: str, decision_id: str, *, ends: int) -> dict[str, Any]:
    """The Update that keeps a decision until `ends`, in epoch seconds: somebody asks about it."""
    return items.update(
        "safety",
        f"case#{target_id}",
        f"decision#{decision_id}",
        "SET #expires = :ends",
        condition="attribute_exists(pk)",
        ends=ends,
    )


def state_item(made: Any, *, was: str) -> dict[str, Any]:
    """The Update that takes a decision on from one state to the next, once."""
    return items.update(
        "safety",
        *_key(made),
        "SET #state = :state",
        condition="#state = :was",
        state=made.decision.state,
        was=was,
    )


def _key(made: Any) -> tuple[str, str]:
    return f"case#{made.decision.target_id}", f"decision#{made.decision.id}"


def _write(verdict: Verdict, *more: dict[str, Any], case: dict[str, Any]) -> bool:
    """Whether it was kept. A log that moved on meanwhile is tried again."""
    changed = posts.change_writes(verdict.change) if verdict.change else []
    writes = [*more, {"Update": case}, *changed]
    try:
        audit.add_event(verdict.event, *writes)
    except tables.Cancelled:
        return False
    return True
