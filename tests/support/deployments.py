"""`make deploy` against an emulator, as a process of its own: to its end, or killed on the way.

It runs in the virtual environment for deploying, with the steps that a real account gets.
"""

import os
import subprocess
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import boto3

from deploy.answers import Stop
from deploy.place import Place
from here import emulator
from support import synthesis
from support.references import ROOT

SECONDS_AT_MOST = 240


@dataclass(frozen=True, kw_only=True)
class Deployment:
    """A forum to be, in a running emulator. `made` is the folder for what the steps make."""

    url: str
    made: Path
    name: str = "leanto"

    def run(self, *words: str) -> subprocess.CompletedProcess[str]:
        """The command to its end."""
        return subprocess.run(
            self._command(*words),
            env=self._environment(),
            capture_output=True,
            text=True,
            timeout=SECONDS_AT_MOST,
            check=False,
        )

    def killed(self, when: Callable[[str], bool], *words: str) -> str:
        """Starts the command, and ends it without a warning as soon as `when` is true of what it
        has said so far; returns that. What it had started goes on for itself.
        """
        with subprocess.Popen(
            self._command(*words),
            env=self._environment(),
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
        ) as process:
            assert process.stdout
            said = b""
            while not when(said.decode("utf-8", "ignore")):
                more = os.read(process.stdout.fileno(), 1000)
                assert more, f"it came to its end: {said.decode()}"
                said += more
            process.kill()
        return said.decode("utf-8", "ignore")

    def client(self, service: str) -> Any:
        """A client of the emulator."""
        return boto3.client(service, region_name=emulator.REGION, endpoint_url=self.url)

    def place(self) -> Place:
        """The same forum as the steps see it."""

        def make(service: str, region: str) -> Any:
            return self.client(service)

        return Place(
            region=emulator.REGION,
            name=self.name,
            emulator=self.url,
            made=self.made,
            make_client=make,
        )

    def outputs(self) -> dict[str, str]:
        """What the stack tells about itself, or nothing when it is not there."""
        try:
            return self.place().outputs()
        except Stop:
            return {}

    def _command(self, *words: str) -> list[str]:
        given = ["--local", self.url, "--made", str(self.made), "--name", self.name]
        return [str(synthesis.PYTHON), "-m", "deploy", *words, *given]

    def _environment(self) -> dict[str, str]:
        """Nothing of this process's AWS settings: an emulator is enough."""
        shell = {name: value for name, value in os.environ.items() if not name.startswith("AWS_")}
        return {**shell, "PYTHONPATH": str(ROOT / "infra")}
