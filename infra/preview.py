"""The static site alone, for whoever writes its words: `make site`.

Save a file and load the page again: it is built anew when something has changed, and when the build
says no, the words are printed here and the last good pages stay. The forum rests meanwhile.
"""

import argparse
import contextlib
import signal
import sys
import threading
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import events
import gateway
from files import Answer

ROOT = Path(__file__).resolve().parent.parent
SITE = ROOT / "site"
sys.path.insert(0, str(SITE))
OUT = ROOT / ".leanto" / "site"
DOORS = ("auth", "member", "moderator")
WATCHED = ("community.toml", "content", "templates", "assets", "data", "locales")
READY = """
  Leanto, the static pages   {origin}/
  Stop                       Ctrl-C

Change a file in site/ and load the page again. The forum itself is not here: make serve
"""


@dataclass(frozen=True, kw_only=True)
class Preview(gateway.Gateway):
    """A gateway without doors, which builds before it answers if something has changed."""

    built: dict[str, float] = field(default_factory=dict)
    lock: threading.Lock = field(default_factory=threading.Lock)

    def answer(self, request: events.Request) -> Answer:
        """The page as it is now."""
        with self.lock:
            if (now := _newest()) != self.built.get("from"):
                self.built["from"] = now
                _build()
        return super().answer(request)


def resting(event: dict[str, Any], context: Any) -> dict[str, Any]:
    """What every door says here."""
    return {"statusCode": 503}


def serve(port: int) -> None:
    """Serve until Ctrl-C; nothing to show yet is an error."""
    started = _newest()
    if not _build():
        sys.exit(1)
    preview = Preview(site=OUT, doors=dict.fromkeys(DOORS, resting), built={"from": started})
    try:
        server = gateway.server(preview, port)
    except OSError:
        sys.exit(f"Port {port} is taken. Another one: make site PORT={port + 1}")
    with server:
        print(READY.format(origin=f"http://localhost:{server.server_address[1]}"), flush=True)
        server.serve_forever()


def _build() -> bool:
    import build

    try:
        build.build(OUT)
    except (FileNotFoundError, ValueError) as error:
        print(f"The site was not built.\n{error}\n", file=sys.stderr, flush=True)
        return False
    return True


def _newest() -> float:
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
