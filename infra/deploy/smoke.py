"""A look at the new forum from outside, as a visitor would see it, before anybody is told of it.

It asks for a page of each kind and of each door, holds their headers to `headers.py`, and makes
sure that nobody gets in by the back: the address of the API itself must know nothing.
"""

import http.client
import re
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit

import community_file
from deploy.answers import Stop
from deploy.place import ROOT, Place
from headers import headers_for

# A new distribution has an address before every name server knows it.
PATIENCE_SECONDS = 10 * 60
PAUSE_SECONDS = 5.0
EMULATOR_PATIENCE_SECONDS = 30
EMULATOR_PAUSE_SECONDS = 0.2
TIMEOUT_SECONDS = 20
IN_DISGUISE = {"X-Forwarded-Proto": "https"}
RESTING = (500, 502, 503, 504)
# Caching among them: a door lets the edge keep a page, and no browser may be told so.
HELD = (
    "Cache-Control",
    "Content-Security-Policy",
    "X-Content-Type-Options",
    "Referrer-Policy",
    "X-Frame-Options",
)
LOOSE_TONGUE = re.compile(r"amazons3|werkzeug|python|uvicorn|/[0-9]", re.I)
NOT_WELL = """The forum is there, but not all of it is as it should be:
{wrong}
Nothing of what is kept is lost."""
RESTS = "{path} says that the forum is resting: a function behind it does not work ({status})"
OTHER = "{path} should answer {wanted}, and answers {status}"
HEADER = "{path} should say {name}: {wanted}, and says {said}"
TALKS = "{path} tells which server it is ({said})"
BACK_DOOR = "The API's own address answers {status} where it should know nothing ({path})"


# A page of each door, asked for at the door's own address.
_DOORS = {
    "Auth": "/join/",
    "Member": "/spaces/{space}/",
    "Moderator": "/moderate/",
    "Staff": "/staff/",
}


@dataclass(frozen=True, kw_only=True)
class Answer:
    """What came back."""

    status: int
    headers: Mapping[str, str]
    body: bytes = b""


@dataclass(frozen=True, kw_only=True)
class Front:
    """An address to ask: where to connect, and under which name."""

    url: str
    host: str = ""

    def get(self, path: str) -> Answer:
        """The answer to a GET; 0 is the status of no answer at all."""
        parts = urlsplit(self.url)
        secure = parts.scheme == "https"
        kind = http.client.HTTPSConnection if secure else http.client.HTTPConnection
        asking = kind(parts.hostname or "", parts.port, timeout=TIMEOUT_SECONDS)
        try:
            asking.request("GET", parts.path + path, headers=self._said(parts.netloc))
            answer = asking.getresponse()
            found = {name.lower(): value for name, value in answer.getheaders()}
            return Answer(status=answer.status, headers=found, body=answer.read())
        except (OSError, http.client.HTTPException) as error:
            return Answer(status=0, headers={}, body=type(error).__name__.encode())
        finally:
            asking.close()

    def _said(self, place: str) -> dict[str, str]:
        """An emulated CDN takes one's word for which of its names is meant, and for https."""
        return {"Host": self.host, **IN_DISGUISE} if self.host else {"Host": place}


@dataclass(frozen=True, kw_only=True)
class Look:
    """A page, and the answers that are right for it."""

    path: str
    statuses: tuple[int, ...] = (200,)


def looks(space: str) -> tuple[Look, ...]:
    """One page of each kind: static, of each door, and one that is not there."""
    return (
        Look(path="/"),
        Look(path="/help/"),
        Look(path="/join/"),
        Look(path=f"/spaces/{space}/", statuses=(200, 401)),
        Look(path="/moderate/", statuses=(401,)),
        Look(path="/staff/", statuses=(401,)),
        Look(path="/nobody-is-here/", statuses=(404,)),
    )


def check(place: Place) -> Iterator[str]:
    """Raises `Stop` with everything that is not as it should be."""
    outputs = place.outputs()
    front, every = _front(place, outputs["DistributionDomain"]), looks(_space())
    wrong = _patiently(place, lambda: [words for look in every for words in at(front, look)])
    for door, path in _DOORS.items():
        api = _api(place, outputs[f"{door}Api"])
        wrong += back_door(api, path.format(space=_space()))
    if wrong:
        raise Stop(NOT_WELL.format(wrong="\n".join(f"  - {words}" for words in wrong)))
    yield from ()


def _front(place: Place, domain: str) -> Front:
    if place.emulator:
        return Front(url=place.emulator, host=domain)
    return Front(url=f"https://{domain}")


def _api(place: Place, api: str) -> Front:
    if place.emulator:
        return Front(url=f"{place.emulator}/_aws/execute-api/{api}/$default")
    return Front(url=f"https://{api}.execute-api.{place.region}.amazonaws.com")


def _space() -> str:
    spaces = community_file.read(ROOT / "site" / "community.toml")["spaces"]
    return str(spaces[0]["slug"])


def _patiently(place: Place, ask: Callable[[], list[str]]) -> list[str]:
    patience = EMULATOR_PATIENCE_SECONDS if place.emulator else PATIENCE_SECONDS
    pause = EMULATOR_PAUSE_SECONDS if place.emulator else PAUSE_SECONDS
    return until_right(ask, patience=patience, pause=pause, tick=place.tick)


def until_right(
    ask: Callable[[], list[str]], *, patience: float, pause: float, tick: Callable[[], None]
) -> list[str]:
    """Asks until nothing is wrong or the time is over; returns what is wrong then."""
    deadline = time.monotonic() + patience
    while (wrong := ask()) and time.monotonic() < deadline:
        tick()
        time.sleep(pause)
    return wrong


def at(front: Front, look: Look) -> list[str]:
    """What is wrong with a page."""
    answer = front.get(look.path)
    if answer.status in RESTING:
        return [RESTS.format(path=look.path, status=answer.status)]
    if answer.status not in look.statuses:
        wanted = " or ".join(map(str, look.statuses))
        status = answer.status or f"nothing ({answer.body.decode()})"
        return [OTHER.format(path=look.path, wanted=wanted, status=status)]
    return [*_headers(look.path, answer.headers)]


def _headers(path: str, found: Mapping[str, str]) -> Iterator[str]:
    right = headers_for(path, secure=True)
    for name in HELD:
        said = found.get(name.lower(), "nothing")
        if said != right[name]:
            yield HEADER.format(path=path, name=name, wanted=right[name], said=said)
    for name in ("server", "x-powered-by"):
        if LOOSE_TONGUE.search(found.get(name, "")):
            yield TALKS.format(path=path, said=found[name])


def back_door(api: Front, path: str) -> list[str]:
    """The API's own address, without what the CDN says to be known."""
    answer = api.get(path)
    if answer.status == 404:
        return []
    return [BACK_DOOR.format(status=answer.status or "nothing", path=path)]
