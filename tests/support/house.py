"""A deployer's own copy of the house: with a region, and paces that a test's people do not notice.

The tools' virtual environments are the session's, so that nothing is installed twice.
"""

import shutil
from pathlib import Path

from here import emulator
from support import running, synthesis
from support.references import ROOT

ROOMS = ("functions", "site", "infra")
LEFT = shutil.ignore_patterns("__pycache__", "_site*", "forum.json*", "*.mo")


def copy(folder: Path) -> Path:
    """The copy, in a folder of that name that is not there yet."""
    for room in ROOMS:
        shutil.copytree(ROOT / room, folder / room, ignore=LEFT)
    shutil.copy(ROOT / "pyproject.toml", folder)
    made, ours = folder / ".leanto", ROOT / ".leanto"
    (made / "build").mkdir(parents=True)
    (ours / "build" / "vendor").mkdir(parents=True, exist_ok=True)
    for name in (synthesis.VENV.name, "emulator", "build/vendor"):
        (made / name).symlink_to(ours / name)
    change(folder / "site" / "community.toml", "[aws]\n", f'[aws]\nregion = "{emulator.REGION}"\n')
    change(folder / "site" / "community.toml", "[limits]\n", f"[limits]\n{running.UNNOTICED}")
    return folder


def change(file: Path, old: str, new: str) -> None:
    """One change to one file, where `old` stands once."""
    text = file.read_text("utf-8")
    assert text.count(old) == 1, f"{old!r} in {file.name}: {text.count(old)}"
    file.write_text(text.replace(old, new), "utf-8")
