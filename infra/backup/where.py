"""Which community a command is about: the one that `make serve` runs, or the one in AWS."""

import argparse
import sys
from collections.abc import Callable
from pathlib import Path

from backup import home
from backup.home import Home
from content import BuildError
from deploy import command_line
from deploy.answers import Stop
from deploy.place import MADE

HERE = "\nIf you mean the forum that make serve runs here, add LOCAL=yes"


def options(parser: argparse.ArgumentParser) -> None:
    """The words of a command that say it."""
    parser.add_argument("--here", action="store_true", help="the forum that make serve runs")
    command_line.where(parser)
    parser.add_argument("--made", type=Path, default=MADE, help="where what is made is kept")


def find(asked: argparse.Namespace, wait: Callable[[float], None] | None = None) -> Home | None:
    """The community that is meant, or `None` after saying why there is none. `wait` is the sleep
    that a deployed one is read with.
    """
    try:
        return _find(asked, wait)
    except (Stop, BuildError) as stop:
        print(stop, file=sys.stderr)
        if not asked.here and (asked.made / "emulator.port").exists():
            print(HERE, file=sys.stderr)
        return None


def _find(asked: argparse.Namespace, wait: Callable[[float], None] | None) -> Home:
    made = asked.made.resolve()
    if asked.here:
        return home.on_this_machine(made)
    place = command_line.place(emulator=asked.local, name=asked.name, made=made)
    return Home(place=place, wait=wait) if wait and not asked.local else Home(place=place)
