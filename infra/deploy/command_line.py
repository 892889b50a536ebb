"""Which forum is meant: what every command of the deployer says the same way.

Whoever imports this has put `site/` on the path.
"""

import argparse
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

from botocore.exceptions import BotoCoreError

import community_file
from deploy import answers, preflight
from deploy.place import NAME, ROOT, Place

INTERRUPTED = "\nStopped. Nothing more was done."
COMMUNITY = ROOT / "site" / "community.toml"
# Never real ones: an emulator takes anything, and so nothing real is ever sent to it.
TEST_CREDENTIALS = {"AWS_ACCESS_KEY_ID": "test", "AWS_SECRET_ACCESS_KEY": "test"}


def run(main: Callable[[], int]) -> int:
    """The exit code of a command; Ctrl-C and Ctrl-D end it quietly wherever it is."""
    try:
        return main()
    except (KeyboardInterrupt, EOFError):
        print(INTERRUPTED)
        return 130


def where(parser: argparse.ArgumentParser) -> None:
    """The options that say which forum."""
    parser.add_argument("--local", default="", help="the address of an emulator on this machine")
    parser.add_argument("--name", default=NAME, help="the stack's name")


def place(*, emulator: str, name: str, settings: Path = COMMUNITY, **values: Any) -> Place:
    """The place that the settings and the options name. Raises `Stop` or `BuildError`.

    With an emulator this process forgets whatever the shell holds about AWS.
    """
    if emulator:
        _only_here(emulator)
    said = community_file.aws(settings)
    try:
        region = preflight.region(said, emulator)
    except BotoCoreError as error:  # what the shell says of AWS cannot be read
        raise answers.of(error) from None
    return Place(region=region, name=name, emulator=emulator, said=said, **values)


def _only_here(emulator: str) -> None:
    for name in [name for name in os.environ if name.startswith("AWS_")]:
        del os.environ[name]
    os.environ.update(TEST_CREDENTIALS, AWS_ENDPOINT_URL=emulator, AWS_EC2_METADATA_DISABLED="true")
