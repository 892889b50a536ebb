"""The command line: `python -m logbook verify`…; the Makefile calls it."""

import argparse
import sys
from datetime import UTC, datetime
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT / "functions"), str(ROOT / "site")]

from backup import where  # noqa: E402
from deploy import command_line, steps  # noqa: E402
from deploy.answers import Stop  # noqa: E402
from deploy.steps import Step  # noqa: E402
from here import private  # noqa: E402
from logbook import export, unseal, verify  # noqa: E402
from logbook.case import read_case  # noqa: E402


def main(words: list[str] | None = None) -> int:
    """Reads the command line, asks what has to be asked, and takes the step."""
    asked = _parser().parse_args(words)
    place = where.find(asked)
    if place is None:
        return 1
    made = place.place.made
    private.folder(made)
    name, step = COMMANDS[asked.command]
    try:
        chosen = step(asked)
    except Stop as stop:
        print(stop, file=sys.stderr)
        return 1
    return steps.run((chosen,), place, name, print, made / "logbook.log")


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="logbook", description=__doc__)
    parser.add_argument("command", choices=COMMANDS)
    where.options(parser)
    parser.add_argument("--seal", default="", help="one that was printed before")
    parser.add_argument("--case", default="", help="its id, or the address of its page")
    parser.add_argument("--reason", default="", help="law or life")
    parser.add_argument("--until", default="", help="the day before which the member is not told")
    return parser


def _verify(asked: argparse.Namespace) -> Step:
    return Step(
        slug="verify",
        words="Reading the log of decisions from its first entry to its last",
        run=lambda place: verify.verify(place, asked.seal),
    )


def _export(asked: argparse.Namespace) -> Step:
    case_id = read_case(asked.case, "export-audit")
    words = "Writing what the log says of this case into a file"
    return Step(slug="export", words=words, run=lambda place: export.export(place, case_id))


def _unseal(asked: argparse.Namespace) -> Step:
    case_id = read_case(asked.case, "unseal")
    wish = unseal.ask(asked.reason, asked.until, datetime.now(UTC))
    words = "Writing into the log, then looking up who is behind this case"
    return Step(slug="unseal", words=words, run=lambda place: unseal.unseal(place, case_id, wish))


COMMANDS = {
    "verify": ("verify-audit", _verify),
    "export": ("export-audit", _export),
    "unseal": ("unseal", _unseal),
}


if __name__ == "__main__":
    sys.exit(command_line.run(main))
