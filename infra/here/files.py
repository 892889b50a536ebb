"""Static files, and the answers they make: what a bucket behind a CDN gives."""

import gzip
import mimetypes
from dataclasses import dataclass
from pathlib import Path

from routes import is_ordinary

TEXT = ("text/", "application/json", "application/problem+json", "image/svg+xml")
WORTH_COMPRESSING_BYTES = 1000
# Not what the machine's own tables say: the same everywhere.
TYPES = {
    ".css": "text/css; charset=utf-8",
    ".html": "text/html; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".json": "application/json",
    ".svg": "image/svg+xml",
    ".txt": "text/plain; charset=utf-8",
    ".webmanifest": "application/manifest+json",
    ".xml": "application/xml",
}


@dataclass(frozen=True)
class Answer:
    """An HTTP answer. Header names are in lower case."""

    status: int
    headers: dict[str, str]
    body: bytes = b""
    cookies: tuple[str, ...] = ()

    @property
    def is_html(self) -> bool:
        return self.headers.get("content-type", "").startswith("text/html")


def serve(site: Path, method: str, path: str) -> Answer:
    """The file at a path, the index of a folder, or the 404 page."""
    if method not in ("GET", "HEAD"):
        return Answer(405, {"allow": "GET, HEAD", "content-type": "text/plain"}, b"Not allowed")
    name = path[1:] + "index.html" if path.endswith("/") else path[1:]
    if not is_ordinary(path) or not (site / name).is_file():
        return page(site, "404.html", 404)
    return page(site, name, 200)


def page(site: Path, name: str, status: int) -> Answer:
    """A file as an answer; one that is missing is a short plain one."""
    file = site / name
    if not file.is_file():
        return Answer(status, {"content-type": "text/plain"}, str(status).encode())
    guessed = mimetypes.guess_type(file.name)[0] or "application/octet-stream"
    return Answer(
        status, {"content-type": TYPES.get(file.suffix.lower(), guessed)}, file.read_bytes()
    )


def compressed(answer: Answer, accepted: bool) -> Answer:
    """The answer as gzip, when it is text of some length and the client takes it."""
    kind = answer.headers.get("content-type", "")
    if not kind.startswith(TEXT) or "content-encoding" in answer.headers:
        return answer
    headers = answer.headers | {"vary": "Accept-Encoding"}
    if not accepted or len(answer.body) < WORTH_COMPRESSING_BYTES:
        return Answer(answer.status, headers, answer.body, answer.cookies)
    body = gzip.compress(answer.body, compresslevel=6, mtime=0)
    return Answer(answer.status, headers | {"content-encoding": "gzip"}, body, answer.cookies)
