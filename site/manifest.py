"""Files with a name of their own for each content, so that browsers may keep them for ever.

Drawings are served as written. Scripts leave whole lines of comment behind, and the stylesheet its
spaces too: that is more than a kilobyte of the fourteen that the help page may weigh.
"""

import hashlib
import re
from collections.abc import Callable
from pathlib import Path

Paint = Callable[[str], str]
PATTERNS = ("css/*.css", "js/*.js", "*.svg")
_WHOLE_LINES = re.compile(r"^ *(?://[^\n]*|/\*(?:(?!\*/).)*\*/)\n", re.DOTALL | re.MULTILINE)
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_AROUND = re.compile(r"\s*([{};,])\s*")
_SPACES = re.compile(r"\s+")


def write(assets: Path, out: Path, paint: Paint = str) -> dict[str, str]:
    """Copies assets to `<name>.<hash8>.<ext>`; returns name -> URL.

    `paint` puts the community's own colours into a stylesheet.
    """
    (out / "assets").mkdir(parents=True)
    urls = {}
    for source in sorted(path for pattern in PATTERNS for path in assets.glob(pattern)):
        content = source.read_bytes()
        if source.suffix == ".css":
            content = _squeezed(paint(content.decode())).encode()
        elif source.suffix == ".js":
            content = _WHOLE_LINES.sub("", content.decode()).encode()
        name = f"{source.stem}.{hashlib.sha256(content).hexdigest()[:8]}{source.suffix}"
        (out / "assets" / name).write_bytes(content)
        urls[source.name] = f"/assets/{name}"
    return urls


def _squeezed(css: str) -> str:
    """No string in the stylesheet holds a brace, a semicolon, a comma or two spaces."""
    text = _AROUND.sub(r"\1", _COMMENT.sub("", css))
    return _SPACES.sub(" ", text).replace(": ", ":").replace(";}", "}").strip()
