"""The speed bump: a little work for a browser, checked without repeating it.

The promise: a paper that `check` accepts was made by `make` with this secret and this purpose at
most ten minutes ago, and somebody's machine has searched for its answer. It slows a script down;
it does not stop anyone determined. Single use is kept elsewhere: `check` returns the id to record.

The library (altcha, "v2") tests a challenge's expiry against the machine's clock, only if there is
one, and never its purpose, so both travel in the signed `data` and are tested here.
"""

import hmac
import secrets
from datetime import datetime
from typing import Any

import altcha

from forum.errors import SpeedBump

MINUTES = 10
PAYLOAD_MAX_CHARACTERS = 2048

# The browser counts up from 0 to a secret number in this range, at COST hashes a step: at most
# 3 million SHA-256 rounds. Measured in Chromium 156: 0.4 s on a desktop with SHA instructions,
# 1.5 s at 2 million rounds a second (without them), 2.3 s on a machine six times slower than ours.
COST = 5_000
COUNTER_MIN = 300
COUNTER_MAX = 600


def make(now: datetime, secret: bytes, purpose: str, *, times: int = 1) -> dict[str, Any]:
    """A new challenge as JSON-ready data, good for ten minutes and for this purpose alone; it is
    `times` as much work as an ordinary one.
    """
    challenge = altcha.create_challenge(
        algorithm="PBKDF2/SHA-256",
        cost=COST,
        counter=times * (COUNTER_MIN + secrets.randbelow(COUNTER_MAX - COUNTER_MIN)),
        data={"purpose": purpose, "until": int(now.timestamp()) + MINUTES * 60},
        hmac_secret=_derive(secret, "challenge"),
        hmac_key_secret=_derive(secret, "answer"),
    )
    made: dict[str, Any] = challenge.to_dict()
    return made


def check(payload: str, now: datetime, secret: bytes, purpose: str) -> str:
    """The challenge's id (32 hex digits) if the base64 payload solves it in time, or `SpeedBump`.

    The caller records the id for `MINUTES` and refuses one it has seen.
    """
    paper = _read(payload)
    result = altcha.verify_solution(
        paper, _derive(secret, "challenge"), hmac_key_secret=_derive(secret, "answer")
    )
    signed = paper.challenge.parameters
    if not result.verified or not signed.data:
        raise SpeedBump
    if signed.data["purpose"] != purpose or signed.data["until"] < now.timestamp():
        raise SpeedBump
    nonce: str = signed.nonce
    return nonce


def _read(payload: str) -> altcha.Payload:
    if not payload or len(payload) > PAYLOAD_MAX_CHARACTERS:
        raise SpeedBump
    try:
        return altcha.Payload.from_base64(payload)
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        raise SpeedBump from None


def _derive(secret: bytes, use: str) -> bytes:
    """A secret of its own for each use, so that neither signature can stand for the other."""
    return hmac.digest(secret, f"speed-bump/{use}".encode(), "sha256")
