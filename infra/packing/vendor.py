"""The locked dependencies of the functions, for one kind of machine, without what never runs there.

Each kind has a folder of its own that is made once for each lock: aside, and then renamed, so that
one that is there is whole.
"""

import hashlib
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
LOCK = ROOT / "functions" / "requirements.txt"
TAG = "import sys, sysconfig; print(sys.implementation.cache_tag, sysconfig.get_platform())"
# Left out: what installing leaves behind, programs, what only checkers and compilers read.
LEFT_OUT = (
    ".lock",
    "bin",
    "**/__pycache__",
    "**/*.pyi",
    "**/*.c",
    "**/README.md",
    "**/py.typed",
    "*.dist-info/INSTALLER",
    "*.dist-info/RECORD",
    "*.dist-info/REQUESTED",
    "*.dist-info/WHEEL",
    "*.dist-info/entry_points.txt",
    "*.dist-info/top_level.txt",
    # cffi and its parser make bindings; those of argon2 are made, and need the small library alone.
    "cffi",
    "pycparser",
    "pycparser-*.dist-info",
    # A debugger's pictures, a test tool, another system.
    "werkzeug/debug/shared",
    "markdown/test_tools.py",
    "click/_winconsole.py",
)


@dataclass(frozen=True, kw_only=True)
class Machine:
    """Where a bundle will run: a name, and how uv is told what to fetch for it."""

    name: str
    flags: tuple[str, ...]


# manylinux2014 would lack the bindings of argon2.
LAMBDA = Machine(
    name="lambda",
    flags=("--python-platform", "aarch64-manylinux_2_28", "--python-version", "3.13"),
)


def machine_of(python: Path) -> Machine:
    """The machine and the version of an interpreter that is here."""
    tag = subprocess.run([python, "-c", TAG], check=True, capture_output=True, text=True).stdout
    return Machine(name="-".join(tag.split()), flags=("--python", str(python)))


def vendored(machine: Machine, into: Path) -> Path:
    """The folder of dependencies of a machine inside `into`; made when the lock has changed."""
    known = hashlib.sha256(LOCK.read_bytes() + repr((machine, LEFT_OUT)).encode()).hexdigest()
    ready = into / f"{machine.name}-{known[:16]}"
    if ready.exists():
        return ready
    into.mkdir(parents=True, exist_ok=True)
    for old in into.glob(f"{machine.name}-*"):
        shutil.rmtree(old)
    fresh = into / f"{machine.name}-new"
    _install(machine, fresh)
    for each in list(unused(fresh)):
        shutil.rmtree(each) if each.is_dir() else each.unlink(missing_ok=True)
    fresh.rename(ready)
    return ready


def unused(folder: Path) -> Iterator[Path]:
    """What is in a folder of dependencies and is left out of the bundle."""
    for pattern in LEFT_OUT:
        yield from folder.glob(pattern)


def _install(machine: Machine, target: Path) -> None:
    """The locked distributions, each checked against its hash, none built here."""
    uv = [sys.executable, "-m", "uv", "pip", "install", "--quiet", "--no-progress"]
    locked = ["--require-hashes", "--only-binary", ":all:", "--link-mode", "copy"]
    where = ["--target", str(target), "--requirements", str(LOCK)]
    subprocess.run([*uv, *locked, *machine.flags, *where], check=True)
