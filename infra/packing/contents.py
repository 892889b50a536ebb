"""What of ours is in the bundle: the functions' code, and what they read of the site.

No tests, no requirements, no pages that are static: a function holds what it runs.
"""

import json
import shutil
from collections.abc import Iterator
from pathlib import Path

CODE = (".py", ".txt")
NOT_CODE = ("requirements.txt",)
TEMPLATES = ("layout.html", "parts.html", "forum/**/*.html", "moderator/**/*.html")
# The folder that `functions/settings.py` looks for beside itself.
SITE = "site"


def ours(functions: Path, site: Path) -> Iterator[tuple[str, Path]]:
    """(place in the bundle, file) of everything of ours."""
    for file in functions.rglob("*"):
        if file.suffix in CODE and file.name not in NOT_CODE:
            yield file.relative_to(functions).as_posix(), file
    for file in read_of(site):
        yield f"{SITE}/{file.relative_to(site).as_posix()}", file


def read_of(site: Path) -> Iterator[Path]:
    """What the functions read of the built site, in the community's own language."""
    told = site / "forum.json"
    yield told
    for pattern in TEMPLATES:
        yield from (site / "templates").glob(pattern)
    language = json.loads(told.read_text("utf-8"))["community"]["language"]
    catalogue = site / "locales" / language / "LC_MESSAGES" / "leanto.mo"
    if catalogue.exists():  # English has none: its words are in the templates
        yield catalogue


def lay(folder: Path, functions: Path, site: Path) -> None:
    """Copies it all into a folder; a file that would hide another is refused."""
    for place, file in ours(functions, site):
        target = folder / place
        if target.exists() or target.with_suffix(".pyc").exists():
            raise ValueError(f"{place} is in a dependency too: one of the two would be lost")
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(file, target)
