"""Visitors of the real doors, in this process: requests reach them as API Gateway's events, and
what each took is summed up.
"""

import secrets
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from secrets import randbelow
from typing import Any
from urllib.parse import urlencode

from forum import accounts, ids, sessions
from forum.accounts import Account
from headers import headers_for
from here import events, files
from here.files import Answer
from routes import door_for
from store import accounts as account_store
from store import roles, tables
from store import sessions as session_store
from web import session

# What the author of a post that was taken back is shown.
GONE = 410
ORDINARY = {
    "accept": "text/html",
    "content-type": "application/x-www-form-urlencoded",
    "sec-fetch-site": "same-origin",
}

Doors = Mapping[str, Callable[[dict[str, Any], Any], dict[str, Any]]]


@dataclass(frozen=True, kw_only=True)
class Spent:
    """What one act took: requests, capacity units, bytes sent and kept, calls of the database,
    and seconds of a whole processor. `peaks` is the most that a table or index was asked to write
    by one call.
    """

    requests: int = 0
    reads: float = 0
    writes: float = 0
    sent: int = 0
    kept: int = 0
    looks: int = 0
    processor: float = 0
    peaks: Mapping[str, int] = field(default_factory=dict)


@dataclass
class Visitor:
    """Somebody's browser, in a network of its own: it keeps its cookie, and sums up what it asked
    for.
    """

    doors: Doors
    cookies: tuple[str, ...] = ()
    spent: Spent = field(default_factory=Spent)
    address: str = field(default_factory=lambda: f"10.{randbelow(256)}.{randbelow(256)}.7")

    def get(self, path: str) -> str:
        """A page that must be there, as text."""
        return self._ask("GET", path).body.decode()

    def post(self, path: str, /, **fields: str) -> Answer:
        """A form that must be taken; the page that it leads to is fetched too."""
        answer = self._ask("POST", path, urlencode(fields).encode())
        if to := answer.headers.get("location", ""):
            self.get(to.partition("#")[0])
        return answer

    def wait(self, door: str, ahead: timedelta = timedelta()) -> None:
        """Nobody asks; a clock does, or will have in so long."""
        event = {"source": "clock", "time": (datetime.now(UTC) + ahead).isoformat()}
        began = time.thread_time()
        self.doors[door](event, events.Context(door))
        took = time.thread_time() - began
        self.spent = replace(
            self.spent, requests=self.spent.requests + 1, processor=self.spent.processor + took
        )

    def _ask(self, method: str, path: str, body: bytes = b"") -> Answer:
        raw, _, query = path.partition("?")
        request = events.Request(
            method=method,
            path=raw,
            query=query,
            headers=ORDINARY,
            cookies=self.cookies,
            body=body,
            address=self.address,
        )
        door = door_for(raw) or ""
        event, context = events.event_of(request), events.Context(door)
        began = time.thread_time()
        told = self.doors[door](event, context)
        took = time.thread_time() - began
        answer = events.answer_of(told)
        if answer.status >= 400 and answer.status != GONE:
            raise RuntimeError(f"{method} {raw.split('/')[1]} was answered with {answer.status}")
        self._keep(answer)
        self.spent = replace(
            self.spent,
            requests=self.spent.requests + 1,
            sent=self.spent.sent + weight(answer, raw),
            processor=self.spent.processor + took,
        )
        return answer

    def _keep(self, answer: Answer) -> None:
        for cookie in answer.cookies:
            pair = cookie.partition(";")[0]
            self.cookies = (pair,) if pair.partition("=")[2] else ()


def weight(answer: Answer, path: str) -> int:
    """The bytes of an answer on its way to a browser, with its headers and compressed."""
    told = {**answer.headers, **headers_for(path, secure=True)}
    lines = sum(len(name) + len(value) + len(": \r\n") for name, value in told.items())
    return lines + len(files.compressed(answer, True).body)


@dataclass(frozen=True)
class Cast:
    """A forum with somebody in it. Each `somebody` is new, so that nobody is held to a pace."""

    doors: Doors
    space: str
    thread: str

    def visitor(self) -> Visitor:
        return Visitor(self.doors)

    def somebody(self, role: str = "member") -> Visitor:
        """A member who is no longer new, or a moderator, signed in."""
        now, account_id = datetime.now(UTC), new_id()
        joined = accounts.join(id=account_id, name=f"Quiet Heron {account_id[:4]}", now=now)
        known: Account = replace(joined, approved=accounts.APPROVED_CAP, staff=role != "member")
        tables.call("put_item", **account_store.account_item(known))
        if role != "member":
            roles.set_role(account_id, role)
        token = secrets.token_hex(session.TOKEN_BYTES)
        begun = sessions.start(known, digest=session.digest(token), own_device=False, now=now)
        session_store.add_session(begun)
        if role != "member":
            used = roles.passkey_used_item(account_id, begun.digest, at=begun.seen)
            tables.call("update_item", **used)
        return Visitor(self.doors, (f"{session.cookie_name()}={account_id}.{token}",))


def new_id() -> str:
    return ids.encode(secrets.token_bytes(ids.ID_BYTES))
