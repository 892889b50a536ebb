"""Appeals: made by a member, whose door reads nothing of `safety`, and answered by the worker."""

from dataclasses import asdict
from typing import Any

from forum import times
from forum.errors import Asked, Conflict
from forum.moderation.appeals import Asking
from forum.moderation.cases import Case
from forum.moderation.reports import CLOSED_KEPT_DAYS
from forum.moderation.reviews import Review
from store import items, posts, tables
from store.moderation import cases, decisions, notices, statements, strikes

_APPEAL_PLACE, _STATEMENT_PLACE = 0, 1


def add_appeal(asking: Asking) -> None:
    """The appeal, its case, what its author reads of it, and all that the answer needs kept for so
    long: together or not at all.

    A second one loses (`Asked`); so does one that meets the end of the words (`Conflict`).
    """
    appeal = asking.appeal
    ends = _ends(appeal.at)
    put = items.put(
        "safety",
        f"case#{appeal.id}",
        f"appeal#{appeal.id}",
        asdict(appeal),
        condition="attribute_not_exists(pk)",
    )
    try:
        tables.write(
            {"Put": put},
            {"Put": statements.appealed_item(asking.statement)},
            {"Update": cases.open_item(asking.case)},
            {"Update": decisions.kept_item(appeal.case_id, appeal.id, ends=ends)},
            *(posts.change_writes(asking.change) if asking.change else ()),
        )
    except tables.Cancelled as cancelled:
        if cancelled.failed & {_APPEAL_PLACE, _STATEMENT_PLACE}:
            raise Asked from cancelled
        raise Conflict from cancelled


def set_reviewed(review: Review) -> bool:
    """The answer, its case, what its author reads, their notice and the post, together or not at
    all; whether it was kept.

    Loses to an undo or a change of the post or the account in this very moment; the next run looks
    again.
    """
    case, ends = review.case, _ends(review.decision.at)
    stated = [statements.statement_item(review.statement)] if review.statement else []
    marked = [statements.changed_item(case.id, review.decision.at)] if review.changed else []
    try:
        tables.write(
            {"Update": decisions.state_item(review, was="pending")},
            {"Update": cases.moved_item(case, ends=ends)},
            {"Update": _closing_item(case, ends=ends)},
            *({"Put": notices.notice_item(notice)} for notice in review.notices),
            *({"Put": put} for put in [*stated, *marked]),
            *(posts.change_writes(review.change) if review.change else ()),
            *(strikes.taken_back_writes(review.taken_back) if review.taken_back else ()),
        )
    except tables.Cancelled:
        return False
    return True


def _closing_item(case: Case, *, ends: int) -> dict[str, Any]:
    """The Update that lets what was said go at `ends`, in epoch seconds."""
    key = "safety", f"case#{case.id}", f"appeal#{case.id}"
    return items.update(*key, "SET #expires = :ends", ends=ends)


def _ends(at: str) -> int:
    return times.epoch(times.parse(at)) + CLOSED_KEPT_DAYS * 86400
