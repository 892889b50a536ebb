"""People at the doors: a forum on empty tables, and visitors who send real API Gateway events.

Each event is what the service sends: HTTP API format 2.0, no Content-Length, a form's body in
base64, cookies as a list. Each handler is held to the grants of its door.
"""

import asyncio
import importlib
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from types import SimpleNamespace
from typing import Any
from urllib.parse import urlencode

import altcha
from flask import Flask

import worker
from forum import sessions, times
from forum.accounts import Viewer
from here import events
from routes import door_for
from store import accounts, posts, roles, tables, threads
from store import sessions as session_store
from support import cast, guards
from support.reading import Page
from support.replies import Reply
from web import door, session

DOORS = ("auth", "member", "moderator", "staff")
ORIGIN = "http://localhost:8000"
ADDRESS = "203.0.113.7"
FORM = "application/x-www-form-urlencoded"
OWN = {"sec-fetch-site": "same-origin", "origin": ORIGIN}


@dataclass
class Forum:
    """The four doors on one set of tables, at one moment; `clock.now` may be moved."""

    handlers: dict[str, Any]
    apps: dict[str, Flask]
    clock: SimpleNamespace

    def send(
        self,
        method: str,
        path: str,
        *,
        door: str = "",
        cookies: tuple[str, ...] = (),
        body: bytes = b"",
        address: str = ADDRESS,
        **headers: str,
    ) -> Reply:
        """One request as it is said; header names with underscores for dashes."""
        raw, _, query = path.partition("?")
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        event = events.event_of(
            events.Request(
                method=method,
                path=raw,
                query=query.partition("#")[0],
                headers={"accept": "text/html"} | named,
                cookies=cookies,
                body=body,
                address=address,
            )
        )
        return self.hand(door or door_for(path.partition("?")[0]) or "member", event)

    def hand(self, door: str, event: dict[str, Any]) -> Reply:
        """Give a door an event, in whichever thread this is."""
        with _loop():
            told = self.handlers[door](event, events.Context(door))
        return Reply(events.answer_of(told), event, told)

    def later(self, **apart: float) -> None:
        """Moves the clock on: `later(minutes=5)`."""
        self.clock.now += timedelta(**apart)

    def settles(self) -> int:
        """Half a minute passes, and the worker tells people of what was decided; of how many."""
        self.later(seconds=30)
        with guards.acting("worker"):
            return worker.settle(self.clock.now)

    def becomes(self, who: Viewer, **changes: Any) -> None:
        """Changes an account as it is kept: `becomes(alice, status="paused")`."""
        account = accounts.get_account(who.id)
        assert account
        put = accounts.account_item(replace(account, **changes))
        tables.call("put_item", TableName=put["TableName"], Item=put["Item"])

    def visitor(self, address: str = ADDRESS) -> "Visitor":
        """Somebody without a session."""
        return Visitor(self, address=address)

    def member(self, who: Viewer, name: str = "a session", *, own: bool = False) -> "Visitor":
        """Somebody of the cast, with an account and a session of their own, in which whoever has a
        role has just used their passkey.
        """
        made = self.with_key_alone(who, name, own=own)
        if who.role != "member":
            digest, at = session.digest(cast.digest(f"{who.name} {name}")), self.clock.now
            used = roles.passkey_used_item(who.id, digest, at=times.epoch(at))
            tables.call("update_item", **used)
        return made

    def with_key_alone(
        self, who: Viewer, name: str = "a session", *, own: bool = False
    ) -> "Visitor":
        """Somebody of the cast who has signed in with their key, and used no passkey."""
        if accounts.get_account(who.id) is None:
            tables.call("put_item", **accounts.account_item(who.account))
            if who.role != "member":
                roles.set_role(who.id, who.role)
        token = cast.digest(f"{who.name} {name}")
        made = sessions.start(
            who.account, digest=session.digest(token), own_device=own, now=self.clock.now
        )
        session_store.add_session(made)
        return Visitor(self, cookies=(f"leanto={who.id}.{token}",))

    def fills(self, thread: str, replies: int) -> None:
        """Bob writes back so many times, straight onto the shelves: "Reply 0", "Reply 1", …"""
        for number in range(replies):
            kept = threads.get_thread(thread)
            made = cast.reply(kept, f"{thread} {number}", now=self.clock.now)
            made = replace(made, words=cast.words(f"Reply {number}"))
            told = cast.told(made, cast.alice)
            posts.add_reply(made, kept, activity=kept.activity, told=told, counts=False)


