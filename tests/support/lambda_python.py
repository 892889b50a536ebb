"""An interpreter of the version that Lambda runs, wherever on this machine it is."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

VERSION = "3.13"
ASK = "import sys; print('%d.%d' % sys.version_info[:2])"
ABSENT = f"""The bundle is tried under Python {VERSION}, and this machine has none.
Debian 13 has it: apt-get install python{VERSION}. Elsewhere: pyenv install {VERSION}."""


@cache
def find() -> Path:
    """An interpreter of that version. Raises `LookupError` with what to install when none is."""
    for candidate in _candidates():
        if _version(candidate) == VERSION:
            return candidate
    raise LookupError(ABSENT)


def _candidates() -> Iterator[Path]:
    yield Path(sys.executable)
    if found := shutil.which(f"python{VERSION}"):
        yield Path(found)
    home = Path.home()
    pyenv = Path(os.environ.get("PYENV_ROOT") or home / ".pyenv") / "versions"
    for folder in (pyenv, home / ".local" / "share" / "uv" / "python"):
        yield from sorted(folder.glob(f"*{VERSION}*/bin/python{VERSION}"), reverse=True)


def _version(python: Path) -> str:
    told = subprocess.run([python, "-c", ASK], capture_output=True, text=True)
    return told.stdout.strip()
