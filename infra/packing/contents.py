"""What of ours is in the bundle: the functions' code, and what they read of the site.

No tests, no requirements, no pages that are static: a function holds what it runs.
"""

import json
import shutil
from collections.abc import Iterator
from pathlib import Path

CODE = (".py", ".txt")
NOT_CODE = ("requirements.txt", "staff-requirements.txt")
TEMPLATES = (
    "layout.html",
    "parts.html",
    "forum/**/*.html",
    "moderator/**/*.html",
    "staff/**/*.html",
)
# The folder that `functions/settings.py` looks for beside itself.
SITE = "site"


def ours(functions: Path, site: Path, left_out: tuple[str, ...]) -> Iterator[tuple[str, Path]]:
    """(place in the bundle, file) of everything of ours but what `left_out` begins the name of."""
    for file in functions.rglob("*"):
        place = file.relative_to(functions).as_posix()
        wanted = file.suffix in CODE and file.name not in NOT_CODE
        if wanted and not place.startswith(left_out):
            yield place, file
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


def lay(folder: Path, functions: Path, site: Path, left_out: tuple[str, ...]) -> None:
    """Copies it all into a folder; a file that would hide another is refused."""
    for place, file in ours(functions, site, left_out):
        target = folder / place
        if target.exists() or target.with_suffix(".pyc").exists():
            raise ValueError(f"{place} is in a dependency too: one of the two would be lost")
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(file, target)
