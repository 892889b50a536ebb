"""The CDN and the API gateway, on one machine: static files and doors under one origin.

It keeps the habits of the real ones, so that what works here works there: an API Gateway event
without a Content-Length, its own Host, a body of at most 10 MB, compressed text, the headers of
`headers.py`, and the resting page in place of an answer that a door could not give. It listens on
loopback only and writes no log, because addresses hold ids.
"""

import asyncio
import contextlib
import logging
import re
import socket
import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from email.utils import formatdate
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from traceback import walk_tb
from typing import Any

from headers import YIELDING, headers_for
from here import events, files
from here.files import Answer
from routes import door_for, is_ordinary

BODY_MAX_BYTES = 10 * 1024 * 1024
LINGER_SECONDS = 2
# How many requests the doors answer at a time; each may hold a connection to the database. More of
# them wait their turn.
AT_ONCE = 32
IDLE_SECONDS = 30
JSON = {"content-type": "application/json"}
NOT_ANSWERED = {502, 503, 504}
# About the connection, which is ours, or about a door's machine.
HOP_BY_HOP = {"connection", "content-length", "date", "keep-alive", "server", "transfer-encoding"}

log = logging.getLogger("leanto.gateway")

Door = Callable[[dict[str, Any], Any], dict[str, Any]]


@dataclass(frozen=True, kw_only=True)
class Gateway:
    """What is served: a folder of static files, and the handler of each door by name."""

    site: Path
    doors: Mapping[str, Door]
    secure: bool = False
    turns: threading.Semaphore = field(default_factory=lambda: threading.Semaphore(AT_ONCE))

    def answer(self, request: events.Request) -> Answer:
        """The answer to a request, with every header but those of the connection."""
        door = door_for(request.path)
        to = self.slash(request, door)
        if to:
            answer = Answer(308, {"location": to})
        elif door:
            answer = self.ask(door, request)
        else:
            answer = files.serve(self.site, request.method, request.path)
        if answer.status in NOT_ANSWERED or (answer.status == 500 and not answer.is_html):
            answer = self.rest(request, answer)
        return files.compressed(self.dressed(answer, request.path), request.accepts("gzip"))

    def slash(self, request: events.Request, door: str | None) -> str:
        """Where a page asked for without its last slash is, or nothing."""
        if request.method not in ("GET", "HEAD") or not is_ordinary(request.path):
            return ""
        if request.path.endswith("/") or "." in request.path.rpartition("/")[2]:
            return ""
        if not door and not (self.site / request.path[1:] / "index.html").is_file():
            return ""
        return request.path + "/" + ("?" + request.query if request.query else "")

    def ask(self, name: str, request: events.Request) -> Answer:
        """Call a door as Lambda would; one that raises has not answered."""
        try:
            with self.turns:
                told = self.doors[name](events.event_of(request), events.Context(name))
            return events.answer_of(told)
        except Exception as error:
            *_, (frame, line) = walk_tb(error.__traceback__)
            place = f"{frame.f_globals.get('__name__')}:{line}"
            log.error("the %s door raised %s at %s", name, type(error).__name__, place)
            return Answer(502, {})

    def rest(self, request: events.Request, failed: Answer) -> Answer:
        """The resting page for people, a problem for programs; both say when to come back."""
        later = {"retry-after": failed.headers.get("retry-after", "60")}
        if not request.accepts("text/html"):
            problem = {"content-type": "application/problem+json"}
            return Answer(503, later | problem, b'{"type":"/problems/resting/","status":503}')
        page = files.page(self.site, "resting.html", 503)
        return Answer(503, page.headers | later, page.body)

    def too_large(self, for_people: bool) -> Answer:
        """What the edge says to a body that no door will ever see."""
        if for_people:
            return files.page(self.site, "problems/too-large/index.html", 413)
        return Answer(413, JSON, b'{"message":"Request Entity Too Large"}')

    def dressed(self, answer: Answer, path: str) -> Answer:
        """An answer with the headers of its page; what it said about caching itself stands."""
        mine = {name: value for name, value in answer.headers.items() if name not in HOP_BY_HOP}
        for name, value in headers_for(path, secure=self.secure).items():
            if name not in YIELDING or name.lower() not in mine:
                mine[name.lower()] = value
        return Answer(answer.status, mine, answer.body, answer.cookies)


