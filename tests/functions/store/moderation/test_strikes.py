"""Strikes on the shelves: with the step or not at all, and gone when the decision was wrong."""

from store import accounts
from store.moderation import appeals, outbox, strikes
from support import asking, kept
from support.cast import AT, alice

STEP = "pause 14"


def pausing() -> str:
    account = accounts.get_account(alice.id)
    assert account
    return account.paused_until


def test_a_step_is_kept_with_the_decision_that_it_rests_on(backend):
    about = asking.told(STEP)
    (found,) = strikes.list_strikes(alice.id, at=AT)
    assert (found.id, found.step, found.guideline) == (about.id, STEP, "g1")
    assert pausing() == found.until == about.step_until


def test_an_account_that_changed_in_this_very_moment_is_looked_at_again(backend):
    kept.account(alice)
    _, post = kept.thread()
    verdict = kept.verdict(kept.reported(post), post, step=STEP)
    asking.decisions.add_decision(verdict)
    settlement = kept.settlement(verdict.decision)
    account = accounts.get_account(alice.id)
    assert account and settlement.given
    other = strikes.given_writes(settlement.given)[1]["Update"]
    other["ExpressionAttributeValues"][":until"] = {"S": "2027-01-01T00:00Z"}
    kept.tables.call("update_item", **other)
    assert not outbox.set_settled(settlement)
    assert not strikes.list_strikes(alice.id, at=AT)
    assert outbox.set_settled(kept.settlement(verdict.decision))
    assert pausing() == "2027-01-01T00:00Z"


def test_an_overturned_decision_takes_its_strike_and_its_pause_along_once(backend):
    about = asking.answered(step=STEP)
    review = asking.review(about)
    assert appeals.set_reviewed(review) and not appeals.set_reviewed(review)
    assert not strikes.list_strikes(alice.id, at=AT) and pausing() == ""


def test_an_upheld_one_leaves_both(backend):
    about = asking.answered("uphold", STEP)
    assert appeals.set_reviewed(asking.review(about))
    assert strikes.list_strikes(alice.id, at=AT) and pausing()


def test_a_strike_whose_time_is_over_counts_for_nothing(backend):
    asking.told(STEP)
    assert not strikes.list_strikes(alice.id, at=AT + 366 * 86400)
