"""What stands on the shelves when a test of the store begins."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Any

from forum import changes, erasures
from forum import threads as thread_rules
from forum.accounts import Viewer
from forum.changes import Change
from forum.moderation import audit as audit_rules
from forum.moderation import decisions as rules
from forum.moderation import overrides, pauses, reading_first, settlements
from forum.moderation import reports as report_rules
from forum.moderation.cases import CaseFile, Decision
from forum.moderation.decisions import Ruling, Verdict
from forum.moderation.overrides import Said, Wish
from forum.moderation.pauses import Pause
from forum.moderation.reading_first import ReadFirst
from forum.moderation.reports import Report
from forum.moderation.settlements import Settlement
from forum.moderation.steps import LADDER
from forum.posts import Post
from forum.sessions import Session
from forum.threads import Thread
from store import accounts, counters, items, posts, roles, sessions, tables, threads
from store.credentials import Credentials, Verifier
from store.moderation import audit, decisions, files, outbox, reports
from support.cast import (
    AT,
    GUIDELINES,
    NOW,
    alice,
    bob,
    charlie,
    conversation,
    digest,
    ident,
    mo,
    nell,
    reply,
    report,
    told,
)

LOOK_BY = "2026-11-24T10:30Z"
ACTIVITY = thread_rules.activity(NOW, 2)


def empty_tables(client: Any, prefix: str) -> None:
    """The four tables. Nothing in them expires: the cast live on a day of their own, and MiniStack
    tidies by the clock of the machine.
    """
    tables.create_all(client, prefix)
    for table in tables.TABLES:
        off = {"Enabled": False, "AttributeName": tables.EXPIRES}
        client.update_time_to_live(TableName=f"{prefix}-{table}", TimeToLiveSpecification=off)


def challenge(name: str = "a challenge") -> dict[str, Any]:
    """The Put that uses a challenge up."""
    return counters.challenge_item(digest(name), ends=AT + 300)


def used(viewer: Viewer, name: str = "a session", at: int = AT) -> dict[str, Any]:
    """The Update that notes that a passkey was used in a session."""
    return roles.passkey_used_item(viewer.id, digest(name), at=at)


def keyed(viewer: Viewer, *began: Session) -> None:
    """Somebody with a role, who used their passkey in each of these sessions."""
    roles.set_role(viewer.id, viewer.role)
    for each in began:
        sessions.add_session(each)
        item = roles.passkey_used_item(viewer.id, each.digest, at=each.seen)
        tables.call("update_item", **item)


@contextmanager
def beside(client: Any, prefix: str) -> Iterator[None]:
    """Other tables beside those of the test, which the store talks to from now on."""
    empty_tables(client, prefix)
    tables.connect(client, prefix)
    yield
    for table in tables.TABLES:
        client.delete_table(TableName=f"{prefix}-{table}")


def account(viewer: Viewer) -> None:
    """Somebody's account, as joining would have put it."""
    tables.call("put_item", **accounts.account_item(viewer.account))


def thread(name: str = "a thread", *, turn: int = 1, **how: Any) -> tuple[Thread, Post]:
    """A kept thread with its opening."""
    made, opening = conversation(name, turn=turn, **how)
    return posts.add_opening(made, opening, counts=False), opening


def answer(
    to: Thread,
    name: str = "a reply",
    *,
    by: Viewer = bob,
    turn: int = 2,
    now: datetime = NOW,
    counts: bool = False,
) -> Post:
    """A kept reply, whoever replied before; alice is told."""
    made = reply(to, name, by=by, now=now)
    activity = thread_rules.activity(now, turn)
    return posts.add_reply(made, to, activity=activity, told=told(made, alice), counts=counts)


def held_thread(by: Viewer = nell) -> tuple[Thread, Post]:
    """A kept conversation that waits for a person, with its opening."""
    thread, opening = conversation(by=by)
    made = changes.hold(opening, thread, why=("first",), look_by=LOOK_BY)
    assert made.thread
    return posts.add_opening(made.thread, made.post, counts=False), made.post


def held_answer(to: Thread, name: str = "a reply", by: Viewer = nell) -> Post:
    """A kept reply that waits for a person; nobody is told."""
    made = changes.hold(reply(to, name, by=by), None, why=("first",), look_by=LOOK_BY).post
    return posts.add_reply(made, to, activity="", told=(), counts=False)


def returned() -> Post:
    """A kept opening in which a moderator has asked for one change."""
    _, opening = held_thread()
    decide(files.get_file(opening.id), opening, action="return", line="Which street?")
    return posts.get_post(opening.id)


def reported(post: Post, *inboxes: str) -> CaseFile:
    """The case of a post that somebody reported; with inboxes, each of them did."""
    for number, inbox in enumerate(inboxes or (charlie.id,)):
        report_post(post, f"report {number}", inbox=inbox)
    return files.get_file(post.id)


def report_post(post: Post, name: str = "a report", **how: Any) -> Report:
    """A kept report of a post as it stands."""
    target, snapshot = report_rules.about_post(post)
    made = report(target, name, version=post.version, **how)
    reports.add_report(made, snapshot)
    return made


