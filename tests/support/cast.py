"""The cast of the tests: alice and bob (members), gwen (greeter), mo (moderator), lee (lead),
charlie (paused), nell (whose first posts wait for a person).

And what they write. Ids are made from short names, so a test can say `ident("a reply")` twice.
"""

import hashlib
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from forum import accounts, ids, posts, sessions, threads, times
from forum.accounts import Account, Viewer
from forum.community import Community, Space
from forum.moderation import notices, reports
from forum.moderation.hours import ALWAYS
from forum.moderation.notices import Notice
from forum.moderation.reports import Report, Target
from forum.posts import Post, Words
from forum.sessions import Session
from forum.threads import Thread

NOW = datetime(2026, 11, 24, 2, 20, tzinfo=UTC)
AT = times.epoch(NOW)
AFTERNOON = NOW.replace(hour=14)
GUIDELINES = frozenset({"g1", "g2"})
URGENCY = {"g1": 1, "g2": 3}
# A reference post: 500 characters, and as much again as HTML.
SENTENCE = "It has been a long night, and I wanted to say so to someone. "
LONG = (SENTENCE * 9)[:500]


def ident(name: str) -> str:
    """A well-formed id that a short name stands for."""
    return ids.encode(hashlib.sha256(name.encode()).digest()[: ids.ID_BYTES])


def digest(name: str) -> str:
    """64 hex digits that a short name stands for."""
    return hashlib.sha256(name.encode()).hexdigest()


def account(who: str, name: str, **changes: Any) -> Account:
    """Somebody's account, long enough here that they are no longer new."""
    joined = accounts.join(id=ident(who), name=name, now=NOW)
    return replace(joined, **{"approved": accounts.APPROVED_CAP, **changes})


alice = Viewer(account=account("alice", "Quiet Heron 482"))
bob = Viewer(account=account("bob", "Gentle Otter 107"))
charlie = Viewer(account=account("charlie", "Amber Finch 733", status="paused"))
gwen = Viewer(account=account("gwen", "Gwen", staff=True), role="greeter")
nell = Viewer(account=account("nell", "Small Wren 311", approved=0))
mo = Viewer(account=account("mo", "Mo", staff=True), role="moderator")
lee = Viewer(account=account("lee", "Lee", staff=True), role="lead")

porch = Space(slug="porch", name="The porch", who_for="Everybody", readers="open")
voices = Space(slug="voices", name="Voices", who_for="Those who hear them", readers="members")


def community(**changes: Any) -> Community:
    """A community of these spaces, where somebody is always here."""
    plain: dict[str, Any] = {
        "name": "Willow Bank",
        "language": "en",
        "direction": "ltr",
        "timezone": "UTC",
        "leave_to": "https://www.example.org/",
        "run_by": "volunteers",
        "hours": "always",
        "joining": "open",
        "spaces": (porch, voices),
        "link_hosts": frozenset({"www.nhs.uk"}),
        "paces": {},
    }
    return Community(**plain | changes)


def words(source: str = LONG) -> Words:
    """Somebody's words, as if rendered."""
    return Words(source=source, html=f"<p>{source}</p>", renderer=1)


def conversation(
    name: str = "a thread",
    *,
    by: Viewer = alice,
    space: Space = porch,
    turn: int = 1,
    title: str = "A long night",
    now: datetime = NOW,
) -> tuple[Thread, Post]:
    """A new thread and its opening."""
    pair = ident(name), ident(f"the opening of {name}")
    return threads.open_thread(
        by, space, ids=pair, title=title, want="listen", words=words(), now=now, turn=turn
    )


def reply(thread: Thread, name: str = "a reply", *, by: Viewer = bob, now: datetime = NOW) -> Post:
    """A reply to a thread, not yet kept."""
    return threads.reply(by, thread, id=ident(name), reply_to=1, words=words(), now=now)


def told(answer: Post, *people: Viewer) -> tuple[Notice, ...]:
    """The notices of a reply."""
    return notices.reply_notices(
        post_id=answer.id,
        space=answer.space,
        at=answer.at,
        author=(answer.author_id, answer.author_name),
        to={one.id for one in people},
    )


def target_of(post: Post) -> Target:
    """A post as a report sees it."""
    return reports.about_post(post)[0]


def report(
    target: Target, name: str = "a report", *, inbox: str = "", now: datetime = NOW, **changes: Any
) -> Report:
    """A report that a guideline was broken; `kind="worried", reason="low"` makes it a worry."""
    said = {"kind": "guideline", "reason": "", "guideline": "g1", "note": "", **changes}
    if said["kind"] == "worried":
        said["guideline"] = ""
    plain = {"urgency": URGENCY, "hours": ALWAYS, "now": now}
    return reports.report(target, id=ident(name), inbox=inbox, **plain, **said)


def session(viewer: Viewer = alice, name: str = "a session", *, now: datetime = NOW) -> Session:
    """A session that begins now, on a shared device."""
    return sessions.start(viewer.account, digest=digest(name), own_device=False, now=now)


def withdrawn(post: Post, *, by: Viewer, now: datetime = NOW) -> Post:
    """The post, as its author's withdrawal leaves it."""
    return posts.withdraw(by, post, now=now)