class Handler(BaseHTTPRequestHandler):
    """One connection. Mangum wants an event loop in its thread, so a door's first call makes it."""

    protocol_version = "HTTP/1.1"
    timeout = IDLE_SECONDS
    # Head and body leave together and at once. In two small segments the second would wait for the
    # peer's delayed acknowledgement of the first: 40 ms for each page.
    wbufsize = -1
    disable_nagle_algorithm = True
    gateway: Gateway
    loop: asyncio.AbstractEventLoop | None = None

    def respond(self) -> None:
        """Read one request, answer it."""
        body = self.body()
        if body is None:
            return
        if self.loop is None:
            self.loop = asyncio.new_event_loop()
            asyncio.set_event_loop(self.loop)
        target = self.requestline.split()[1]
        answer = self.gateway.answer(
            events.request_of(self.command, target, self.headers, body, self.client_address[0])
        )
        self.write(answer)

    do_GET = do_HEAD = do_POST = do_PUT = do_PATCH = do_DELETE = do_OPTIONS = respond

    def body(self) -> bytes | None:
        """The whole body, or None when it was refused."""
        length = self.headers.get("content-length", "0")
        if "transfer-encoding" in self.headers or not re.fullmatch("[0-9]{1,18}", length):
            self.refuse(Answer(411, JSON, b'{"message":"Length Required"}'))
            return None
        if int(length) > BODY_MAX_BYTES:
            self.refuse(self.gateway.too_large("text/html" in self.headers.get("accept", "")))
            return None
        body = self.rfile.read(int(length))
        self.close_connection |= len(body) < int(length)
        return body if len(body) == int(length) else None

    def refuse(self, answer: Answer) -> None:
        """Answer before the body has been read, then close without a reset if the peer is quick."""
        self.close_connection = True
        self.write(self.gateway.dressed(answer, self.path))
        with contextlib.suppress(OSError):
            self.wfile.flush()
            self.connection.shutdown(socket.SHUT_WR)
            deadline = time.monotonic() + LINGER_SECONDS
            self.connection.settimeout(LINGER_SECONDS)
            while time.monotonic() < deadline and self.connection.recv(1 << 16):
                pass

    def write(self, answer: Answer) -> None:
        """Send an answer. A HEAD has the length of its GET and no body."""
        self.send_response_only(answer.status)
        self.send_header("Date", formatdate(usegmt=True))
        for name, value in answer.headers.items():
            self.send_header(name, value)
        for cookie in answer.cookies:
            self.send_header("Set-Cookie", cookie)
        if self.close_connection:
            self.send_header("Connection", "close")
        if answer.status not in (204, 304) and (answer.body or self.command != "HEAD"):
            self.send_header("Content-Length", str(len(answer.body)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(answer.body)

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        """What cannot be read as HTTP gets a bare answer."""
        self.close_connection = True
        phrase = HTTPStatus(code).phrase.encode()
        self.write(self.gateway.dressed(Answer(code, {"content-type": "text/plain"}, phrase), "/"))

    def finish(self) -> None:
        with contextlib.suppress(OSError):
            super().finish()
        if self.loop:
            asyncio.set_event_loop(None)
            self.loop.close()

    def log_message(self, *_: object) -> None:
        """Nothing: a request line holds ids."""


class Server(ThreadingHTTPServer):
    """One thread per connection; a second server on the same port is refused, not shared."""

    daemon_threads = True
    block_on_close = False
    allow_reuse_port = False
    request_queue_size = 128

    def handle_error(self, request: object, client_address: object) -> None:
        """A visitor who leaves half-way is nobody's error."""


def server(gateway: Gateway, port: int) -> Server:
    """A server on loopback, not yet serving. Raises OSError when the port is taken."""
    handler = type("GatewayHandler", (Handler,), {"gateway": gateway})
    return Server(("127.0.0.1", port), handler)
