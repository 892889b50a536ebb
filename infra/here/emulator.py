"""The local DynamoDB: MiniStack as a process of its own, in a virtual environment of its own. For
the tests of a deployment it is the rest of AWS as well.

It listens on loopback only and dies with whoever started it. With a state folder it keeps its
tables there: on a clean stop, and a few seconds after each burst of writes (see `keeper.py`).
"""

from __future__ import annotations

import hashlib
import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path
from typing import IO

from here import private

ROOT = Path(__file__).resolve().parents[2]
VENV = ROOT / ".leanto" / "emulator"
LOCK = Path(__file__).with_name("emulator.txt")
KEEPER = Path(__file__).with_name("keeper.py")
START_SECONDS = 60
STOP_SECONDS = 30
REGION = "eu-west-2"
# Never real credentials: the emulator accepts anything, and so nothing real is ever asked for.
CREDENTIALS = {"AWS_ACCESS_KEY_ID": "local", "AWS_SECRET_ACCESS_KEY": "local"}
# A client made elsewhere must not be led to a real account by what the shell happens to hold.
FOREIGN = ("AWS_PROFILE", "AWS_SESSION_TOKEN", "AWS_ENDPOINT_URL")


def install() -> None:
    """Make the emulator's virtual environment, unless it already holds the locked packages."""
    stamp = VENV / ".made"
    wanted = hashlib.sha256(LOCK.read_bytes()).hexdigest()
    if stamp.exists() and stamp.read_text() == wanted:
        return
    private.folder(VENV.parent)
    subprocess.run([sys.executable, "-m", "venv", "--clear", VENV], check=True)
    pip = [str(VENV / "bin" / "python"), "-m", "pip", "--disable-pip-version-check", "--quiet"]
    subprocess.run([*pip, "install", "--require-hashes", "-r", LOCK], check=True)
    stamp.write_text(wanted)


def free_port() -> int:
    """A port that nothing listens on at this moment."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


class Emulator:
    """A running emulator: `with Emulator(state) as emulator: … emulator.url`."""

    def __init__(
        self,
        state: Path | None = None,
        log: Path | None = None,
        port: int | None = None,
        services: str = "dynamodb",
        node: Path | None = None,
        roles: bool = False,
    ) -> None:
        """`services` is empty for all of AWS; what runs at its edge wants a `node`. With `roles` it
        refuses what the role of whoever asks does not grant.
        """
        self.state = state
        self.services = services
        self.node = node
        self.roles = roles
        self.port = port or free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self._log = log
        self._process: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> Emulator:
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()

    def environment(self) -> dict[str, str]:
        """What a client needs to talk to this emulator and to nothing else."""
        return {
            **CREDENTIALS,
            "AWS_DEFAULT_REGION": REGION,
            "AWS_ENDPOINT_URL_DYNAMODB": self.url,
            "AWS_EC2_METADATA_DISABLED": "true",
        }

    def start(self) -> None:
        """Start the process and wait until it answers. Raises RuntimeError when it does not."""
        with self._output() as output:
            self._process = subprocess.Popen(
                [VENV / "bin" / "python", "-B", KEEPER],
                env=self._settings(),
                stdin=subprocess.PIPE,
                stdout=output,
                stderr=subprocess.STDOUT,
                start_new_session=True,
                umask=private.UMASK,
            )
        deadline = time.monotonic() + START_SECONDS
        while not self._answers():
            if self._process.poll() is not None or time.monotonic() > deadline:
                self.stop()
                raise RuntimeError(f"The local DynamoDB did not start. Its log: {self._log}")
            time.sleep(0.05)

    def stop(self) -> None:
        """Stop it cleanly, which saves its state; a second call does nothing."""
        process, self._process = self._process, None
        if process is None:
            return
        if process.stdin:
            process.stdin.close()
        process.terminate()
        try:
            process.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()

    def _output(self) -> IO[bytes]:
        return private.opened(self._log or os.devnull, "wb")

    def _settings(self) -> dict[str, str]:
        # What it runs as a function must find the function's own variables and no others.
        settings = {
            name: value
            for name, value in os.environ.items()
            if name not in FOREIGN and not name.startswith("LEANTO_")
        }
        settings |= CREDENTIALS | {
            "BIND_HOST": "127.0.0.1",
            "GATEWAY_PORT": str(self.port),
            "MINISTACK_REGION": REGION,
            "SERVICES": self.services,
            "IOT_MTLS_ENABLED": "0",
            "SFTP_ENABLED": "0",
            "LOG_LEVEL": "WARNING",
            # It tidies containers away at start and stop; it must never find a Docker to do so.
            "DOCKER_HOST": "unix:///nonexistent/docker.sock",
        }
        if self.roles:
            settings["AUTH"] = "true"
        if self.node:
            settings["PATH"] = f"{self.node.parent}{os.pathsep}{os.environ.get('PATH', '')}"
        if self.state:
            settings |= {"PERSIST_STATE": "1", "STATE_DIR": str(self.state)}
        return settings

    def _answers(self) -> bool:
        try:
            with urllib.request.urlopen(f"{self.url}/_ministack/health", timeout=2) as answer:
                return bool(answer.status == 200)
        except (urllib.error.URLError, OSError):
            return False


if __name__ == "__main__":
    if sys.argv[1:] != ["install"]:
        sys.exit("usage: python -m here.emulator install")
    install()
