"""What on this machine is for its owner alone: the folder with every word of the community.

Other people may have accounts here too, and a folder may have been made before this was kept.
"""

import os
from pathlib import Path
from typing import IO, Any

OWNER_FOLDER = 0o700
OWNER_FILE = 0o600
# For a process that makes files of its own: nothing for the group, nothing for others.
UMASK = 0o077


def folder(path: Path) -> None:
    """Makes the folder, or closes it and what is in it; a link and where it leads are left."""
    path.mkdir(mode=OWNER_FOLDER, parents=True, exist_ok=True)
    path.chmod(OWNER_FOLDER)
    for each in (*path.glob("*"), *(path / "state").rglob("*")):
        if not each.is_symlink():
            each.chmod(OWNER_FOLDER if each.is_dir() else OWNER_FILE)


def write(path: Path, words: str) -> None:
    """A file of these words, closed to others from its first byte."""
    with opened(path, "w") as file:
        file.write(words)


def opened(path: Path | str, mode: str) -> IO[Any]:
    """`open`, but a file that it makes is for its owner alone."""
    return open(path, mode, opener=lambda name, flags: os.open(name, flags, OWNER_FILE))
