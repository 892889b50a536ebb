"""The locked dependencies of the functions, for one kind of machine, without what never runs there.

Each kind has a folder of its own that is made once for each lock: aside, and then renamed, so that
one that is there is whole. It holds the packages, and which wheel each of them came from.
"""

import hashlib
import json
import shutil
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from packing import bytecode, wheels
from packing.wheels import LOCK

TAG = "import sys, sysconfig; print(sys.implementation.cache_tag, sysconfig.get_platform())"
PACKAGES, WHEELS = "packages", "wheels.json"
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
    """Where a bundle will run: a name, how uv is told what to fetch for it, and the interpreter if
    that is here.
    """

    name: str
    flags: tuple[str, ...]
    python: Path | None = None


@dataclass(frozen=True, kw_only=True)
class Vendored:
    """A folder of packages, and by name the SHA-256 of the wheel that each came from."""

    packages: Path
    wheels: Mapping[str, str]


# manylinux2014 would lack the bindings of argon2.
LAMBDA = Machine(
    name="lambda",
    flags=("--python-platform", "aarch64-manylinux_2_28", "--python-version", "3.13"),
)


def machine_of(python: Path) -> Machine:
    """The machine and the version of an interpreter that is here. Raises `FileNotFoundError` in
    words when it is not.
    """
    if not python.exists():
        raise FileNotFoundError(f"{python} is not here. `make serve` brings the emulator.")
    tag = subprocess.run([python, "-c", TAG], check=True, capture_output=True, text=True).stdout
    return Machine(name="-".join(tag.split()), flags=("--python", str(python)), python=python)


def vendored(machine: Machine, into: Path, lock: Path = LOCK) -> Vendored:
    """The dependencies of a machine, in a folder inside `into`; made when the lock has changed, or
    anything in `packing/`.
    """
    name = lock.stem.removesuffix("requirements") + machine.name
    sources = [lock, *sorted(path for path in Path(__file__).parent.iterdir() if path.is_file())]
    known = b"".join([repr(machine).encode(), *(source.read_bytes() for source in sources)])
    ready = into / f"{name}-{hashlib.sha256(known).hexdigest()[:16]}"
    if not ready.exists():
        into.mkdir(parents=True, exist_ok=True)
        for old in into.glob(f"{name}-*"):
            shutil.rmtree(old)
        fresh = into / f"{name}-new"
        _fill(fresh, machine, lock)
        fresh.rename(ready)
    return Vendored(
        packages=ready / PACKAGES, wheels=json.loads((ready / WHEELS).read_text("ascii"))
    )


def _fill(folder: Path, machine: Machine, lock: Path) -> None:
    """Installs the lock, notes its wheels, takes out what is left out, and compiles the rest."""
    packages = folder / PACKAGES
    _install(machine, packages, lock)
    chosen = wheels.chosen(lock, machine.flags, packages)
    for each in [path for pattern in LEFT_OUT for path in packages.glob(pattern)]:
        shutil.rmtree(each) if each.is_dir() else each.unlink(missing_ok=True)
    bytecode.compile_bundle(packages, machine.python)
    (folder / WHEELS).write_text(json.dumps(chosen, indent=1, sort_keys=True), "ascii")


def _install(machine: Machine, target: Path, lock: Path) -> None:
    """The locked distributions, each checked against its hashes, none built here."""
    uv = [sys.executable, "-m", "uv", "pip", "install", "--quiet", "--no-progress"]
    locked = ["--require-hashes", "--only-binary", ":all:", "--link-mode", "copy"]
    where = ["--target", str(target), "--requirements", str(lock)]
    subprocess.run([*uv, *locked, *machine.flags, *where], check=True)
