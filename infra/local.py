"""The whole of Leanto on one machine, without AWS: `make serve` and `make moderator NAME=…`.

The community lives in one folder (`.leanto/`): its tables, its pepper, its ports while it runs.
This mode is for trying and developing. It listens on loopback only, speaks plain http, and keeps
its secrets beside its data.
"""

import argparse
import contextlib
import fcntl
import logging
import os
import secrets
import shutil
import signal
import sys
import threading
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from traceback import walk_tb

from here import emulator, front, gateway, private

ROOT = Path(__file__).resolve().parent.parent
SITE = ROOT / "site"
sys.path[:0] = [str(ROOT / "functions"), str(SITE)]

TABLES = "leanto"
TICK_SECONDS = 60
# Who may call the database at the same time: each door's visitors, and the worker.
CALLERS = gateway.AT_ONCE + 1
NOTICE = """
This mode is for trying and developing; it is not a safe way to run a community.
"""
READY = """
  Leanto      {origin}/
  Moderator   {link}
              (opens once: a key, then a passkey of this browser; both stay on this machine)
  Stop        Ctrl-C

Everything it knows is in {data}/. Remove that folder to begin again.
"""
OLDER = """An older version of Leanto made the community that is here: {error}.
To begin with a fresh one, remove {data}/state and {data}/seeded, then start again."""
LATER = "make moderator NAME=… (in another terminal)"


def serve(port: int, data: Path) -> None:
    """Run everything until Ctrl-C or SIGTERM."""
    print(NOTICE, flush=True)
    doors: dict[str, gateway.Door] = {}
    with alone(data), listening(doors, port) as server, running_emulator(data, server) as origin:
        link = prepare(data)
        doors.update(open_doors())
        with ticking():
            print(READY.format(origin=origin, link=link, data=shown(data)), flush=True)
            server.run()


def moderator(name: str, data: Path) -> None:
    """Print a one-time link that makes somebody a moderator of the running community."""
    ports = data / "emulator.port"
    if not ports.exists():
        sys.exit("Leanto is not running here. Start it first: make serve")
    running = emulator.Emulator(port=int(ports.read_text()))
    configure(running, (data / "origin").read_text(), data)
    from here import seed
    from store import tables

    tables.connect(tables.client(), TABLES)
    try:
        print(seed.invite_moderator(name))
    except ValueError as error:
        sys.exit(str(error))


