"""A community to look at, the first time: invented people, gentle words, a few open reports.

The words are in `demo/` beside it. Everything goes through the rules and the shelves, as a
member's words would; nobody of it can sign in.
"""

import os
import secrets
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from deploy import invitation
from forum import accounts, ids, threads
from forum.accounts import Account, Viewer
from forum.moderation import notices, reports
from forum.moderation.hours import Hours
from forum.posts import Post, Words
from forum.threads import Thread
from store import accounts as account_store
from store import posts, tables
from store import threads as thread_store
from store.moderation import reports as report_store
from web import content, markup

DEMO = Path(__file__).resolve().parent / "demo"
THREADS_APART = timedelta(hours=5)
REPLIES_APART = timedelta(minutes=47)


@dataclass(frozen=True, kw_only=True)
class Opened:
    """A seeded conversation: where its posts are, by number."""

    thread: Thread
    posts: dict[int, Post]


def seed(data: Path) -> None:
    """Fills empty tables with the demo community. `data` is the folder of the local server."""
    now = datetime.now(UTC)
    people = {name: _member(name, now) for name in _read("members")["members"]}
    said = content.load(Path(os.environ["LEANTO_SITE"]))
    community = said.community
    opened: dict[str, Opened] = {}
    for space in community.spaces:
        for number, entry in enumerate(_read(space.slug)["threads"]):
            at = now - (number + 1) * THREADS_APART
            opened[entry["title"]] = _thread(entry, space, people, at, now)
    hours = Hours(days=community.moderated, timezone=community.timezone)
    for entry in _read("reports")["reports"]:
        _report(entry, opened, said.urgency(), hours, now)


def invite_moderator(name: str) -> str:
    """The one-time link that makes somebody a moderator; for one who is here already, the link that
    sets up a new passkey.
    """
    origin = os.environ["LEANTO_ORIGIN"]
    return invitation.renew(name, origin=origin) or invitation.invite(
        name, role="moderator", origin=origin
    )


def _read(name: str) -> dict[str, Any]:
    return tomllib.loads((DEMO / f"{name}.toml").read_text("utf-8"))


def _member(name: str, now: datetime) -> Viewer:
    account_id = ids.encode(secrets.token_bytes(ids.ID_BYTES))
    joined = accounts.join(id=account_id, name=name, now=now)
    known = Account(**{**joined.__dict__, "approved": accounts.APPROVED_CAP})
    tables.call("put_item", **account_store.account_item(known))
    return Viewer(account=known)


def _thread(
    entry: dict[str, Any], space: Any, people: dict[str, Viewer], at: datetime, now: datetime
) -> Opened:
    author, pair = people[entry["author"]], (_id(), _id())
    thread, opening = threads.open_thread(
        author,
        space,
        ids=pair,
        title=entry["title"],
        want=entry["want"],
        words=_words(entry["body"]),
        now=at,
        turn=0,
    )
    posts.add_opening(thread, opening, counts=False)
    kept = {threads.OPENING: opening}
    for turn, (when, reply) in enumerate(_times(entry.get("replies", []), at, now), 1):
        thread = thread_store.get_thread(thread.id)
        kept[thread.next_seq] = _reply(reply, thread, people, when, turn)
    return Opened(thread=thread, posts=kept)


def _times(
    replies: list[dict[str, Any]], at: datetime, now: datetime
) -> Iterator[tuple[datetime, dict[str, Any]]]:
    for number, reply in enumerate(replies, 1):
        yield min(at + number * REPLIES_APART, now), reply


def _reply(
    entry: dict[str, Any], thread: Thread, people: dict[str, Viewer], at: datetime, turn: int
) -> Post:
    author = people[entry["author"]]
    made = threads.reply(
        author, thread, id=_id(), reply_to=threads.OPENING, words=_words(entry["body"]), now=at
    )
    told = notices.reply_notices(
        post_id=made.id,
        space=made.space,
        at=made.at,
        author=(author.id, author.name),
        to={thread.author_id},
    )
    activity = threads.activity(at, turn)
    return posts.add_reply(made, thread, activity=activity, told=told, counts=False)


def _report(
    entry: dict[str, Any],
    opened: dict[str, Opened],
    urgency: dict[str, int],
    hours: Hours,
    now: datetime,
) -> None:
    post = opened[entry["thread_title"]].posts[entry["reply"] + threads.OPENING]
    target, snapshot = reports.about_post(post)
    worried = entry["kind"] == "worried"
    made = reports.report(
        target,
        id=_id(),
        kind=entry["kind"],
        reason="low" if worried else "",
        guideline="" if worried else entry["guideline"],
        note=entry["note"],
        inbox="",
        urgency=urgency,
        hours=hours,
        now=now,
        version=snapshot.version,
    )
    report_store.add_report(made, snapshot)


def _words(source: str) -> Words:
    clean = source.strip()
    return Words(source=clean, html=markup.render(clean), renderer=markup.RENDERER_VERSION)


def _id() -> str:
    return ids.encode(secrets.token_bytes(ids.ID_BYTES))
