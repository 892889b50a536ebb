"""A day that was really played, once for all tests, in a process of its own: it sets the
environment as `make serve` does.
"""

import json
import subprocess
import sys

import pytest

from cost.stage import Played
from cost.visitors import Spent
from here import emulator
from support.references import ROOT

PLAY = """
import contextlib, dataclasses, json, sys
from cost import stage
with contextlib.redirect_stdout(sys.stderr):
    played = stage.played()
json.dump(dataclasses.asdict(played), sys.stdout)
"""


@pytest.fixture(scope="session")
def played() -> Played:
    emulator.install()
    done = subprocess.run(
        [sys.executable, "-c", PLAY],
        env={"PATH": "/usr/bin:/bin", "PYTHONPATH": f"{ROOT}/infra:{ROOT}/functions"},
        capture_output=True,
        text=True,
        timeout=300,
    )
    assert done.returncode == 0, done.stderr
    told = json.loads(done.stdout)
    acts = {name: Spent(**spent) for name, spent in told.pop("acts").items()}
    first, site = (tuple(told.pop(name)) for name in ("first", "site"))
    return Played(acts=acts, first=first, site=site, **told)
