"""The CDN and the API gateway, on one machine: static files and doors under one origin.

It keeps the habits of the real ones, so that what works here works there: an API Gateway event
without a Content-Length, its own Host, a body of at most 10 MB, compressed text, the headers of
`headers.py`, and the resting page in place of an answer that a door could not give. `front.py`
speaks HTTP before it.
"""

import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from traceback import walk_tb
from typing import Any

from headers import headers_for
from here import events, files
from here.files import Answer
from routes import door_for, is_ordinary

# How many requests the doors are asked at a time; each may hold a connection to the database. More
# of them wait their turn.
AT_ONCE = 32
JSON = {"content-type": "application/json"}
NOT_ANSWERED = {502, 503, 504}
# About the connection, which is ours, or about a door's machine.
HOP_BY_HOP = {"connection", "content-length", "date", "keep-alive", "server", "transfer-encoding"}

log = logging.getLogger("leanto.gateway")

Door = Callable[[dict[str, Any], Any], dict[str, Any]]


@dataclass(frozen=True, kw_only=True)
class Gateway:
    """What is served: a folder of static files, and the handler of each door by name."""

    site: Path
    doors: Mapping[str, Door]
    secure: bool = False

    def answer(self, request: events.Request) -> Answer:
        """The answer to a request, with every header but those of the connection."""
        door = door_for(request.path)
        to = self.slash(request, door)
        if to:
            answer = Answer(308, {"location": to})
        elif door:
            answer = self.ask(door, request)
        else:
            answer = files.serve(self.site, request.method, request.path)
        if answer.status in NOT_ANSWERED or (answer.status == 500 and not answer.is_html):
            answer = self.rest(request, answer)
        return files.compressed(self.dressed(answer, request.path), request.accepts("gzip"))

    def slash(self, request: events.Request, door: str | None) -> str:
        """Where a page asked for without its last slash is, or nothing."""
        if request.method not in ("GET", "HEAD") or not is_ordinary(request.path):
            return ""
        if request.path.endswith("/") or "." in request.path.rpartition("/")[2]:
            return ""
        if not door and not (self.site / request.path[1:] / "index.html").is_file():
            return ""
        return request.path + "/" + ("?" + request.query if request.query else "")

    def ask(self, name: str, request: events.Request) -> Answer:
        """Call a door as Lambda would; one that raises has not answered."""
        try:
            told = self.doors[name](events.event_of(request), events.Context(name))
            return events.answer_of(told)
        except Exception as error:
            *_, (frame, line) = walk_tb(error.__traceback__)
            place = f"{frame.f_globals.get('__name__')}:{line}"
            log.error("the %s door raised %s at %s", name, type(error).__name__, place)
            return Answer(502, {})

    def rest(self, request: events.Request, failed: Answer) -> Answer:
        """The resting page for people, a problem for programs; both say when to come back."""
        later = {"retry-after": failed.headers.get("retry-after", "60")}
        if not request.accepts("text/html"):
            problem = {"content-type": "application/problem+json"}
            return Answer(503, later | problem, b'{"type":"/problems/resting/","status":503}')
        page = files.page(self.site, "resting.html", 503)
        return Answer(503, page.headers | later, page.body)

    def too_large(self, for_people: bool) -> Answer:
        """What the edge says to a body that no door will ever see."""
        if for_people:
            return files.page(self.site, "problems/too-large/index.html", 413)
        return Answer(413, JSON, b'{"message":"Request Entity Too Large"}')

    def dressed(self, answer: Answer, path: str) -> Answer:
        """An answer with the headers of its page, which replace what a door said of the same."""
        mine = {name: value for name, value in answer.headers.items() if name not in HOP_BY_HOP}
        for name, value in headers_for(path, secure=self.secure).items():
            mine[name.lower()] = value
        return Answer(answer.status, mine, answer.body, answer.cookies)
