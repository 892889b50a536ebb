"""The scenarios of reasons, of another look at them, and of what follows for an account."""

from store import tables
from store.moderation import appeals, decisions, statements, strikes
from support import asking, kept
from support.cast import AT, alice, ident
from support.claim_patterns import SCENARIOS
from support.patterns import Act, row

__all__ = ["SCENARIOS"]


@row("statements.get_statement")
def _() -> Act:
    _, post = kept.thread()
    made = kept.decide(kept.reported(post), post).decision
    return lambda: statements.get_statement(alice.id, made.id, at=AT)


@row("statements.find_statement")
def _() -> Act:
    made = asking.told()
    return lambda: statements.find_statement(alice.id, made.id, at=AT)


@row("statements.list_changed")
def _() -> Act:
    ids = [ident(f"decision {number}") for number in range(20)]
    for id in ids:
        tables.call("put_item", **statements.changed_item(id, "2026-11-24T02:15Z"))
    return lambda: statements.list_changed(ids, at=AT)


@row("strikes.list_strikes")
def _() -> Act:
    asking.told(step="pause 14")
    return lambda: strikes.list_strikes(alice.id, at=AT)


@row("appeals.add_appeal")
def _() -> Act:
    made = asking.asked(asking.told(), "x" * 2000)
    return lambda: appeals.add_appeal(made)


@row("appeals.set_reviewed")
def _() -> Act:
    review = asking.review(asking.answered())
    return lambda: appeals.set_reviewed(review)


@row("appeals.set_reviewed")
def _() -> Act:
    review = asking.review(asking.answered(outcome="uphold"))
    return lambda: appeals.set_reviewed(review)


@row("appeals.set_reviewed")
def _() -> Act:
    review = asking.review(asking.answered(step="pause 14"))
    return lambda: appeals.set_reviewed(review)


@row("decisions.get_decision")
def _() -> Act:
    made = asking.told()
    return lambda: decisions.get_decision(made.post_id, made.id)
