"""Readers tolerate what they do not know: the doors are never deployed at one instant.

Each kind of item is read with an attribute that only newer code writes, and without those that
older code did not write yet.
"""

import re
from collections.abc import Callable, Iterable
from dataclasses import MISSING, fields
from pathlib import Path
from typing import Any

import pytest

from forum.accounts import Account
from forum.breaker import Pause
from forum.moderation.anchors import Anchor
from forum.moderation.audit import Event
from forum.moderation.cases import Appeal, Case, Decision
from forum.moderation.hours import Override
from forum.moderation.notices import Notice
from forum.moderation.reports import Report, Snapshot
from forum.moderation.statements import Statement
from forum.moderation.steps import Strike
from forum.moderation.unsealing import Unsealing
from forum.moderation.welfare import Welfare
from forum.passkeys import Passkey
from forum.posts import Post
from forum.sessions import Session
from forum.team import Seat
from forum.threads import Thread
from store import (
    accounts,
    breaker,
    credentials,
    own_posts,
    passkeys,
    posts,
    sessions,
    tables,
    team,
    threads,
)
from store.credentials import Verifier
from store.moderation import (
    audit,
    cases,
    decisions,
    files,
    notices,
    outbox,
    overrides,
)
from store.moderation.outbox import Waiting
from store.own_posts import OwnPost
from support import asking, cares, kept
from support.cast import AT, alice, digest, ident, mo, session
from support.log_patterns import an_anchor, an_unsealing
from support.patterns import RING
from support.shift_kinds import SHIFT_KINDS

FOLDER = Path(tables.__file__).parent
Read = Callable[[], Any]
Place = tuple[str, str, str]


def an_account() -> tuple[Place, Read]:
    kept.account(alice)
    return ("forum", f"account#{alice.id}", "account"), lambda: accounts.get_account(alice.id)


def a_viewers_account() -> tuple[Place, Read]:
    kept.account(alice)
    sessions.add_session(session())
    place = "forum", f"account#{alice.id}", "account"
    return place, lambda: accounts.find_viewer(alice.id, digest("a session"), AT)[1].account


def a_viewers_session() -> tuple[Place, Read]:
    kept.account(alice)
    sessions.add_session(session())
    place = "ephemeral", f"account#{alice.id}", f"session#{digest('a session')}"
    return place, lambda: accounts.find_viewer(alice.id, digest("a session"), AT)[0]


def a_session() -> tuple[Place, Read]:
    sessions.add_session(session())
    place = "ephemeral", f"account#{alice.id}", f"session#{digest('a session')}"
    return place, lambda: sessions.list_sessions(alice.id)[0]


def a_verifier() -> tuple[Place, Read]:
    made = kept.credentials("a key")
    credentials.add_member(alice.account, made, kept.admission(), at=AT, week_ends=AT)
    place = "identity", f"locator#{made.locator}", "locator"
    return place, lambda: credentials.get_verifier(made.locator)


def a_thread() -> tuple[Place, Read]:
    thread, _ = kept.thread()
    return ("forum", f"thread#{thread.id}", "thread"), lambda: threads.get_thread(thread.id)


def a_listed_thread() -> tuple[Place, Read]:
    thread, _ = kept.thread()
    place = "forum", f"thread#{thread.id}", "thread"
    return place, lambda: threads.list_threads("porch").threads[0]


def a_post() -> tuple[Place, Read]:
    thread, post = kept.thread()
    return ("forum", f"thread#{thread.id}", "post#000001"), lambda: posts.get_post(post.id)


def a_listed_post() -> tuple[Place, Read]:
    thread, _ = kept.thread()
    place = "forum", f"thread#{thread.id}", "post#000001"
    return place, lambda: posts.list_posts(thread.id, 1)[0]


def an_own_post() -> tuple[Place, Read]:
    thread, _ = kept.thread()
    place = "forum", f"thread#{thread.id}", "post#000001"
    return place, lambda: own_posts.list_own(alice.id)[0][0]


def a_notice() -> tuple[Place, Read]:
    thread, _ = kept.thread()
    kept.answer(thread)
    made = notices.list_notices(alice.id)[0][0]
    place = "forum", f"inbox#{alice.id}", f"{made.at}#{made.id}"
    return place, lambda: notices.list_notices(alice.id)[0][0]


def a_report() -> tuple[Place, Read]:
    _, post = kept.thread()
    kept.reported(post)
    place = "safety", f"case#{post.id}", f"report#{ident('report 0')}"
    return place, lambda: files.get_file(post.id).reports[0]


def a_case() -> tuple[Place, Read]:
    _, post = kept.thread()
    kept.reported(post)
    return ("safety", f"case#{post.id}", "case"), lambda: files.get_file(post.id).case


def a_case_in_the_queue() -> tuple[Place, Read]:
    _, post = kept.thread()
    kept.reported(post)
    return ("safety", f"case#{post.id}", "case"), lambda: cases.list_open_cases()[0]


def a_snapshot() -> tuple[Place, Read]:
    _, post = kept.thread()
    kept.reported(post)
    place = "safety", f"case#{post.id}", "snapshot#000001"
    return place, lambda: files.get_file(post.id).snapshots[0]


