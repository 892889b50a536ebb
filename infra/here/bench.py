"""What Mangum and the bridge add to a request, in CPU time: `make bench`.

One Flask app, one request, three ways in: Flask called directly with a ready environment; the
bridge driven by hand; the whole handler, as Lambda calls it. The promise is that the bridge adds at
most 0.2 ms. Each way runs in many short rounds, interleaved, and the best round counts: noise only
ever adds.
"""

import asyncio
import base64
import logging
import sys
import time
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "functions"))

from flask import Flask, request
from mangum import Mangum
from mangum.handlers import HTTPGateway

from web import bridge

ROUNDS = 40
CALLS_PER_ROUND = 50
BRIDGE_MAY_ADD_MS = 0.2
BODY = b"title=Rain+at+the+window&words=" + b"a+quiet+line+" * 80
HEADERS = {
    "host": "api.invalid",
    "content-type": "application/x-www-form-urlencoded",
    "user-agent": "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko)",
    "accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8",
    "accept-language": "en-GB,en;q=0.9",
    "accept-encoding": "gzip, deflate, br",
    "origin": "https://leanto.invalid",
    "sec-fetch-site": "same-origin",
    "sec-fetch-mode": "navigate",
    "sec-fetch-dest": "document",
    "x-forwarded-proto": "https",
    "x-forwarded-port": "443",
    "x-forwarded-for": "198.51.100.7",
}
HTTP = {"method": "POST", "path": "/reply/", "protocol": "HTTP/1.1", "sourceIp": "198.51.100.7"}
EVENT: dict[str, Any] = {
    "version": "2.0",
    "rawPath": "/reply/",
    "rawQueryString": "",
    "cookies": ["session=" + "a" * 43, "theme=calm"],
    "headers": HEADERS,
    "requestContext": {"http": HTTP},
    "body": base64.b64encode(BODY).decode(),
    "isBase64Encoded": True,
}


def make_app() -> Flask:
    """A view that reads a form and answers with a page of ordinary size."""
    app = Flask("bench")

    @app.post("/reply/")
    def reply() -> str:
        return "<p>" + request.form["title"] + "x" * 12_000

    return app


def directly(app: Flask, environ: dict[str, Any]) -> Callable[[], object]:
    def once() -> object:
        answer = app(environ | {"wsgi.input": BytesIO(BODY)}, lambda *_: BytesIO().write)
        return b"".join(answer)

    return once


def by_hand(app: Flask, scope: dict[str, Any]) -> Callable[[], object]:
    door = bridge.Bridge(app)
    message = {"type": "http.request", "body": BODY, "more_body": False}

    async def receive() -> dict[str, Any]:
        return message

    async def send(_: object) -> None:
        return None

    def once() -> object:
        try:
            return door(scope, receive, send).send(None)
        except StopIteration:
            return None

    return once


def measure(ways: dict[str, Callable[[], object]]) -> dict[str, float]:
    """Milliseconds of CPU per call, for each way: the best of many interleaved rounds."""
    best = dict.fromkeys(ways, float("inf"))
    for _ in range(ROUNDS):
        for name, once in ways.items():
            began = time.process_time_ns()
            for _ in range(CALLS_PER_ROUND):
                once()
            spent = (time.process_time_ns() - began) / CALLS_PER_ROUND / 1e6
            best[name] = min(best[name], spent)
    return best


def main() -> None:
    """Print the table; leave with 1 when the bridge adds more than it may."""
    logging.disable(logging.CRITICAL)
    asyncio.set_event_loop(asyncio.new_event_loop())
    app = make_app()
    door = Mangum(bridge.Bridge(app), lifespan="off")
    scope: dict[str, Any] = dict(
        HTTPGateway(EVENT, None, door.config).scope  # type: ignore[arg-type]
    )
    answer = door(EVENT, None)  # type: ignore[arg-type]
    assert answer["statusCode"] == 200, answer
    spent = measure(
        {
            "Flask, called directly": directly(app, bridge.environ(scope, BODY)),
            "the bridge and Flask": by_hand(app, scope),
            "Mangum, the bridge and Flask": lambda: door(EVENT, None),  # type: ignore[arg-type]
        }
    )
    flask, bridged, whole = spent.values()
    for name, ms in spent.items():
        print(f"{name:30} {ms:.3f} ms   {ms / flask:.2f} x")
    print(f"{'the bridge adds':30} {bridged - flask:.3f} ms   (may add {BRIDGE_MAY_ADD_MS})")
    print(f"{'Mangum adds':30} {whole - bridged:.3f} ms")
    sys.exit(bridged - flask > BRIDGE_MAY_ADD_MS)


if __name__ == "__main__":
    main()
