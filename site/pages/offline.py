"""What works without a network: a few public pages that a small worker keeps on the device.

Nothing that differs from person to person is in the list, and nothing of the forum. The worker
(assets/offline-worker.js) is served under one name for ever; its first line says what to keep and
which build it is of, so that a new build takes the place of an old copy. The pages that may begin
it are in infra/headers.py, and say `offline` to the layout.
"""

import hashlib
import json
import re
from collections.abc import Iterator
from functools import partial
from pathlib import Path

from content import Words

WORKER = "offline-worker.js"
PAGE = "/offline/"
# Pages of the plain frame that are kept, beside help, the safety plan and the offline page itself.
TOOLS = ("grounding", "breathing")
_ASSET = re.compile(r'"(/assets/[^"#]+)')


def kept_pages(country: str) -> tuple[str, ...]:
    """The addresses that are kept, for a community whose help begins in this country."""
    tools = (f"/{name}/" for name in TOOLS)
    return ("/help/", f"/help/{country}/", *tools, "/safety-plan/", PAGE)


def pages(render: partial[str], words: Words) -> Iterator[tuple[str, str]]:
    """The page that stands in for any other while there is no network."""
    yield f"{PAGE[1:]}index.html", render("offline", page=words.page("offline"), robots="noindex")


def write(assets: Path, out: Path, country: str) -> None:
    """The worker, once `out` holds the pages to keep; every asset that they name is kept too."""
    listed = kept_pages(country)
    html = {url: (out / url[1:] / "index.html").read_text(encoding="utf-8") for url in listed}
    files = sorted({url for text in html.values() for url in _ASSET.findall(text)})
    source = (assets / WORKER).read_text(encoding="utf-8")
    # An asset's name holds the hash of its content, so the pages say which build this is.
    version = hashlib.sha256("".join((source, *html.values())).encode()).hexdigest()[:12]
    kept = {"version": version, "offline": PAGE, "pages": listed, "files": files}
    told = f"self.build = {json.dumps(kept)};\n"
    (out / WORKER).write_text(told + source, encoding="utf-8")
