"""The command line: `python -m logbook verify`…; the Makefile calls it."""

import argparse
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT / "functions"), str(ROOT / "site")]

from backup import where  # noqa: E402
from deploy import command_line, steps  # noqa: E402
from deploy.steps import Step  # noqa: E402
from here import private  # noqa: E402
from logbook import verify  # noqa: E402


def main(words: list[str] | None = None) -> int:
    """Reads the command line and takes the step."""
    asked = _parser().parse_args(words)
    place = where.find(asked)
    if place is None:
        return 1
    made = place.place.made
    private.folder(made)
    name, step = COMMANDS[asked.command]
    return steps.run((step(asked),), place, name, print, made / "logbook.log")


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="logbook", description=__doc__)
    parser.add_argument("command", choices=COMMANDS)
    where.options(parser)
    parser.add_argument("--seal", default="", help="one that was printed before")
    return parser


def _verify(asked: argparse.Namespace) -> Step:
    return Step(
        slug="verify",
        words="Reading the log of decisions from its first entry to its last",
        run=lambda place: verify.verify(place, asked.seal),
    )


COMMANDS = {"verify": ("verify-audit", _verify)}


if __name__ == "__main__":
    sys.exit(command_line.run(main))
