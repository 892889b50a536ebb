"""The command line: `python -m deploy`, `python -m deploy destroy`, `python -m deploy domain`."""

import argparse
import dataclasses
import sys
from collections.abc import Mapping
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT / "functions"), str(ROOT / "site")]

from content import BuildError  # noqa: E402
from deploy import (  # noqa: E402
    address,
    command_line,
    destroy,
    domain,
    first_lead,
    ground,
    preflight,
    report,
    rollout,
    smoke,
    staff,
    steps,
)
from deploy.alone import alone  # noqa: E402
from deploy.answers import Stop  # noqa: E402
from deploy.place import MADE, Place  # noqa: E402
from deploy.steps import Step  # noqa: E402

DEPLOY = (
    Step(slug="preflight", words="Looking at the AWS account", run=preflight.check),
    Step(slug="package", words="Building the site and the functions", run=ground.package),
    Step(slug="template", words="Writing down what AWS is to make", run=ground.synthesise),
    Step(slug="bootstrap", words="Preparing the account", run=ground.bootstrap),
    Step(
        slug="rollout",
        words="Making it in AWS (the first time takes about ten minutes)",
        run=rollout.deploy,
    ),
    Step(slug="address", words="Telling the site its address", run=address.write),
    Step(slug="lead", words="Looking for the first lead", run=first_lead.make_sure),
    Step(slug="smoke", words="Looking at the forum from outside", run=smoke.check),
    Step(slug="report", words="What to do next", run=report.tell),
)
DESTROY = (
    Step(slug="confirm", words="Making sure that this is meant", run=destroy.confirm),
    Step(slug="preflight", words="Looking at the AWS account", run=preflight.who),
    Step(
        slug="remove",
        words="Taking the forum away (about ten minutes)",
        run=destroy.remove,
    ),
    Step(slug="report", words="What is left", run=destroy.tell),
)
DOMAIN = (
    Step(slug="preflight", words="Looking at the AWS account", run=preflight.check),
    Step(slug="certificate", words="Asking for a certificate", run=domain.request),
    Step(slug="wait", words="Waiting until AWS has found the first record", run=domain.wait),
    *DEPLOY[1:],
)
MODERATOR = (
    Step(slug="preflight", words="Looking at the AWS account", run=preflight.who),
    Step(slug="invite", words="Inviting a moderator", run=staff.invite_moderator),
)
COMMANDS: Mapping[str, tuple[Step, ...]] = {
    "deploy": DEPLOY,
    "destroy": DESTROY,
    "domain": DOMAIN,
    "moderator": MODERATOR,
}


def main(words: list[str] | None = None) -> int:
    """Reads the command line and the settings, and takes the steps."""
    asked = _parser().parse_args(words)
    try:
        place = _place(asked)
    except (Stop, BuildError) as stop:
        print(stop, file=sys.stderr)
        return 1
    place.made.mkdir(mode=0o700, exist_ok=True)
    with alone(place.made / "deploy.lock", print):
        return steps.run(COMMANDS[asked.command], place, asked.command, print, place.log)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="deploy", description=__doc__)
    parser.add_argument("command", nargs="?", choices=COMMANDS, default="deploy")
    command_line.where(parser)
    parser.add_argument("--person", default="", help="the name of the first lead or a moderator")
    parser.add_argument("--confirm", default="", help="the stack's name again, for destroy")
    parser.add_argument("--made", type=Path, default=MADE, help="where what is made is kept")
    return parser


def _place(asked: argparse.Namespace) -> Place:
    staff.check_name(asked.person)
    found = command_line.place(
        emulator=asked.local, name=asked.name, person=asked.person, made=asked.made.resolve()
    )
    confirmed = _confirmed(asked, found.region)
    return dataclasses.replace(found, confirmed=confirmed, tick=_dot)


def _dot() -> None:
    print(".", end="", flush=True)


def _confirmed(asked: argparse.Namespace, region: str) -> str:
    if asked.confirm or asked.command != "destroy" or not sys.stdin.isatty():
        return str(asked.confirm)
    return input(destroy.CONFIRM.format(name=asked.name, region=region)).strip()


if __name__ == "__main__":
    sys.exit(command_line.run(main))
