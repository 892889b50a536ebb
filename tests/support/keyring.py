"""What tests of passkeys say and ask again and again."""

from base64 import b64decode
from datetime import timedelta

from forum import keys, passkeys, times
from store import passkeys as shelf
from store.moderation import audit
from support import cast
from support.people import Visitor
from support.replies import Reply

USE, SET_UP, TAKE_OFF = "/staff/use/", "/staff/passkeys/", "/staff/passkeys/take-off/"
CODE = keys.make_code(b"an invitation 128")


def options(person: Visitor, kind: str) -> str:
    """What the page asks a browser for."""
    return asked(person.get("/staff/"), kind)


def asked(reply: Reply, kind: str) -> str:
    """The same of a page that is there."""
    packed = reply.page.all("pass-key", data_kind=kind)[0]["data-options"]
    return b64decode(packed).decode("ascii")


def invited(who: str = "mo", hours: int = 24) -> str:
    """A code, as the deployer makes it."""
    ring, digest = shelf.get_ring(cast.ident(who)), keys.code_digest(keys.parse_code(CODE) or "")
    ends = times.epoch(cast.NOW + timedelta(hours=hours))
    shelf.set_ring(passkeys.invite(ring, code=digest, ends=ends))
    return CODE


def refused(reply: Reply, status: int = 401, words: str = "open anything") -> bool:
    return reply.status == status and words in reply.page.text


def events() -> list[str]:
    return [entry.event.event for entry in audit.list_entries()]
