"""A small site, a make-believe door, and the gateway in front of them."""

import asyncio
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from flask import Flask, request
from mangum import Mangum

from here import front, gateway
from support.wire import html
from web.bridge import Bridge

LONG = "<p>" + "A quiet line. " * 200


class Porch:
    """A door that remembers what it was asked and says what it is told to."""

    def __init__(self) -> None:
        self.events: list[dict[str, Any]] = []
        self.answer: dict[str, Any] = html(200, "fine")

    def __call__(self, event: dict[str, Any], context: Any) -> dict[str, Any]:
        self.events.append(event)
        assert asyncio.get_event_loop_policy().get_event_loop()
        if "raise" in self.answer:
            raise ValueError("a member's words")
        return self.answer


@pytest.fixture
def site(tmp_path: Path) -> Path:
    for name, words in {
        "index.html": "home",
        "help/index.html": LONG,
        "404.html": "not here",
        "resting.html": "resting",
        "problems/too-large/index.html": "too much",
        "robots.txt": "User-agent: *",
        "assets/leanto.1a2b3c4d.css": "body{}",
        "assets/exit.1a2b3c4d.js": "1",
        "assets/icons.1a2b3c4d.svg": "<svg/>",
    }.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(words)
    return tmp_path


@pytest.fixture
def porch() -> Porch:
    return Porch()


@pytest.fixture
def port(site: Path, porch: Porch) -> Iterator[int]:
    app = Flask("flask")
    app.add_url_rule(
        "/join/", view_func=lambda: request.form.get("words", ""), methods=["GET", "POST"]
    )
    doors = {"member": porch, "auth": Mangum(Bridge(app), lifespan="off")}
    server = front.server(gateway.Gateway(site=site, doors=doors), 0)
    thread = threading.Thread(target=server.serve_forever, args=(0.01,))
    thread.start()
    yield server.server_address[1]
    server.shutdown()
    server.server_close()
    thread.join()
