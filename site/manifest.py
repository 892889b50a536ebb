"""Files with a name of their own for each content, so that browsers may keep them for ever.

Scripts and drawings are served as written. The stylesheet leaves its comments and spaces behind:
that is a kilobyte of the fourteen that the help page may weigh.
"""

import hashlib
import json
import re
from pathlib import Path

PATTERNS = ("css/*.css", "js/*.js", "*.svg")
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_AROUND = re.compile(r"\s*([{};,])\s*")
_SPACES = re.compile(r"\s+")


def write(assets: Path, out: Path) -> dict[str, str]:
    """Copies assets to `<name>.<hash8>.<ext>`; returns name -> URL, also in `assets.json`."""
    (out / "assets").mkdir(parents=True)
    urls = {}
    for source in sorted(path for pattern in PATTERNS for path in assets.glob(pattern)):
        content = _squeezed(source.read_bytes()) if source.suffix == ".css" else source.read_bytes()
        name = f"{source.stem}.{hashlib.sha256(content).hexdigest()[:8]}{source.suffix}"
        (out / "assets" / name).write_bytes(content)
        urls[source.name] = f"/assets/{name}"
    listing = json.dumps(urls, indent=1, sort_keys=True) + "\n"
    (out / "assets.json").write_text(listing, encoding="utf-8")
    return urls


def _squeezed(css: bytes) -> bytes:
    """No string in the stylesheet holds a brace, a semicolon, a comma or two spaces."""
    text = _AROUND.sub(r"\1", _COMMENT.sub("", css.decode()))
    return _SPACES.sub(" ", text).replace(": ", ":").replace(";}", "}").strip().encode()