def verdict(file: CaseFile, post: Post | None, name: str = "a decision", **how: Any) -> Verdict:
    """What a moderator decides: to remove, unless told otherwise."""
    moderator = how.pop("by", mo)
    ruling = ruling_on(file, post, name, **how)
    opened = post and threads.find_opened(post)
    how = {"guidelines": GUIDELINES, "ladder": LADDER, "now": NOW}
    return rules.decide(moderator, file, post, opened, ruling, **how)


def decide(file: CaseFile, post: Post | None, name: str = "a decision", **how: Any) -> Verdict:
    """A decision that can no longer be undone: everybody has been told."""
    made = verdict(file, post, name, **how)
    decisions.add_decision(made)
    assert settle(made.decision)
    return made


def undo(decision: Decision) -> Verdict:
    """Mo takes their decision back."""
    file = files.get_file(decision.target_id)
    post = posts.get_post(decision.target_id)
    opened = threads.find_opened(post)
    return rules.undo(mo, file, post, opened, id=decision.id, now=NOW)


def settlement(decision: Decision) -> Settlement:
    """What comes of a decision, as things stand."""
    file = files.get_file(decision.target_id)
    post = posts.get_post(decision.target_id) if file.case.target.kind == "post" else None
    opened = post and threads.find_opened(post)
    held: dict[str, Any] = {}
    if post and post.waits:
        held = {"answers": posts.get_answered(post), "counts": True}
    if decision.step:
        held["account"] = accounts.get_account(file.case.target.author_id)
    made = settlements.settle(file, decision, post, opened, now=NOW, **held)
    assert made
    return made


def settle(decision: Decision) -> bool:
    """The worker tells of a decision, if nothing came in between."""
    return outbox.set_settled(settlement(decision))


def read_first(post: Post, **how: Any) -> ReadFirst:
    """A moderator reads what the author of a post writes first, for a week."""
    said = {"whom": "member", "days": 7, "line": "We would like to read along.", **how}
    target, _ = report_rules.about_post(post)
    return reading_first.read_first(mo, target, id=ident("reading"), now=NOW, **said)


def override(name: str = "a day off", **how: str) -> Said:
    """A moderator says of a day that nobody is here."""
    plain = {"kind": "away", "day": "2026-12-25", "begins": "00:00", "ends": "00:00"}
    wish = Wish(**{**plain, "reason": "A holiday for everybody.", **how})
    return overrides.say(mo, wish, id=ident(name), timezone="Europe/London", now=NOW)


def pause(file: CaseFile, post: Post, name: str = "a pause", by: Viewer = mo) -> Pause:
    """A moderator covers a post as it stands."""
    opened = threads.find_opened(post)
    return pauses.pause(by, file, post, opened, id=ident(name), version=post.version, now=NOW)


def ruling_on(file: CaseFile, post: Post | None, name: str = "a decision", **how: Any) -> Ruling:
    """What a moderator sends who has seen all of it."""
    said = {
        "action": "remove",
        "guideline": "g1",
        "line": "It names them.",
        "post_version": post.version if post else 0,
        "case_version": file.case.version,
        **how,
    }
    return Ruling(id=ident(name), **said)


def credentials(name: str, viewer: Viewer = alice) -> Credentials:
    """A key and a code as they are kept; another name is another key."""
    verifier = Verifier(account_id=viewer.id, salt="5a" * 16, verifier=digest(name), recipe=1)
    return Credentials(
        locator=digest(f"locator of {name}"), verifier=verifier, recovery=digest(f"code of {name}")
    )


def admission(name: str = "a challenge") -> dict[str, Any]:
    """A solved challenge, to join with."""
    return {"Put": counters.challenge_item(digest(name), ends=AT + 600)}


def item(table: str, pk: str, sk: str) -> dict[str, Any] | None:
    """What is kept under a key, as it is."""
    key = {"pk": {"S": pk}, "sk": {"S": sk}}
    answer = tables.call("get_item", TableName=tables.name(table), Key=key, ConsistentRead=True)
    return answer.get("Item")


def all_reports(post: Post) -> list[Report]:
    """Every report about a post, closed ones too."""
    key = {":pk": {"S": f"case#{post.id}"}, ":sk": {"S": "report#"}}
    answer = tables.call(
        "query",
        TableName=tables.name("safety"),
        ExpressionAttributeValues=key,
        KeyConditionExpression="pk = :pk AND begins_with(sk, :sk)",
        ConsistentRead=True,
    )
    return [reports.to_report(items.unpack(row)) for row in answer["Items"]]


def log() -> list[audit_rules.Entry]:
    """The log, which fits together and ends at its head."""
    entries = audit.list_entries()
    head = (
        audit_rules.Head(seq=entries[-1].seq, hash=entries[-1].hash)
        if entries
        else audit_rules.Head()
    )
    assert audit_rules.verify(entries) == (head, None)
    assert audit.get_head() == head
    return entries


def save(was: Post, now: Post) -> None:
    """Keeps a change, with the thread when it is of the opening."""
    posts.set_post(following(was, now))


def purging(post: Post) -> Change:
    """What the worker makes of a post whose time has come."""
    return changes.purge(post, threads.find_opened(post))


def purge(post: Post) -> None:
    """A post that is gone for good, as the worker leaves it."""
    posts.set_purged(purging(post), ends=erasures.ends(NOW))


def following(was: Post, now: Post) -> Change:
    """A change of one post, with the thread as it is kept when the post opens it."""
    return changes.follow(was, now, threads.find_opened(was))
