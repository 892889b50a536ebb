"""A small community for a running forum: what the cast wrote, reported and decided today."""

import hashlib
import secrets
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import worker
from forum import changes, details, ids, sessions, threads, times
from forum.accounts import Viewer
from forum.community import Space
from forum.moderation import appeals, corrections, decisions, notices, redactions, reports
from forum.moderation.appeals import Answer
from forum.moderation.cases import Decision
from forum.moderation.decisions import Ruling
from forum.moderation.hours import ALWAYS
from forum.moderation.redactions import Redaction
from forum.posts import Post, Words
from forum.threads import Thread
from store import accounts as account_store
from store import posts as post_store
from store import roles, tables, team
from store import sessions as session_store
from store import threads as thread_store
from store.moderation import appeals as appeal_store
from store.moderation import decisions as decision_store
from store.moderation import files, statements
from store.moderation import reports as report_store
from support import cast, kept
from web import content, markup

# With what else is written in it, two pages, and room on the second for what tests write.
LONG_REPLIES = 18
TITLE = "The anniversary is on Thursday"
OPENING = """It’ll be a year since Mum died. I thought I’d be *further along* by now.

I’m not looking for fixes. Some days go like this:

- the kettle, then the window
- a walk, if it isn’t raining

> One cup at a time, she used to say.

More at https://www.nhs.uk/mental-health/ if you need it."""
ANSWER = "I’m really glad you said it here. Thursday can just be Thursday. "
UNKIND = "Then walk down Acacia Road with me and say that again."
STREET = "There is a bench in Acacia Road that I like."
WINDOW = "My window is on Acacia Road."
FOUND = "The group meets at five, in the house where I live, Acacia Road 4. Come along."
BACK, LOUD = "I take this back.", "Shouting is all that is left, so I shout."
LOW = "I can’t see the point of any of it today."
LINE = "You named a street, and everyone stays unknown here. The rest of it was kind."


@dataclass(frozen=True, kw_only=True)
class Village:
    """Where things are: each value is what an address needs."""

    thread: Thread
    opening: Post
    removed: Post
    reasons: Decision
    asked: Decision
    answered: Decision
    withdrawn: Post
    reported: Post
    feared: Post
    endangered: Post
    guarded: Thread
    porch: Thread
    held: Post
    returned: Post
    redacted: Post


def settle(site: Path) -> Village:
    """Fills empty tables."""
    now = datetime.now(UTC)
    spaces = {space.slug: space for space in content.load(site).community.spaces}
    move_in()
    thread, opening = converse(cast.alice, spaces["missing-someone"], TITLE, OPENING, now)
    for number in range(LONG_REPLIES):
        answer(cast.bob, thread, ANSWER * (1 + number % 3), 1 if number % 3 else 2, now)
    removed, withdrawn, reported = (
        answer(cast.alice, thread, words, 1, now) for words in (UNKIND, BACK, LOUD)
    )
    feared, endangered = fear_for(thread, now), fear_for(thread, now)
    reasons = take_down(removed, now)
    asked, answered = (ask_again(thread, words, now) for words in (STREET, WINDOW))
    answer_appeal(answered, now)
    post_store.set_post(changes.withdraw(cast.alice, withdrawn, None, now=now))
    complain(reported, now)
    guarded, _ = converse(cast.bob, spaces["voices"], "The radio again", "It knew my name.", now)
    street = wait(thread, "I live in Acacia Road, and it helps to say so.", now)
    held = wait(thread, "Is it all right if I only say hello for now?", now)
    return Village(
        thread=thread,
        opening=opening,
        removed=removed,
        reasons=reasons,
        asked=asked,
        answered=answered,
        withdrawn=withdrawn,
        reported=reported,
        feared=feared,
        endangered=endangered,
        guarded=guarded,
        porch=converse(cast.bob, spaces["porch"], "كيف أبدأ", "مرحبا. هذا أول يوم لي هنا.", now)[0],
        held=held,
        returned=hand_back(street, now),
        redacted=redact(answer(cast.alice, thread, FOUND, 1, now), now),
    )


def move_in() -> None:
    """The cast have their accounts, and two of them their roles."""
    for viewer in (cast.alice, cast.bob, cast.nell, cast.mo, cast.lee):
        tables.call("put_item", **account_store.account_item(viewer.account))
    for viewer in (cast.mo, cast.lee):
        roles.set_role(viewer.id, viewer.role)
        team.add_seat(viewer.id, viewer.name)


def fear_for(thread: Thread, now: datetime) -> Post:
    """Alice writes something that worries somebody."""
    made = answer(cast.alice, thread, LOW, 1, now)
    tell(made, now, kind="worried", reason="low")
    return made


def converse(by: Viewer, space: Space, title: str, body: str, now: datetime) -> tuple[Thread, Post]:
    """A conversation is opened."""
    thread, opening = threads.open_thread(
        by,
        space,
        ids=(new_id(), new_id()),
        title=title,
        want="listen",
        words=written(body),
        now=now,
        turn=0,
    )
    post_store.add_opening(thread, opening, counts=False)
    return thread, opening


