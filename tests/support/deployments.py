"""`make deploy` against an emulator, as a process of its own: to its end, or killed on the way.

It runs in the virtual environment for deploying, with the steps that a real account gets. So do
the other commands for what is deployed: `make backup`, `make restore-drill`.
"""

import json
import os
import shutil
import subprocess
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import boto3

from deploy.answers import Stop
from deploy.command_line import TEST_CREDENTIALS
from deploy.place import Place
from here import emulator
from support import synthesis
from support.references import ROOT

SECONDS_AT_MOST = 240
ROLLOUT = """
from pathlib import Path
from deploy import rollout
from deploy.answers import Stop
from deploy.place import Place
try:
    print(*rollout.deploy(Place({place}, made=Path({made!r}))))
except Stop as stop:
    raise SystemExit(str(stop))
"""


@dataclass(frozen=True, kw_only=True)
class Deployment:
    """A forum to be, in a running emulator. `made` is the folder for what the steps make, and
    `house` the one with the code.
    """

    url: str
    made: Path
    name: str = "leanto"
    house: Path = ROOT

    def run(self, *words: str, program: str = "deploy") -> subprocess.CompletedProcess[str]:
        """The command to its end."""
        return subprocess.run(
            self._command(*words, program=program),
            cwd=self.house,
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

    def deploy_with(self, resources: dict[str, Any]) -> subprocess.CompletedProcess[str]:
        """CloudFormation's step alone, with what was last written down and these beside it."""
        made = Path(tempfile.mkdtemp(dir=self.made))
        shutil.copytree(self.made / "cloud.out", made / "cloud.out")
        self._change(made / "cloud.out", resources)
        place = f"region={emulator.REGION!r}, name={self.name!r}, emulator={self.url!r}"
        script = ROLLOUT.format(place=place, made=str(made))
        return subprocess.run(
            [synthesis.PYTHON, "-c", script],
            env=self._environment() | {**TEST_CREDENTIALS, "AWS_ENDPOINT_URL": self.url},
            capture_output=True,
            text=True,
            timeout=SECONDS_AT_MOST,
            check=False,
        )

    def _change(self, written: Path, resources: dict[str, Any]) -> None:
        """The template with these beside its own, and under another name in the CDK's bucket."""
        template = written / f"{self.name}.template.json"
        was = json.loads(template.read_text("utf-8"))
        template.write_text(json.dumps(was | {"Resources": was["Resources"] | resources}))
        manifest = json.loads((written / "manifest.json").read_text("utf-8"))
        url = manifest["artifacts"][self.name]["properties"]["stackTemplateAssetObjectUrl"]
        key = url.rpartition("/")[2].removesuffix(".json")
        for name in ("manifest.json", f"{self.name}.assets.json"):
            text = (written / name).read_text("utf-8")
            (written / name).write_text(text.replace(key, key[::-1]))

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

    def _command(self, *words: str, program: str = "deploy") -> list[str]:
        given = ["--local", self.url, "--made", str(self.made), "--name", self.name]
        return [str(synthesis.PYTHON), "-m", program, *words, *given]

    def _environment(self) -> dict[str, str]:
        """Nothing of this process's settings, which may be those of another forum."""
        ours = ("AWS_", "LEANTO_")
        shell = {name: value for name, value in os.environ.items() if not name.startswith(ours)}
        rooms = [str(self.house / room) for room in ("infra", "functions")]
        return {**shell, "PYTHONPATH": os.pathsep.join(rooms)}
