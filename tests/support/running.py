"""The whole forum in this process: tables, a built site, the four doors, one address.

It is the site as committed, with paces that a test's people do not notice; only a new member's one
conversation a day is left as it is. Everything a door does is held to its grants.
"""

import contextlib
import importlib
import logging
import sys
import threading
import tomllib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import boto3
import pytest
from botocore.config import Config

import build
import settings
import worker
from here import emulator, front, gateway
from store import tables
from support import guards
from web import limits

DOORS = ("auth", "member", "moderator", "staff")
PREFIX = "whole"
PEPPER = "5a" * 32
CLOSED_PORT = "http://127.0.0.1:9"
UNNOTICED = """
challenge_per_ten_minutes = 900
join_per_hour = 900
join_per_day = 900
sign_in_per_ten_minutes = 900
sign_in_locator_per_ten_minutes = 900
recovery_per_day = 900
reply_apart_seconds = 0
reply_new_apart_seconds = 0
reply_new_per_hour = 900
reply_new_per_day = 900
reply_per_hour = 900
reply_per_day = 900
thread_per_hour = 900
thread_per_day = 900
report_signed_out_per_hour = 900
"""

Handler = Callable[..., Any]


@dataclass(frozen=True, kw_only=True)
class Forum:
    """A running forum. `doors` is what the gateway calls, so a test can close one."""

    origin: str
    site: Path
    leave_to: str
    doors: dict[str, Any]
    database: str

    @contextlib.contextmanager
    def doors_replaced(self, handler: Handler) -> Iterator[None]:
        """Every door answers like this for a while."""
        kept = dict(self.doors)
        self.doors.update(dict.fromkeys(DOORS, handler))
        try:
            yield
        finally:
            self.doors.update(kept)

    def later(self) -> None:
        """The worker comes, when nothing that was decided by now can be undone any more."""
        with guards.acting("worker"):
            worker.settle(datetime.now(UTC) + timedelta(minutes=1))

    @contextlib.contextmanager
    def database_replaced(self, client: Any) -> Iterator[None]:
        """The doors talk to another client for a while."""
        tables.connect(client, PREFIX)
        try:
            yield
        finally:
            tables.connect(client_of(self.database), PREFIX)


def client_of(url: str, attempts: int = 3) -> Any:
    """A client like the doors' own, a little more patient with a busy machine."""
    patience = Config(
        connect_timeout=2,
        read_timeout=10,
        retries={"mode": "standard", "total_max_attempts": attempts},
    )
    return boto3.client("dynamodb", endpoint_url=url, config=patience)


@contextlib.contextmanager
def running(folder: Path, database: emulator.Emulator) -> Iterator[Forum]:
    """The forum, served until the block ends. `folder` gets its site and its pepper."""
    site, doors = make_site(folder), dict[str, Any]()
    server = front.Server(gateway.Gateway(site=site / "_site", doors=doors), 0)
    origin = f"http://localhost:{server.port}"
    (folder / "pepper").write_text(PEPPER)
    with pytest.MonkeyPatch.context() as patch, server.listener:
        patch.setenv("LEANTO_ORIGIN", origin)
        patch.setenv("LEANTO_TABLES", PREFIX)
        patch.setenv("LEANTO_SITE", str(site))
        patch.setenv("LEANTO_PEPPER_FILE", str(folder / "pepper"))
        doors |= open_doors(database.url)
        leave_to = tomllib.loads((site / "community.toml").read_text())["leave_to"]
        with serving(server):
            yield Forum(
                origin=origin, site=site, leave_to=leave_to, doors=doors, database=database.url
            )
    settings.load.cache_clear()


def make_site(folder: Path) -> Path:
    """A site folder as an adopter would have it: our files, the built pages, paces of its own."""
    site = folder / "site"
    site.mkdir()
    for name in ("templates", "locales", "content"):
        (site / name).symlink_to(build.SITE / name)
    community = (build.SITE / "community.toml").read_text("utf-8")
    (site / "community.toml").write_text(community + UNNOTICED, "utf-8")
    build.build(site / "_site", settings=site / "community.toml")
    return site


def open_doors(database: str) -> dict[str, Any]:
    """The handlers, imported anew: another test may have opened them upon another site."""
    logging.getLogger("botocore.credentials").setLevel(logging.WARNING)
    settings.load.cache_clear()
    limits._refused.clear()
    client = client_of(database)
    tables.create_all(client, PREFIX)
    for name in DOORS:
        sys.modules.pop(name, None)
    doors = {name: importlib.import_module(name) for name in DOORS}
    tables.connect(client, PREFIX)
    return {name: guards.as_door(name, module.handler) for name, module in doors.items()}


@contextlib.contextmanager
def serving(server: front.Server) -> Iterator[None]:
    """The server's own thread, stopped at the end."""
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    try:
        yield
    finally:
        server.stop()
        thread.join()