def answer(by: Viewer, thread: Thread, body: str, to: int, now: datetime) -> Post:
    """A reply, with the notice to the one who began."""
    thread = thread_store.get_thread(thread.id)
    made = threads.reply(by, thread, id=new_id(), reply_to=to, words=written(body), now=now)
    told = notices.reply_notices(
        post_id=made.id,
        space=made.space,
        at=made.at,
        author=(by.id, by.name),
        to={thread.author_id},
    )
    activity = threads.activity(now, thread.next_seq)
    return post_store.add_reply(made, thread, activity=activity, told=told, counts=False)


def wait(thread: Thread, body: str, now: datetime) -> Post:
    """A first reply of nell's, which waits for a person."""
    thread = thread_store.get_thread(thread.id)
    made = threads.reply(cast.nell, thread, id=new_id(), reply_to=1, words=written(body), now=now)
    due = times.stamp(times.quarter_after(now + timedelta(hours=8)))
    held = changes.hold(made, None, why=("first",), look_by=due).post
    return post_store.add_reply(held, thread, activity="", told=(), counts=False)


def hand_back(post: Post, now: datetime) -> Post:
    """A moderator asks for one change."""
    made = changes.hand_back(post, None, ask="Could you leave out the street?", now=now)
    post_store.set_post(made)
    return made.post


def redact(post: Post, now: datetime) -> Post:
    """A moderator takes out where somebody lives, and says what is right before the rest."""
    out = ("Acacia Road 4",)
    left = written(details.take_out(FOUND, out, "[a moderator took out a detail]"))
    made = redactions.redact(post, None, Redaction(words=left, title="", details=out), now=now)
    post_store.set_post(made)
    said = {"correction": "The group meets at six.", "source": "The notice in the library."}
    corrected = corrections.correct(made.post, None, **said, now=now)
    post_store.set_post(corrected)
    return corrected.post


def complain(post: Post, now: datetime) -> None:
    """Somebody names a guideline."""
    tell(post, now, kind="guideline", guideline="g3")


def tell(post: Post, now: datetime, *, kind: str, reason: str = "", guideline: str = "") -> None:
    """Bob reports it."""
    target, snapshot = reports.about_post(post)
    made = reports.report(
        target,
        id=new_id(),
        kind=kind,
        reason=reason,
        guideline=guideline,
        note="They don’t sound like themselves.",
        inbox=cast.bob.id,
        urgency={"g3": 2},
        hours=ALWAYS,
        now=now,
        version=snapshot.version,
    )
    report_store.add_report(made, snapshot)


def take_down(post: Post, now: datetime) -> Decision:
    """Alice's reply is reported by bob and taken down by mo."""
    complain(post, now)
    file = files.get_file(post.id)
    ruling = Ruling(
        id=new_id(),
        action="remove",
        guideline="g3",
        line=LINE,
        post_version=post.version,
        case_version=file.case.version,
    )
    rules = frozenset({"g3"})
    verdict = decisions.decide(cast.mo, file, post, None, ruling, guidelines=rules, now=now)
    decision_store.add_decision(verdict)
    assert kept.settle(verdict.decision)
    return verdict.decision


def ask_again(thread: Thread, body: str, now: datetime) -> Decision:
    """Another reply of alice's is taken down, and she asks for another look."""
    post = answer(cast.alice, thread, body, 1, now)
    decision = take_down(post, now)
    at = times.epoch(now)
    reasons = statements.get_statement(cast.alice.id, decision.id, at=at)
    words = "It is a long road.\n\nNobody could find me by it."
    appeal_store.add_appeal(
        appeals.ask(cast.alice, reasons, post_store.get_post(post.id), words, now)
    )
    return decision


def answer_appeal(decision: Decision, now: datetime) -> None:
    """Lee finds that it may stand."""
    file = files.get_file(decision.id)
    line = "It is a long road, as you say. We were too careful."
    sent = Answer(id=new_id(), outcome="overturn", guideline="", line=line, case_version=1)
    made = appeals.answer(
        cast.lee, file, decision, sent, alone=False, guidelines=frozenset({"g3"}), now=now
    )
    decision_store.add_decision(made)
    assert file.appeal and worker.review(files.get_file(decision.id), made.decision, now)


def sign_in(viewer: Viewer, origin: str) -> dict[str, Any]:
    """A cookie of a new session, as Playwright takes it; whoever has a role has used their passkey
    in it just now.
    """
    cookie = sign_in_with_key(viewer, origin)
    if viewer.is_staff:
        digest = hashlib.sha256(cookie["value"].partition(".")[2].encode()).hexdigest()
        at = int(datetime.now(UTC).timestamp())
        tables.call("update_item", **roles.passkey_used_item(viewer.id, digest, at=at))
    return cookie


def sign_in_with_key(viewer: Viewer, origin: str) -> dict[str, Any]:
    """The same with the key alone."""
    token = secrets.token_hex(32)
    digest = hashlib.sha256(token.encode()).hexdigest()
    started = sessions.start(viewer.account, digest=digest, own_device=False, now=datetime.now(UTC))
    session_store.add_session(started)
    return {"name": "leanto", "value": f"{viewer.id}.{token}", "url": origin}


def written(source: str) -> Words:
    clean = source.strip()
    return Words(source=clean, html=markup.render(clean), renderer=markup.RENDERER_VERSION)


def new_id() -> str:
    return ids.encode(secrets.token_bytes(ids.ID_BYTES))
