"""The scenarios of taking a case, and with them those of conversations."""

from datetime import timedelta

from forum.moderation import caring
from forum.moderation import locks as locking
from forum.moderation.decisions import Verdict
from forum.moderation.leases import Claim
from forum.moderation.reports import about_post
from store import posts
from store.moderation import (
    cases,
    decisions,
    files,
    handovers,
    leases,
    locks,
    outbox,
    person_notes,
    reminders,
    reporters,
    shifts,
)
from support import claims, kept
from support.cast import AT, NOW, alice, bob, digest, ident, lee, mo
from support.conversation_patterns import SCENARIOS
from support.patterns import Act, row

__all__ = ["SCENARIOS"]


def claimed() -> Claim:
    """Mo reads a case that was reported."""
    _, post = kept.thread()
    claim = claims.claim(kept.reported(post).case)
    leases.add_claim(claim)
    return claim


@row("leases.add_claim")
def _() -> Act:
    _, post = kept.thread()
    claim = claims.claim(kept.reported(post).case)
    return lambda: leases.add_claim(claim)


@row("leases.add_claim")
def _() -> Act:
    again = claims.claim(claimed().case)
    return lambda: leases.add_claim(again)


@row("leases.add_claim")
def _() -> Act:
    _, post = kept.thread()
    kept.report_post(post, kind="worried", reason="low", inbox=bob.id)
    claim = caring.take(mo, files.get_file(post.id), now=NOW)
    return lambda: leases.add_claim(claim)


@row("leases.set_renewed")
def _() -> Act:
    again = claims.claim(claimed().case, now=NOW + timedelta(minutes=1))
    return lambda: leases.set_renewed(again)


def told_by_bob(action: str) -> Verdict:
    """A decision on what bob reported with an account, which is not told yet."""
    _, post = kept.thread()
    kept.report_post(post, inbox=bob.id, reporter=digest("bob"))
    verdict = kept.verdict(files.get_file(post.id), post, action=action)
    decisions.add_decision(verdict)
    return verdict


@row("outbox.set_settled")
def _() -> Act:
    settlement = kept.settlement(told_by_bob("keep").decision)
    return lambda: outbox.set_settled(settlement)


@row("reports.add_report")
def _() -> Act:
    verdict = told_by_bob("keep")
    kept.settle(verdict.decision)
    post = posts.get_post(verdict.decision.target_id)
    return lambda: kept.report_post(post, "again", inbox=alice.id)


@row("handovers.list_handovers")
def _() -> Act:
    for number in range(handovers.SHOWN + 2):
        handovers.add_handover(claims.handover(f"note {number}"))
    return lambda: handovers.list_handovers(AT)


@row("handovers.add_handover")
def _() -> Act:
    note = claims.handover()
    return lambda: handovers.add_handover(note)


@row("shifts.get_shift")
def _() -> Act:
    shifts.add_uncovered(digest("a session"), AT, heavy=True)
    return lambda: shifts.get_shift(digest("a session"), AT)


@row("shifts.add_uncovered")
def _() -> Act:
    return lambda: shifts.add_uncovered(digest("a session"), AT, heavy=True)


@row("person_notes.list_notes")
def _() -> Act:
    for number in range(3):
        person_notes.set_note(claims.note(f"note {number}"))
    return lambda: person_notes.list_notes(alice.id, AT)


@row("person_notes.set_note")
def _() -> Act:
    note = claims.note()
    return lambda: person_notes.set_note(note)


@row("reporters.get_record")
def _() -> Act:
    kept.settle(told_by_bob("remove").decision)
    return lambda: reporters.get_record(digest("bob"), AT)


@row("reporters.find_unheld")
def _() -> Act:
    kept.settle(told_by_bob("keep").decision)
    return lambda: reporters.find_unheld(digest("bob"), AT)


@row("leases.set_handed_on")
def _() -> Act:
    given = claims.handed_on(claimed().case)
    return lambda: leases.set_handed_on(given)


@row("leases.find_why_lost")
def _() -> Act:
    claim = claimed()
    return lambda: leases.find_why_lost(claim.case.id, lee.id, AT)


@row("cases.list_pressing")
def _() -> Act:
    _, post = kept.thread()
    kept.report_post(post, kind="worried", reason="danger")
    return cases.list_pressing


@row("reminders.set_reminded")
def _() -> Act:
    return lambda: reminders.set_reminded(AT)


@row("locks.set_locked")
def _() -> Act:
    thread, post = kept.thread()
    target, _ = about_post(post)
    made = locking.lock(lee, target, thread, id=ident("lock"), hours=4, line="Why.", now=NOW)
    return lambda: locks.set_locked(made)
