"""The front of the gateway: HTTP on a loopback port, one thread for each connection.

The standard library reads the requests and keeps the connections open. What it leaves to whoever
stands on it is here: how long a body may be and that its length is told once, and that an answer
leaves whole. It writes no log, because addresses hold ids.

Others were tried. Werkzeug's own server closes each connection. waitress needs a thread's hand
for each request, which halves the pages a second, joins cookies with commas, and resets the
connection of whoever still sends a body that it has refused.
"""

import asyncio
import contextlib
import re
import socket
import time
from email.errors import FirstHeaderLineIsContinuationDefect, MissingHeaderBodySeparatorDefect
from email.utils import formatdate
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from here import events
from here.files import Answer
from here.gateway import JSON, Gateway

BODY_MAX_BYTES = 10 * 1024 * 1024
LINGER_SECONDS = 2
IDLE_SECONDS = 30
LENGTH = re.compile("[0-9]{1,18}")
MALFORMED = (FirstHeaderLineIsContinuationDefect, MissingHeaderBodySeparatorDefect)


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

    def parse_request(self) -> bool:
        """Whether the head could be read; one with a line that is no header is not guessed at."""
        if not super().parse_request():
            return False
        if any(isinstance(defect, MALFORMED) for defect in self.headers.defects):
            self.send_error(HTTPStatus.BAD_REQUEST)
            return False
        return True

    def handle_expect_100(self) -> bool:
        """Ask for the body that a client holds back, unless it would be refused."""
        if refusal := self.refusal():
            self.refuse(refusal)
            return False
        super().handle_expect_100()
        self.wfile.flush()
        return True

    def refusal(self) -> Answer | None:
        """What is said to a body that will not be read, or nothing."""
        lengths = self.headers.get_all("content-length", ["0"])
        known = len(lengths) == 1 and LENGTH.fullmatch(lengths[0])
        if "transfer-encoding" in self.headers or not known:
            return Answer(411, JSON, b'{"message":"Length Required"}')
        if int(lengths[0]) > BODY_MAX_BYTES:
            return self.gateway.too_large("text/html" in self.headers.get("accept", ""))
        return None

    def body(self) -> bytes | None:
        """The whole body, or None when it was refused or the peer left."""
        if refusal := self.refusal():
            self.refuse(refusal)
            return None
        length = int(self.headers.get("content-length", "0"))
        body = self.rfile.read(length)
        self.close_connection |= len(body) < length
        return body if len(body) == length else None

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