@dataclass
class Visitor:
    """A browser: it sends the headers that a browser sends, and keeps its cookie."""

    forum: Forum
    cookies: tuple[str, ...] = ()
    address: str = ADDRESS
    headers: dict[str, str] = field(default_factory=dict)

    def get(self, path: str, **headers: str) -> Reply:
        return self._keep(
            self.forum.send(
                "GET", path, cookies=self.cookies, address=self.address, **self.headers | headers
            )
        )

    def post(self, path: str, /, **fields: str) -> Reply:
        """A form of ours, sent from our page."""
        return self.send(path, urlencode(fields).encode())

    def send(self, path: str, body: bytes, content_type: str = FORM, **headers: str) -> Reply:
        """Any body at all, sent from our page."""
        sent = {"content-type": content_type} | OWN | self.headers | headers
        if not content_type:
            del sent["content-type"]
        return self._keep(
            self.forum.send(
                "POST", path, cookies=self.cookies, body=body, address=self.address, **sent
            )
        )

    def fill(self, path: str, action: str = "", /, **typed: str) -> Reply:
        """Opens a page and sends the form on it that writes to `action` (or to the page itself)."""
        fields = self.get(path).page.form(action or path.partition("?")[0])
        return self.post(action or path.partition("?")[0], **fields | typed)

    def opens(self, space: str = "porch", **typed: str) -> tuple[str, str]:
        """Starts a conversation; the ids of the thread and of its opening."""
        path = f"/spaces/{space}/new/"
        fields = self.get(path).page.form(path)
        words = {"title": "A long night", "body": "Could not *sleep*.", "want": "listen"}
        reply = self.post(path, **fields | words | typed)
        assert reply.status == 303, reply.page.text
        return fields["thread_id"], fields["post_id"]

    def answers(self, thread: str, body: str = "I hear you.") -> str:
        """Writes a reply; the id of it."""
        self.forum.later(seconds=20)
        path = f"/threads/{thread}/replies/"
        fields = self.get(f"/threads/{thread}/").page.form(path)
        reply = self.post(path, **fields | {"body": body})
        assert reply.status == 303, reply.page.text
        return fields["post_id"]

    def reports(self, post: str, **typed: str) -> Reply:
        """Says that a post breaks a guideline."""
        path = f"/posts/{post}/report/"
        fields = self.get(f"{path}?kind=guideline").page.form(path)
        return self.post(path, **fields | {"guideline": "g3"} | typed)

    def lets_up(self, post: str) -> None:
        """Reads a post that waits, as a moderator, and lets it up."""
        reply = self.fill(f"/moderate/cases/{post}/", action="approve")
        assert reply.status == 303, reply.page.text
        self.forum.settles()

    def decides(self, post: str, **typed: str) -> Reply:
        """Takes a post down, as a moderator, and leaves it at that: everybody is told."""
        decision = {"action": "remove", "guideline": "g3", "line": "It names a street."}
        reply = self.fill(f"/moderate/cases/{post}/", **decision | typed)
        self.forum.settles()
        return reply

    def reasons(self) -> str:
        """The address of the newest reasons in this person's inbox."""
        links = [link["href"] for link in self.get("/inbox/").page.all("a")]
        return next(link for link in links if link.startswith("/notices/"))

    def asks_again(self, reasons: str, text: str = "It was my own street.") -> Reply:
        """Asks for another look at a decision."""
        return self.fill(reasons, f"{reasons}appeal/", appeal=text)

    def answers_appeal(self, reasons: str, **typed: str) -> Reply:
        """Looks again, as a moderator, and leaves it at that: whoever asked is told."""
        said = {"outcome": "overturn", "answer": "It was yours to say."}
        path = reasons.replace("/notices/", "/moderate/appeals/")
        reply = self.fill(path, **said | typed)
        self.forum.settles()
        return reply

    def invites(self) -> str:
        """A code to join with, made by a moderator."""
        return self.fill("/moderate/invitations/").page.id("code").text

    def joins(self, **typed: str) -> Reply:
        """Joins by the form, with the first name on it."""
        page = self.get("/join/").page
        ticks = {"adult": "1", "cards": "1", "consent": "1"}
        return self.post("/join/", **page.form("/join/") | {"name": names(page)[0]} | ticks | typed)

    def solves(self, path: str = "/join/challenge/") -> str:
        """The speed bump's paper, as speed-bump.js would make it."""
        challenge = altcha.Challenge.from_dict(self.get(path).json)
        solution = altcha.solve_challenge(challenge)
        assert solution
        return altcha.Payload(challenge=challenge, solution=solution).to_base64()

    def _keep(self, reply: Reply) -> Reply:
        if reply.answer.cookies:
            name, _, value = reply.cookie.partition("=")
            others = tuple(one for one in self.cookies if not one.startswith(name + "="))
            self.cookies = (*others, reply.cookie) if value else others
        return reply


def names(page: Page) -> list[str]:
    """The names that the joining form offers."""
    return [one["value"] for one in page.all("input", type="radio", name="name")]


def key_and_code(reply: Reply) -> tuple[str, str]:
    """The key and the recovery code that a page shows this once."""
    assert reply.status == 200, reply.page.text
    return reply.page.id("key").text, reply.page.id("code").text


def doors(now: datetime, names: dict[str, tuple[Flask, Any]]) -> Forum:
    """The forum of some apps and their handlers, with the clock stopped."""
    clock = SimpleNamespace(now=now)
    for app, _ in names.values():
        app.config["CLOCK"] = lambda: clock.now
    handlers = {name: guards.as_door(name, handler) for name, (_, handler) in names.items()}
    return Forum(handlers, {name: app for name, (app, _) in names.items()}, clock)


def real_doors() -> dict[str, tuple[Flask, Any]]:
    """The apps and handlers that would be deployed."""
    modules = {name: importlib.import_module(name) for name in DOORS}
    return {name: (module.app, module.handler) for name, module in modules.items()}


def other_doors() -> dict[str, tuple[Flask, Any]]:
    """The same routes on the site that the environment names now."""
    made = {}
    for name, (app, _) in real_doors().items():
        fresh = door.make_app(*app.blueprints.values())
        made[name] = fresh, door.make_handler(fresh)
    return made


@contextmanager
def _loop() -> Iterator[None]:
    """Mangum wants an event loop in the thread that calls it; the main thread has one."""
    if threading.current_thread() is threading.main_thread():
        yield
        return
    loop = asyncio.new_event_loop()
    asyncio.set_event_loop(loop)
    try:
        yield
    finally:
        asyncio.set_event_loop(None)
        loop.close()
