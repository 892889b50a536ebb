"""Which wheel an installed distribution came from: a lock names every file that it could be."""

import itertools
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from email.message import Message
from email.parser import HeaderParser
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
LOCK = ROOT / "functions" / "requirements.txt"
STAFF_LOCK = ROOT / "functions" / "staff-requirements.txt"
_LOCKED = re.compile(r"^([a-z0-9-]+)==(\S+)|--hash=sha256:([0-9a-f]{64})", re.M)


def chosen(lock: Path, flags: tuple[str, ...], packages: Path) -> dict[str, str]:
    """The SHA-256 of the wheel of each distribution in a folder, by name.

    `flags` tell uv which machine it is for. Raises `ValueError` when the lock does not name it.
    """
    listed = {each["name"]: each["wheels"] for each in _listed(lock, flags)}
    hashes = locked(lock)
    return {
        name: _one(name, listed[name], tags, hashes[name][1]) for name, tags in _installed(packages)
    }


def _listed(lock: Path, flags: tuple[str, ...]) -> list[dict[str, Any]]:
    """What uv would fetch; as it remembers from installing, for asking again takes ten seconds."""
    uv = [sys.executable, "-m", "uv", "pip", "compile", "--no-deps", "--no-header", "--quiet"]
    command = [*uv, "--format", "pylock.toml", "--only-binary", ":all:", *flags, str(lock)]
    told = subprocess.run([*command, "--offline"], capture_output=True, text=True)
    if told.returncode:
        told = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True)
    packages: list[dict[str, Any]] = tomllib.loads(told.stdout)["packages"]
    return packages


def locked(lock: Path = LOCK) -> dict[str, tuple[str, set[str]]]:
    """The version of each distribution in the lock, and the hashes of the files it may come in."""
    found = dict[str, tuple[str, set[str]]]()
    for name, version, sha256 in _LOCKED.findall(lock.read_text("ascii")):
        if name:
            found[name] = version, hashes = version, set[str]()
        else:
            hashes.add(sha256)
    return found


def headers(file: Path) -> Message:
    """METADATA or WHEEL, which are written like the head of a letter."""
    return HeaderParser().parsestr(file.read_text("utf-8"))


def name_of(metadata: Message) -> str:
    """A distribution's name as a lock writes it."""
    return re.sub(r"[-_.]+", "-", metadata["Name"]).lower()


def _installed(packages: Path) -> Iterator[tuple[str, set[str]]]:
    """The name of each distribution, and the tags of the wheel that it was."""
    for folder in sorted(packages.glob("*.dist-info")):
        tags = headers(folder / "WHEEL").get_all("Tag", [])
        yield name_of(headers(folder / "METADATA")), set(tags)


def _one(name: str, listed: list[dict[str, Any]], tags: set[str], hashes: set[str]) -> str:
    """The wheel that has exactly these tags, and is locked."""
    found = {each["hashes"]["sha256"] for each in listed if _tags(each) == tags}
    if len(found) != 1 or not found <= hashes:
        raise ValueError(f"The wheel of {name} is not one that the lock names.")
    return str(found.pop())


def _tags(wheel: dict[str, Any]) -> set[str]:
    """`py2.py3-none-any` in a file's name is two tags."""
    file = wheel.get("name") or wheel["url"].rpartition("/")[2]
    parts = file.removesuffix(".whl").split("-")[-3:]
    return {"-".join(tag) for tag in itertools.product(*(part.split(".") for part in parts))}
