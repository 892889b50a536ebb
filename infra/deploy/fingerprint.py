"""What is in this folder, as a short name: the version, and a digest of all that is deployed.

What commands make is left out, so that building changes nothing. `make doctor` compares it with the
name that was deployed.
"""

import hashlib
import tomllib
from collections.abc import Iterator
from pathlib import Path

from deploy.place import ROOT

DEPLOYED = ("functions", "infra", "site")
MADE = {"__pycache__", "_site", "_site.new", "forum.json", "forum.json.new"}
CHARACTERS = 12


def version(root: Path = ROOT) -> str:
    """`0.1.0-3f2a…`."""
    project = tomllib.loads((root / "pyproject.toml").read_text("utf-8"))["project"]
    return f"{project['version']}-{digest(root)}"


def digest(root: Path) -> str:
    """The same for the same names and contents, whatever their dates."""
    every = hashlib.sha256()
    for path in files(root):
        every.update(path.relative_to(root).as_posix().encode() + b"\0")
        every.update(hashlib.sha256(path.read_bytes()).digest())
    return every.hexdigest()[:CHARACTERS]


def files(root: Path) -> Iterator[Path]:
    """Everything that was written by somebody, in order."""
    for folder in DEPLOYED:
        for path in sorted((root / folder).rglob("*")):
            if path.is_file() and path.suffix != ".mo" and not MADE & set(path.parts):
                yield path