@contextlib.contextmanager
def alone(data: Path) -> Iterator[None]:
    """Hold the data folder; a second holder is told so."""
    private.folder(data)
    with private.opened(data / "lock", "w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            sys.exit(f"Leanto is already running with {shown(data)}/. Stop it first (Ctrl-C).")
        yield


@contextlib.contextmanager
def listening(doors: dict[str, gateway.Door], port: int) -> Iterator[front.Server]:
    """The server, bound at once, so that a taken port is known before anything else starts."""
    try:
        server = front.Server(gateway.Gateway(site=SITE / "_site", doors=doors), port)
    except OSError:
        sys.exit(f"Port {port} is taken. Another one: make serve PORT={port + 1}")
    with server.listener:
        yield server


@contextlib.contextmanager
def running_emulator(data: Path, server: front.Server) -> Iterator[str]:
    """The database, with its port and our origin on disk for `moderator` while it runs.

    On the way out, an interruption is already the reason: a second must not cut the saving short.
    """
    emulator.install()
    origin = f"http://localhost:{server.port}"
    notes = (data / "emulator.port", data / "origin")
    if not (data / "seeded").exists():
        # Filling it was interrupted: what is there is half a community.
        shutil.rmtree(data / "state", ignore_errors=True)
    with emulator.Emulator(data / "state", data / "emulator.log") as running:
        configure(running, origin, data)
        private.write(notes[0], str(running.port))
        private.write(notes[1], origin)
        try:
            yield origin
        finally:
            for note in notes:
                note.unlink(missing_ok=True)
            signal.signal(signal.SIGINT, signal.SIG_IGN)
            signal.signal(signal.SIGTERM, signal.SIG_IGN)
            print("\nStopping, and keeping what was written.", flush=True)


def configure(running: emulator.Emulator, origin: str, data: Path) -> None:
    """Set the environment as the deployed functions would find it."""
    for name in [name for name in os.environ if name.startswith(("AWS_", "LEANTO_"))]:
        del os.environ[name]
    os.environ.update(running.environment())
    os.environ["LEANTO_ORIGIN"] = origin
    os.environ["LEANTO_TABLES"] = TABLES
    os.environ["LEANTO_SITE"] = str(SITE)
    os.environ["LEANTO_PEPPER_FILE"] = str(pepper(data))
    os.environ["LEANTO_ORIGIN_VERIFY"] = ""


def pepper(data: Path) -> Path:
    """The file with the pepper, made once, readable by its owner alone."""
    file = data / "pepper"
    with contextlib.suppress(FileExistsError), private.opened(file, "x") as handle:
        handle.write(secrets.token_hex(32))
    return file


def prepare(data: Path) -> str:
    """Build the site, make the tables, and the first time fill them; how to become a moderator."""
    import build
    import i18n
    from here import seed
    from store import tables

    i18n.main(["compile"])
    try:
        build.build(SITE / "_site")
    except (FileNotFoundError, ValueError) as error:
        sys.exit(f"The site was not built.\n{error}")
    try:
        tables.create_all(tables.client(), TABLES)
    except ValueError as error:
        sys.exit(OLDER.format(error=error, data=shown(data)))
    tables.connect(tables.client(), TABLES)
    marker = data / "seeded"
    if marker.exists():
        return LATER
    print("Making a community to look at. This happens once.", flush=True)
    seed.seed(data)
    private.write(marker, "")
    return seed.invite_moderator("Rowan")


def open_doors() -> dict[str, gateway.Door]:
    """The handlers, as Lambda would import them, and one client made before there are threads."""
    import auth
    import member
    import moderator
    import staff
    from store import tables

    tables.connect(tables.make_client(CALLERS), TABLES)
    doors = {"auth": auth, "member": member, "moderator": moderator, "staff": staff}
    return {name: module.handler for name, module in doors.items()}


@contextlib.contextmanager
def ticking() -> Iterator[None]:
    """Call the worker once a minute, as the schedule does in production."""
    import worker
    from store.moderation import cases

    stopped = threading.Event()

    def tick() -> None:
        while not stopped.wait(TICK_SECONDS):
            try:
                worker.handler({"source": "leanto.schedule"}, None)
                # On AWS a stream tells the worker what is new among the cases.
                worker.cover(cases.list_open_cases(), datetime.now(UTC))
            except Exception as error:
                *_, (frame, line) = walk_tb(error.__traceback__)
                place = f"{frame.f_globals.get('__name__')}:{line}"
                gateway.log.error("the worker raised %s at %s", type(error).__name__, place)

    thread = threading.Thread(target=tick, daemon=True)
    thread.start()
    try:
        yield
    finally:
        stopped.set()
        thread.join(TICK_SECONDS)


def shown(data: Path) -> str:
    """A path as a person would type it here."""
    with contextlib.suppress(ValueError):
        return str(data.resolve().relative_to(Path.cwd()))
    return str(data)


def main(words: list[str] | None = None) -> None:
    """Read the command line."""
    parser = argparse.ArgumentParser(prog="local.py", description=NOTICE)
    parser.add_argument("--data", type=Path, default=ROOT / ".leanto", help="default: .leanto")
    commands = parser.add_subparsers(dest="command", required=True)
    commands.add_parser("serve").add_argument("--port", type=int, default=8000)
    commands.add_parser("moderator").add_argument("name")
    asked = parser.parse_args(words)
    logging.basicConfig(format="%(message)s")
    for stop in (signal.SIGINT, signal.SIGTERM):  # a shell's background job ignores SIGINT
        signal.signal(stop, signal.default_int_handler)
    if asked.command == "moderator":
        return moderator(asked.name, asked.data.resolve())
    with contextlib.suppress(KeyboardInterrupt):
        serve(asked.port, asked.data.resolve())


if __name__ == "__main__":
    main()
