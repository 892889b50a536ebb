"""The static site and doors of straw behind the real gateway: a server that can be stopped and
started again on its port, and that counts who asks for what.
"""

import contextlib
import shutil
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import build
from here import events, front, gateway
from here.files import Answer
from support import running

WORDS = "Words of somebody in the forum"
DOOR = (
    "<!doctype html><html lang='en'><head><title>Forum</title><link rel='icon' href='/icon.svg'>"
    f"</head><body><h1>{WORDS}</h1></body></html>"
)


@dataclass
class Site:
    """A site on a port of its own. `asked` is every request that reached it."""

    folder: Path
    port: int = 0
    asked: list[events.Request] = field(default_factory=list)

    @property
    def origin(self) -> str:
        return f"http://localhost:{self.port}"

    @contextlib.contextmanager
    def up(self) -> Iterator[None]:
        """Serves until the block ends; then nobody answers."""
        door = self.door
        doors = {"auth": door, "member": door, "moderator": door}
        server = front.Server(Counting(site=self.folder, doors=doors, asked=self.asked), self.port)
        self.port = server.port
        with running.serving(server):
            yield

    @staticmethod
    def door(event: dict[str, Any], _: object) -> dict[str, Any]:
        """A page of the forum; signing out clears the browser, as the real door does."""
        headers = {"content-type": "text/html", "cache-control": "private, no-store"}
        if event["rawPath"] == "/sign-out/":
            headers["clear-site-data"] = '"cache", "cookies", "storage"'
            return {"statusCode": 204, "headers": headers, "body": ""}
        return {"statusCode": 200, "headers": headers, "body": DOOR}


@dataclass(frozen=True, kw_only=True)
class Counting(gateway.Gateway):
    """A gateway that notes what is asked of it."""

    asked: list[events.Request]

    def answer(self, request: events.Request) -> Answer:
        """The gateway's own answer."""
        self.asked.append(request)
        return super().answer(request)


def make(folder: Path) -> Site:
    """The built site as it is in the repository."""
    out = folder / "_site"
    build.build(out)
    return Site(folder=out)


def copied(site: Site, folder: Path, name: str, before: str, more: str) -> Site:
    """The same site on the same port, with something put into one of its files."""
    shutil.copytree(site.folder, folder)
    text = (folder / name).read_text(encoding="utf-8")
    (folder / name).write_text(text.replace(before, before + more, 1), encoding="utf-8")
    return Site(folder=folder, port=site.port)
