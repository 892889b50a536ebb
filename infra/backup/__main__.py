"""The command line: `python -m backup backup`, `import`…; the Makefile calls it."""

import argparse
import os
import re
import sys
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT / "functions"), str(ROOT / "site")]

from backup import drill, export, load, logged, where  # noqa: E402
from backup.home import Home  # noqa: E402
from deploy import command_line, steps  # noqa: E402
from deploy.alone import alone  # noqa: E402
from deploy.answers import Stop  # noqa: E402
from deploy.steps import Step  # noqa: E402
from forum import times  # noqa: E402
from here import private  # noqa: E402

CARE = """This file holds every word and every name of the community. Keep it where only you can
reach it, and remove it within {days} days: what people take back after today is still in it."""
IN_CLOUDSHELL = os.environ.get("AWS_EXECUTION_ENV") == "CloudShell"
DOWNLOAD = "To take it out of CloudShell: Actions, Download file, its path. Then remove it here."
NO_PEPPER = """The pepper is not in it, and without the pepper no key works in another place.
PEPPER=yes puts it into a file of its own; keep the two files apart."""
PEPPER = "The pepper is in {file}. Keep it apart from the other file."
PEPPER_SET = """The pepper is in its place. What runs already learns it when it next starts: within
a few hours in AWS; here, stop make serve and start it again."""
PEPPER_KEPT = """Keys work only with the pepper of the place that the file comes from. If you have
it, import again into empty tables with PEPPER=path/of/the/file.pepper"""

WHICH_FILE = "Say which file: make import FILE=path/of/the/file.jsonl"
NO_PEPPER_FILE = """There is no file {file} that could hold a pepper. Nothing was changed.
It is the one that make backup PEPPER=yes wrote, and its name ends in .pepper"""
NOT_A_PEPPER = """{file} holds no pepper: one is 64 digits and letters from a to f, no more.
Nothing was changed. It is the file that make backup PEPPER=yes wrote, ending in .pepper"""
DOT_SECONDS = 20
WRONG_TIME = "{text} is no time. Write it in UTC, as AT=2026-11-24T02:15Z"


def main(words: list[str] | None = None) -> int:
    """Reads the command line and takes the steps."""
    asked = _parser().parse_args(words)
    place = where.find(asked, Dots().wait)
    if place is None:
        return 1
    made = place.place.made
    private.folder(made)
    with alone(made / "backup.lock", print):
        steps_asked = COMMANDS[asked.command](asked)
        return steps.run(steps_asked, place, asked.command, print, made / "backup.log")


class Dots:
    """A sleep that shows a dot now and then: reading a large forum gently takes its time."""

    def __init__(self, say: Callable[[str], object] = sys.stderr.write) -> None:
        self._say, self._waited = say, 0.0

    def wait(self, seconds: float, sleep: Callable[[float], None] = time.sleep) -> None:
        """Sleeps so long."""
        sleep(seconds)
        self._waited += seconds
        if self._waited > DOT_SECONDS:
            self._say(". ")
            self._waited = 0.0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="backup", description=__doc__)
    parser.add_argument("command", choices=COMMANDS)
    where.options(parser)
    parser.add_argument("--file", type=Path, help="the export to read")
    parser.add_argument("--pepper", default="", help="yes, or the file to read it from")
    parser.add_argument("--at", default="", help="restore to this moment: 2026-11-24T02:15Z")
    parser.add_argument("--swap", action="store_true", help="put it in the place of what is there")
    parser.add_argument("--old", action="store_true", help="import a file older than the ledger")
    return parser


def _export(asked: argparse.Namespace) -> tuple[Step, ...]:
    def run(place: Home) -> Iterator[str]:
        now = datetime.now(UTC)
        made = export.export(place, now)
        logged.note(place, logged.COPY, now)
        yield f"From {place.where}. Items: {sum(made.header.items.values()):,}."
        yield f"{made.file}"
        yield CARE.format(days=export.KEPT_DAYS)
        if IN_CLOUDSHELL:
            yield DOWNLOAD
        if asked.pepper:
            yield PEPPER.format(file=export.export_pepper(place, made.file))
        else:
            yield NO_PEPPER
        for old in export.old(place.folder, now):
            old.unlink()
            yield f"Removed, as it was over {export.KEPT_DAYS} days old: {old.name}"

    return (Step(slug="backup", words="Writing the community into a file", run=run),)


def _import(asked: argparse.Namespace) -> tuple[Step, ...]:
    def run(place: Home) -> Iterator[str]:
        if asked.file is None:
            raise Stop(WHICH_FILE, again=False)
        place.check_file(asked.file)
        pepper = _pepper(asked.pepper) if asked.pepper else ""
        now = datetime.now(UTC)
        yield from load.load(place, asked.file, now, old=asked.old)
        logged.note(place, logged.RESTORE, now)
        if pepper:
            place.set_pepper(pepper)
        yield PEPPER_SET if pepper else PEPPER_KEPT

    return (Step(slug="import", words="Reading the file and writing it into the tables", run=run),)


def _pepper(file: str) -> str:
    """What such a file holds: a wrong one in its place, and no key would work any more."""
    try:
        text = Path(file).read_text("ascii").strip()
    except OSError:
        raise Stop(NO_PEPPER_FILE.format(file=file), again=False) from None
    except UnicodeDecodeError:
        text = ""
    if not re.fullmatch("[0-9A-Fa-f]{64}", text):
        raise Stop(NOT_A_PEPPER.format(file=file), again=False)
    return text


def _drill(asked: argparse.Namespace) -> tuple[Step, ...]:
    at = _moment(asked.at)
    now = datetime.now(UTC)
    return drill.Drill(now=now, at=at, file=asked.file, swaps=asked.swap).steps()


def _moment(text: str) -> datetime | None:
    try:
        return times.parse(text) if text else None
    except ValueError:
        sys.exit(WRONG_TIME.format(text=text))


COMMANDS = {"backup": _export, "import": _import, "restore-drill": _drill}


if __name__ == "__main__":
    sys.exit(command_line.run(main))
