"""What is in this folder, as a short name: the version, and a digest of all that is deployed.

What commands make is left out, so that building changes nothing. `make doctor` compares it with the
name that was deployed.
"""

import hashlib
import tomllib
from collections.abc import Iterable, Iterator
from pathlib import Path

from deploy.place import ROOT

DEPLOYED = ("functions", "infra", "site")
MADE = {"__pycache__", "_site", "_site.new", "forum.json", "forum.json.new"}
CHARACTERS = 12


def version(root: Path = ROOT) -> str:
    """`0.1.0-3f2a…`."""
    project = tomllib.loads((root / "pyproject.toml").read_text("utf-8"))["project"]
    return f"{project['version']}-{_digest(root, _written(root))[:CHARACTERS]}"


def of(root: Path, names: Iterable[str]) -> str:
    """A digest of everything under these names."""
    found = [path for name in names for path in (root / name, *(root / name).rglob("*"))]
    return _digest(root, (path for path in found if path.is_file()))


def _digest(root: Path, paths: Iterable[Path]) -> str:
    """The same for the same names and contents, whatever their order or dates."""
    every = hashlib.sha256()
    for path in sorted(paths):
        every.update(path.relative_to(root).as_posix().encode() + b"\0")
        every.update(hashlib.sha256(path.read_bytes()).digest())
    return every.hexdigest()


def _written(root: Path) -> Iterator[Path]:
    """Everything that was written by somebody."""
    for folder in DEPLOYED:
        for path in (root / folder).rglob("*"):
            if path.is_file() and path.suffix != ".mo" and not MADE & set(path.parts):
                yield path
