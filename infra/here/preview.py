"""The static site alone, for whoever writes its words: `make site`.

Save a file and load the page again: it is built anew when something has changed. When the build
says no, its words stand in the browser until the file is mended. The forum rests meanwhile.
"""

import argparse
import contextlib
import signal
import sys
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from here import events, front, gateway
from here.files import Answer
from routes import DOORS

ROOT = Path(__file__).resolve().parents[2]
SITE = ROOT / "site"
sys.path.insert(0, str(SITE))
OUT = ROOT / ".leanto" / "preview" / "_site"
WATCHED = ("community.toml", "content", "templates", "assets", "data", "locales")
READY = """
  Leanto, the static pages   {origin}/
  Stop                       Ctrl-C

Change a file in site/ and load the page again. The forum itself is not here: make serve
"""


@dataclass(frozen=True, kw_only=True)
class Preview(gateway.Gateway):
    """A gateway without doors, which builds before it answers if something has changed.

    `changed` tells when anything last did; `build` builds, and returns in words why it could not.
    """

    changed: Callable[[], float]
    build: Callable[[], str]
    last: dict[str, Any] = field(default_factory=dict)
    lock: threading.Lock = field(default_factory=threading.Lock)

    def answer(self, request: events.Request) -> Answer:
        """The page as it is now, or why there is none."""
        with self.lock:
            now = self.changed()
            if now != self.last.get("changed"):
                self.last.update(changed=now, wrong=self.build())
            wrong = self.last["wrong"]
        if wrong and request.path.endswith("/"):
            plain = {"content-type": "text/plain; charset=utf-8"}
            return self.dressed(Answer(500, plain, wrong.encode()), request.path)
        return super().answer(request)


def resting(event: dict[str, Any], context: Any) -> dict[str, Any]:
    """What every door says here."""
    return {"statusCode": 503}


def serve(port: int) -> None:
    """Serve until Ctrl-C."""
    doors = dict.fromkeys(set(DOORS.values()), resting)
    preview = Preview(site=OUT, doors=doors, changed=newest, build=built)
    try:
        server = front.Server(preview, port)
    except OSError:
        sys.exit(f"Port {port} is taken. Another one: make site PORT={port + 1}")
    print(READY.format(origin=f"http://localhost:{server.port}"), flush=True)
    server.run()


def built() -> str:
    """Builds the site. Says so, or returns why not."""
    import build

    try:
        build.build(OUT)
    except (FileNotFoundError, ValueError) as error:
        told = f"The site was not built.\n{error}\n"
        print(told, file=sys.stderr, flush=True)
        return told
    print("Built.", flush=True)
    return ""


def newest() -> float:
    """When anything that pages are made of last changed; a file taken away changes its folder."""
    roots = [SITE / name for name in WATCHED]
    found = [path for root in roots for path in (root, *root.rglob("*"))]
    return max(path.stat().st_mtime for path in found if path.exists())


def main(words: list[str] | None = None) -> None:
    """Read the command line."""
    parser = argparse.ArgumentParser(prog="preview.py", description="The static pages alone.")
    parser.add_argument("--port", type=int, default=8001)
    asked = parser.parse_args(words)
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    with contextlib.suppress(KeyboardInterrupt):
        serve(asked.port)


if __name__ == "__main__":
    main()
