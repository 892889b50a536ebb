"""From ASGI (what Mangum speaks) to WSGI (what Flask speaks), in the calling thread.

A function answers one request at a time, so a thread pool would only cost time: the WSGI app runs
inside the coroutine. The whole body is here before it runs, so its length is counted, never read
from a header. A log line never holds a path, a header, a body or an exception's message.
"""

import logging
import sys
from collections.abc import Awaitable, Callable, MutableMapping
from io import BytesIO
from traceback import walk_tb
from typing import Any
from wsgiref.types import WSGIApplication

Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Answer = tuple[int, list[tuple[bytes, bytes]], bytes]

FAILED: Answer = (500, [(b"content-type", b"text/plain; charset=utf-8")], b"Something went wrong.")
ALWAYS = {
    "SCRIPT_NAME": "",
    "SERVER_PROTOCOL": "HTTP/1.1",
    "wsgi.version": (1, 0),
    "wsgi.input_terminated": True,
    **dict.fromkeys(("wsgi.multithread", "wsgi.multiprocess", "wsgi.run_once"), False),
}
log = logging.getLogger("leanto.bridge")
# Mangum logs each path, and our paths hold ids; and each traceback, which holds messages.
logging.getLogger("mangum.http").disabled = True


class Bridge:
    """An ASGI application around a WSGI one. A WSGI app that raises gives a bare 500."""

    def __init__(self, app: WSGIApplication) -> None:
        self.app = app

    async def __call__(self, scope: Message, receive: Receive, send: Callable[..., Any]) -> None:
        try:
            status, headers, body = call(self.app, environ(scope, await read(receive)))
        except Exception as error:
            log.error("%s at %s", type(error).__name__, place(error))
            status, headers, body = FAILED
        await send({"type": "http.response.start", "status": status, "headers": headers})
        await send({"type": "http.response.body", "body": body})


async def read(receive: Receive) -> bytes:
    message = await receive()
    body: bytes = message.get("body", b"")
    while message.get("more_body"):
        message = await receive()
        body += message.get("body", b"")
    return body


def environ(scope: Message, body: bytes) -> dict[str, Any]:
    """The WSGI environment (PEP 3333); the API Gateway event is in `aws.event`."""
    found: dict[str, Any] = {}
    for raw_name, raw_value in scope["headers"]:
        name, value = raw_name.decode("latin-1").upper(), raw_value.decode("latin-1")
        key = "CONTENT_TYPE" if name == "CONTENT-TYPE" else "HTTP_" + name.replace("-", "_")
        if "_" not in name:  # `x_a` would pose as `x-a`
            old = found[key] + ("; " if name == "COOKIE" else ",") if key in found else ""
            found[key] = old + value
    found["REQUEST_METHOD"] = scope["method"]
    found["PATH_INFO"] = scope["path"].encode("utf-8", "replace").decode("latin-1")
    found["QUERY_STRING"] = scope["query_string"].decode("latin-1")
    found["SERVER_NAME"], found["SERVER_PORT"] = map(str, scope["server"])
    found["REMOTE_ADDR"] = (scope.get("client") or ("",))[0] or ""
    found["CONTENT_LENGTH"] = str(len(body))
    found["wsgi.url_scheme"] = "https" if scope["scheme"] == "https" else "http"
    found["wsgi.input"], found["wsgi.errors"] = BytesIO(body), sys.stderr
    return found | ALWAYS | {"aws.event": scope.get("aws.event")}


def call(app: WSGIApplication, request: dict[str, Any]) -> Answer:
    """Run a WSGI app to its end in this thread; its iterable is closed even when it raises."""
    begun: list[Any] = []
    body: list[bytes] = []

    def start(status: str, headers: list[tuple[str, str]], _: object = None) -> Callable[..., Any]:
        begun[:] = int(status[:3]), headers
        return body.append

    chunks = app(request, start)
    try:
        body.extend(chunks)
    finally:
        getattr(chunks, "close", lambda: None)()
    pairs = [(name.lower().encode("latin-1"), text.encode("latin-1")) for name, text in begun[1]]
    return begun[0], pairs, b"".join(body)


def place(error: BaseException) -> str:
    """Where an error was raised, as module:line."""
    *_, (frame, line) = walk_tb(error.__traceback__)
    return f"{frame.f_globals.get('__name__')}:{line}"
