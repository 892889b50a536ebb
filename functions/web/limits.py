"""Paces at work: who is counted, and the salt of the day that makes addresses unreadable."""

import hashlib
import hmac
import ipaddress

from flask import current_app, g, request

import settings
from forum import pace, times
from forum.accounts import Viewer
from forum.errors import TooSoon
from store import counters
from web import pages

SALT_BYTES = 32
IPV4_PREFIX, IPV6_PREFIX = 24, 48
REFUSALS_REMEMBERED = 500
VIEWER_ADDRESS = "CloudFront-Viewer-Address"
_salts: dict[str, str] = {}
_refused: dict[tuple[str, str], int] = {}


def spend(name: str, key: str = "site", *, act: str = "") -> int:
    """Counts one act of a pace and returns the count in its longest window; `TooSoon` when spent.

    `act` is the form's id: the same form sent twice is let through.
    A refusal is remembered while this process is warm, so that knocking again costs nothing.
    """
    rule = pages.content().community.paces[name]
    at = times.epoch(g.now)
    until = _refused.get((name, key), 0)
    if at < until and not act:
        raise TooSoon(retry_after=until - at, pace=name)
    try:
        return counters.add_turn(
            name, key, pace.windows(rule, g.now), apart=rule.apart_seconds, at=at, act=act
        )
    except TooSoon as refusal:
        _remember(name, key, at + (refusal.retry_after or 1))
        raise


def has_room(name: str, key: str = "site", *, act: str = "") -> bool:
    """Counts one act of a pace where there is room for it; what is over it need not be refused."""
    try:
        spend(name, key, act=act)
    except TooSoon:
        return False
    return True


def spend_opening(viewer: Viewer, thread_id: str) -> None:
    """Counts a conversation that somebody opens, or brings back."""
    spend("thread_new" if viewer.is_new else "thread", viewer.id, act=thread_id)


def give_back_opening(author_id: str, thread_id: str) -> None:
    """A conversation that was taken down again is none of its author's for the day, if it was the
    last that they opened; whether they were new then is not asked.
    """
    paces = pages.content().community.paces
    for name in ("thread_new", "thread"):
        given = pace.windows(paces[name], g.now)
        if counters.remove_turn(name, author_id, given, act=thread_id, at=times.epoch(g.now)):
            _refused.pop((name, author_id), None)


def bucket() -> str:
    """The visitor's network for today: HMAC of its /24 or /48 under a salt that dies tomorrow."""
    network = _network(_address())
    return hmac.new(bytes.fromhex(_salt()), network.encode(), hashlib.sha256).hexdigest()


def _address() -> str:
    """From the CDN's own header where only the CDN can reach us; never from a forwarded header."""
    if settings.load().origin_verify:
        return request.headers.get(VIEWER_ADDRESS, "").rpartition(":")[0].strip("[]")
    return request.remote_addr or ""


def _network(address: str) -> str:
    try:
        version = ipaddress.ip_address(address).version
    except ValueError:
        return "unknown"
    prefix = IPV4_PREFIX if version == 4 else IPV6_PREFIX
    return str(ipaddress.ip_network(f"{address}/{prefix}", strict=False))


def _salt() -> str:
    day = times.day(g.now)
    if day not in _salts:
        _salts.clear()
        fresh = current_app.config["RANDOM"](SALT_BYTES).hex()
        _salts[day] = counters.get_salt(day, fresh, at=times.epoch(g.now))
    return _salts[day]


def _remember(name: str, key: str, until: int) -> None:
    if len(_refused) >= REFUSALS_REMEMBERED:
        _refused.clear()
    _refused[name, key] = until
