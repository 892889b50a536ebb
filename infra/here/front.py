"""The front of the gateway: HTTP on a loopback port, as uvicorn speaks it.

What uvicorn leaves to whoever stands on it is here: how long a body may be, that its length is
told beforehand, and threads for the doors, so that a slow one delays nobody's page of help. There
is no log, because addresses hold ids.

Others were tried. waitress asks for a body that it will refuse, and resets the connection of who
sends it; cheroot believes the second of two lengths. Both serve fewer pages a second.
"""

import asyncio
import contextlib
import socket
from collections.abc import Awaitable, Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import uvicorn

from here import events
from here.files import Answer
from here.gateway import AT_ONCE, JSON, Gateway
from routes import door_for

BODY_MAX_BYTES = 10 * 1024 * 1024
LINGER_SECONDS = 2
OPTIONS: dict[str, Any] = {
    "interface": "asgi3",
    "http": "h11",
    "ws": "none",
    "lifespan": "off",
    "proxy_headers": False,
    "server_header": False,
    "log_config": None,
    "log_level": "critical",
    "access_log": False,
    "timeout_keep_alive": 30,
    "timeout_graceful_shutdown": 5,
}

Message = dict[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]


class Server:
    """A gateway on a port of loopback, taken at once. Raises OSError when it is somebody's."""

    def __init__(self, gateway: Gateway, port: int) -> None:
        self.gateway = gateway
        self.threads = ThreadPoolExecutor(AT_ONCE)
        self.listener = socket.create_server(("127.0.0.1", port))
        # Else the body would wait 40 ms for the peer's delayed acknowledgement of the head.
        self.listener.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.port: int = self.listener.getsockname()[1]
        self.http = uvicorn.Server(uvicorn.Config(self.respond, **OPTIONS))

    def run(self) -> None:
        """Serve until Ctrl-C, or until somebody calls `stop` from another thread."""
        self.http.run([self.listener])

    def stop(self) -> None:
        self.http.should_exit = True

    async def respond(self, scope: Message, receive: Receive, send: Send) -> None:
        """Read one request, answer it (ASGI)."""
        headers = [(name.decode("latin-1"), it.decode("latin-1")) for name, it in scope["headers"]]
        if refusal := self.refusal(dict(headers)):
            return await refuse(self.gateway.dressed(refusal, "/"), receive, send)
        body = await whole(receive)
        if body is None:
            return
        target = (scope["raw_path"] + b"?" + scope["query_string"]).decode()
        request = events.request_of(scope["method"], target, headers, body, scope["client"][0])
        await say(await self.answer(request), send)

    def refusal(self, headers: dict[str, str]) -> Answer | None:
        """What is said to a body that will not be read, or nothing."""
        if "transfer-encoding" in headers:
            return Answer(411, JSON, b'{"message":"Length Required"}')
        if int(headers.get("content-length", 0)) > BODY_MAX_BYTES:
            return self.gateway.too_large("text/html" in headers.get("accept", ""))
        return None

    async def answer(self, request: events.Request) -> Answer:
        """The gateway's answer: a file at once, a door's from a thread."""
        if not door_for(request.path):
            return self.gateway.answer(request)
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(self.threads, self.ask, request)

    def ask(self, request: events.Request) -> Answer:
        """A door's answer. Mangum wants an event loop in its thread."""
        with asyncio.Runner():
            return self.gateway.answer(request)


async def whole(receive: Receive) -> bytes | None:
    """The whole body, or None when the peer left."""
    body, more = bytearray(), True
    while more:
        part = await receive()
        body += part.get("body", b"")
        more = part.get("more_body", False)
    return None if part["type"] == "http.disconnect" else bytes(body)


async def refuse(answer: Answer, receive: Receive, send: Send) -> None:
    """Answer before the body has been read, then close without a reset if the peer is quick."""
    answer.headers["connection"] = "close"
    await say(answer, send, end=False)
    with contextlib.suppress(TimeoutError):
        async with asyncio.timeout(LINGER_SECONDS):
            while (await receive()).get("more_body"):
                pass
    await send({"type": "http.response.body"})


async def say(answer: Answer, send: Send, *, end: bool = True) -> None:
    """Send an answer. A HEAD has the length of its GET, when a body was made for it."""
    headers = [*answer.headers.items(), *(("set-cookie", cookie) for cookie in answer.cookies)]
    if answer.body:
        headers.append(("content-length", str(len(answer.body))))
    raw = [(name.encode(), value.encode()) for name, value in headers]
    await send({"type": "http.response.start", "status": answer.status, "headers": raw})
    await send({"type": "http.response.body", "body": answer.body, "more_body": not end})
