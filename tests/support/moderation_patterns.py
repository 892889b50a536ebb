"""The scenarios of reports, cases, decisions and the log, and with them those of conversations."""

from store import threads
from store.moderation import audit as audit_store
from store.moderation import (
    cases,
    decisions,
    files,
    outbox,
    overrides,
    pauses,
    reading_first,
    welfare,
)
from support import cares, kept
from support.cast import AT, alice, bob, digest, nell
from support.log_patterns import SCENARIOS
from support.patterns import Act, event, row

__all__ = ["SCENARIOS"]


@row("files.get_file")
def _() -> Act:
    _, post = kept.thread()
    kept.reported(post, *[digest(f"code {number}") for number in range(5)])
    return lambda: files.get_file(post.id)


@row("decisions.add_decision")
def _() -> Act:
    _, post = kept.thread()
    verdict = kept.verdict(kept.reported(post), post, action="keep")
    return lambda: decisions.add_decision(verdict)


@row("decisions.add_decision")
def _() -> Act:
    _, post = kept.thread()
    verdict = kept.verdict(kept.reported(post), post)
    return lambda: decisions.add_decision(verdict)


@row("pauses.add_pause")
def _() -> Act:
    thread, _ = kept.thread()
    post = kept.answer(thread)
    pause = kept.pause(kept.reported(post), post)
    return lambda: pauses.add_pause(pause)


@row("pauses.add_pause")
def _() -> Act:
    _, post = kept.thread()
    pause = kept.pause(kept.reported(post), post)
    return lambda: pauses.add_pause(pause)


@row("decisions.set_undone")
def _() -> Act:
    _, post = kept.thread()
    verdict = kept.verdict(kept.reported(post), post)
    decisions.add_decision(verdict)
    undone = kept.undo(verdict.decision)
    return lambda: decisions.set_undone(undone)


@row("outbox.list_waiting")
def _() -> Act:
    _, post = kept.thread()
    decisions.add_decision(kept.verdict(kept.reported(post), post))
    return lambda: outbox.list_waiting(AT + 10**6)


@row("outbox.set_settled")
def _() -> Act:
    _, post = kept.thread()
    verdict = kept.verdict(kept.reported(post), post, action="keep")
    decisions.add_decision(verdict)
    settlement = kept.settlement(verdict.decision)
    return lambda: outbox.set_settled(settlement)


@row("outbox.set_settled")
def _() -> Act:
    _, post = kept.thread()
    verdict = kept.verdict(kept.reported(post), post)
    decisions.add_decision(verdict)
    settlement = kept.settlement(verdict.decision)
    return lambda: outbox.set_settled(settlement)


@row("outbox.set_settled")
def _() -> Act:
    thread, _ = kept.thread()
    kept.account(nell)
    post = kept.held_answer(thread)
    verdict = kept.verdict(files.get_file(post.id), post, action="approve")
    decisions.add_decision(verdict)
    settlement = kept.settlement(verdict.decision)
    return lambda: outbox.set_settled(settlement)


@row("outbox.set_settled")
def _() -> Act:
    kept.account(alice)
    _, post = kept.thread()
    verdict = kept.verdict(kept.reported(post), post, step="pause 14")
    decisions.add_decision(verdict)
    settlement = kept.settlement(verdict.decision)
    return lambda: outbox.set_settled(settlement)


@row("reading_first.set_read_first")
def _() -> Act:
    kept.account(alice)
    _, post = kept.thread()
    made = kept.read_first(post)
    return lambda: reading_first.set_read_first(made)


@row("reading_first.set_read_first")
def _() -> Act:
    _, post = kept.thread()
    made = kept.read_first(post, whom="thread")
    return lambda: reading_first.set_read_first(made)


@row("welfare.add_step")
def _() -> Act:
    _, post = kept.thread()
    made = cares.step(cares.worried(post), "assess", "4")
    return lambda: welfare.add_step(made)


@row("welfare.add_step")
def _() -> Act:
    _, post = kept.thread()
    cares.worried(post)
    cares.taken(post, "assess 1")
    made = cares.step(files.get_file(post.id), "reach-out", "sent")
    return lambda: welfare.add_step(made)


@row("welfare.find_step")
def _() -> Act:
    _, post = kept.thread()
    cares.worried(post)
    last = cares.taken(post, "assess 3").welfare.last
    return lambda: welfare.find_step(post.id, last)


@row("welfare.list_due")
def _() -> Act:
    for number in range(20):
        _, post = kept.thread(f"thread {number}")
        cares.worried(post)
        cares.taken(post, "assess 3")
    return lambda: welfare.list_due("2026-11-24T03:00Z")


@row("welfare.list_heavy")
def _() -> Act:
    for number in range(3):
        _, post = kept.thread(f"thread {number}")
        cares.worried(post)
        cares.taken(post, "assess 3")
    return lambda: welfare.list_heavy(alice.id)


@row("overrides.list_overrides")
def _() -> Act:
    for number in range(5):
        overrides.add_override(kept.override(f"day {number}"))
    return lambda: overrides.list_overrides(AT)


@row("overrides.add_override")
def _() -> Act:
    said = kept.override()
    return lambda: overrides.add_override(said)


@row("overrides.set_taken_back")
def _() -> Act:
    said = kept.override()
    overrides.add_override(said)
    return lambda: overrides.set_taken_back(said)


@row("outbox.remove_waiting")
def _() -> Act:
    _, post = kept.thread()
    decisions.add_decision(kept.verdict(kept.reported(post), post))
    (waiting,) = outbox.list_waiting(AT + 10**6)
    return lambda: outbox.remove_waiting(waiting)


@row("decisions.find_decision")
def _() -> Act:
    _, post = kept.thread()
    verdict = kept.verdict(kept.reported(post), post, action="keep")
    decisions.add_decision(verdict)
    return lambda: decisions.find_decision(post.id, verdict.decision.id)


@row("audit.list_entries")
def _() -> Act:
    for _ in range(20):
        audit_store.add_event(event())
    return audit_store.list_entries


@row("reports.add_report")
def _() -> Act:
    _, post = kept.thread()
    return lambda: kept.report_post(post, note="x" * 100, inbox=bob.id)


@row("reports.add_report")
def _() -> Act:
    _, post = kept.thread()
    kept.reported(post)
    worry = {"kind": "worried", "reason": "low"}
    return lambda: kept.report_post(post, note="x" * 100, inbox=bob.id, **worry)


@row("cases.list_open_cases")
def _() -> Act:
    thread, _ = kept.thread()
    for number in range(20):
        post = kept.answer(threads.get_thread(thread.id), f"reply {number}")
        kept.report_post(post, f"report {number}", inbox=bob.id)
    return cases.list_open_cases
