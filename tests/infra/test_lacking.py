"""What the browser tests lack on a machine is named, and nothing that is there."""

import shutil
import subprocess
from pathlib import Path

import pytest

from support.fonts import FAMILIES

LACKING = Path(__file__).parents[2] / ".ci" / "lacking"
FILES = {"DejaVu": "truetype/dejavu/DejaVuSans.ttf", "Noto": "noto/NotoSans-Regular.otf"}


@pytest.fixture
def machine(tmp_path: Path) -> Path:
    """The tools that the script takes, and no browser and no letters."""
    (tmp_path / "bin").mkdir()
    (tmp_path / "fonts").mkdir()
    for name in ("find", "grep"):
        (tmp_path / "bin" / name).symlink_to(str(shutil.which(name)))
    return tmp_path


def lacking(machine: Path) -> list[str]:
    command = ["/bin/sh", str(LACKING), str(machine / "fonts")]
    environment = {"PATH": str(machine / "bin")}
    return subprocess.check_output(command, env=environment, text=True).split()


def test_a_bare_machine_lacks_a_browser_and_both_families(machine: Path):
    assert lacking(machine) == ["chromium", *FAMILIES.values()]


@pytest.mark.parametrize("family", FAMILIES)
def test_a_family_that_is_there_is_not_lacking(machine: Path, family: str):
    font = machine / "fonts" / FILES[family]
    font.parent.mkdir(parents=True)
    font.touch()
    others = [package for name, package in FAMILIES.items() if name != family]
    assert lacking(machine) == ["chromium", *others]


@pytest.mark.parametrize("name", ["chromium", "chromium-browser", "google-chrome"])
def test_any_chromium_will_do(machine: Path, name: str):
    browser = machine / "bin" / name
    browser.write_text("#!/bin/sh\n")
    browser.chmod(0o755)
    assert lacking(machine) == list(FAMILIES.values())
