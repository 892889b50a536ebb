"""The first half of an upgrade, as the README has it: newer code, with the deployer's settings."""

import os
import re
import subprocess
from pathlib import Path

import pytest

from deploy import report
from support.references import ROOT

SETTINGS = Path("site") / "community.toml"
NAME, SPACE = 'name = "Willow Bank"', 'name = "The porch"'
COMMAND = re.compile(r"^\| upgrade \| `(git [^`]+)`", re.M)


def said() -> list[str]:
    """The command that the README and the last lines of a deployment name."""
    (command,) = COMMAND.findall((ROOT / "README.md").read_text("utf-8"))
    assert command in report.NEXT
    return str(command).split()


class Git:
    """Git as it is for somebody who never told it who they are."""

    def __init__(self, home: Path) -> None:
        nobody = {"HOME": str(home), "GIT_CONFIG_NOSYSTEM": "1"}
        self.shell = {"PATH": os.environ["PATH"], **nobody}

    def __call__(self, folder: Path, *words: str) -> None:
        done = subprocess.run(
            words, cwd=folder, env=self.shell, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stdout + done.stderr


@pytest.fixture
def git(tmp_path: Path) -> Git:
    return Git(tmp_path)


def committed(git: Git, folder: Path, text: str) -> None:
    """The repository at a version of the settings file."""
    (folder / SETTINGS).parent.mkdir(parents=True, exist_ok=True)
    (folder / SETTINGS).write_text(text, "utf-8")
    git(folder, "git", "add", "-A")
    who = ("-c", "user.name=Leanto", "-c", "user.email=leanto@example.org")
    git(folder, "git", *who, "commit", "-q", "-m", "A version")


def test_an_upgrade_keeps_what_the_deployer_changed(git: Git, tmp_path: Path) -> None:
    ours, theirs = tmp_path / "ours", tmp_path / "theirs"
    ours.mkdir()
    git(ours, "git", "init", "-q", "-b", "main")
    text = (ROOT / SETTINGS).read_text("utf-8")
    committed(git, ours, text)
    git(tmp_path, "git", "clone", "-q", str(ours), str(theirs))
    (theirs / SETTINGS).write_text(text.replace(NAME, 'name = "Rowan House"'), "utf-8")
    committed(git, ours, text.replace(SPACE, 'name = "The veranda"'))
    git(theirs, *said())
    after = (theirs / SETTINGS).read_text("utf-8")
    assert 'name = "Rowan House"' in after and 'name = "The veranda"' in after