def a_decision() -> tuple[Place, Read]:
    _, post = kept.thread()
    verdict = kept.decide(kept.reported(post), post, action="keep")
    place = "safety", f"case#{post.id}", f"decision#{verdict.decision.id}"
    return place, lambda: files.get_file(post.id).decisions[0]


def the_care() -> tuple[Place, Read]:
    _, post = kept.thread()
    cares.worried(post)
    cares.taken(post, "assess 3")
    return ("safety", f"case#{post.id}", "welfare"), lambda: files.get_file(post.id).welfare


def a_decision_to_be_told() -> tuple[Place, Read]:
    _, post = kept.thread()
    made = kept.verdict(kept.reported(post), post).decision
    decisions.add_decision(kept.verdict(files.get_file(post.id), post))
    place = "safety", "outbox", f"{made.undo_until:010d}#{made.id}"
    return place, lambda: outbox.list_waiting(made.undo_until)[0]


def an_entry() -> tuple[Place, Read]:
    a_decision()
    return ("safety", "audit", "entry#000000001"), lambda: audit.list_entries()[0].event


def the_head() -> tuple[Place, Read]:
    a_decision()
    return ("safety", "audit", "head"), audit.get_head


def a_pause() -> tuple[Place, Read]:
    breaker.set_pause(Pause(door="member", at=AT, until=AT + 1800))
    return ("ephemeral", "pause#member", "pause"), lambda: breaker.get_pause("member")


def a_seat() -> tuple[Place, Read]:
    team.add_seat(mo.id, "Mo")
    return ("safety", "team", f"seat#{mo.id}"), lambda: team.get_team(AT).find(mo.id)


def an_override() -> tuple[Place, Read]:
    said = kept.override()
    overrides.add_override(said)
    sort_key = f"override#{said.override.ends:010d}#{said.override.id}"
    return ("safety", "hours", sort_key), lambda: overrides.list_overrides(AT)[0]


def a_passkey() -> tuple[Place, Read]:
    passkeys.set_ring(RING)
    place = "safety", f"passkeys#{mo.id}", "passkeys"
    return place, lambda: passkeys.get_ring(mo.id).passkeys[0]


KINDS: dict[Callable[[], tuple[Place, Read]], type[Any]] = {
    an_account: Account,
    a_viewers_account: Account,
    a_viewers_session: Session,
    a_session: Session,
    a_verifier: Verifier,
    a_thread: Thread,
    a_listed_thread: Thread,
    a_post: Post,
    a_listed_post: Post,
    an_own_post: OwnPost,
    a_notice: Notice,
    a_report: Report,
    a_case: Case,
    a_case_in_the_queue: Case,
    a_snapshot: Snapshot,
    a_decision: Decision,
    asking.a_statement: Statement,
    the_care: Welfare,
    asking.an_appeal: Appeal,
    asking.a_strike: Strike,
    a_decision_to_be_told: Waiting,
    an_anchor: Anchor,
    an_unsealing: Unsealing,
    an_entry: Event,
    a_pause: Pause,
    **SHIFT_KINDS,
    a_passkey: Passkey,
    a_seat: Seat,
    an_override: Override,
}


def change(place: Place, how: Callable[[dict[str, Any]], None]) -> None:
    """Writes an item of the table again, changed by hand."""
    item = kept.item(*place)
    assert item is not None
    how(item)
    tables.call("put_item", TableName=tables.name(place[0]), Item=item)


def optional(kind: type[Any]) -> dict[str, Any]:
    """The fields of a kind that have a default, with it."""
    return {each.name: each.default for each in fields(kind) if each.default is not MISSING}


def placed(names: Iterable[str]) -> set[str]:
    """The same of a passkey, which stands in its place of the ring."""
    return {f"passkey_1_{name}" for name in names}


@pytest.mark.parametrize("make", [*KINDS, the_head], ids=lambda make: make.__name__)
def test_an_attribute_of_newer_code_is_passed_over(backend, make):
    place, read = make()
    before = read()
    change(place, lambda item: item.update({"from_newer_code": {"S": "yes"}}))
    assert read() == before


@pytest.mark.parametrize(("make", "kind"), KINDS.items(), ids=lambda make: make.__name__)
def test_an_attribute_that_older_code_did_not_write_has_its_default(backend, make, kind):
    place, read = make()
    lacking = optional(kind)
    change(place, lambda item: [item.pop(name, None) for name in (*lacking, *placed(lacking))])
    found = read()
    assert {name: getattr(found, name) for name in lacking} == lacking


def test_every_kind_that_the_shelves_read_is_tried():
    source = "".join(path.read_text() for path in FOLDER.rglob("*.py"))
    read = set(re.findall(r"items\.read\((?:\w+\.)?(\w+),", source))
    # The worker's mark is no one's words: another version begins anew.
    parts = {"Words", "Target", "Head", "Progress"}
    # An entry's event is read by the rules, from what is under its hash.
    assert (read | {"Event"}) - parts == {kind.__name__ for kind in KINDS.values()}
