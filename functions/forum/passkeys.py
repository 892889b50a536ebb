"""Passkeys: what proves that somebody of the staff is here themselves (P7).

A person has two at most. The first is set up with a one-time code, which the deployer makes; the
second only by somebody who has just used the first. A code set up again replaces both: it is for
who lost them.
"""

import hashlib
import hmac
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Literal

from forum import times
from forum.errors import PasskeyFrozen, PasskeyRefused, StepUp

PASSKEYS_PER_PERSON = 2
CHALLENGE_MINUTES = 5
STEP_UP_MINUTES = 5
NONCE_BYTES = 12
TIME_BYTES = 4
PROOF_BYTES = 16

Ceremony = Literal["set up", "use"]


@dataclass(frozen=True, kw_only=True)
class Passkey:
    """What is kept of a passkey: its id and its public key as base64url, how often it says it was
    used, and the week in which it was set up. A frozen one opens nothing.
    """

    id: str
    public_key: str
    counter: int
    week: str
    frozen: bool = False


@dataclass(frozen=True, kw_only=True)
class Ring:
    """The passkeys of one person, the digest of a code that may set up a first one, and until when.

    `version` is the number of changes: of two at once, one is made.
    """

    account_id: str
    passkeys: tuple[Passkey, ...] = ()
    invitation: str = ""
    invitation_ends: int = 0
    version: int = 0

    def find(self, id: str) -> Passkey | None:
        """The passkey with this id, or `None`."""
        return next((each for each in self.passkeys if each.id == id), None)

    @property
    def frozen(self) -> int:
        """How many of them open nothing any more."""
        return sum(each.frozen for each in self.passkeys)


def invite(ring: Ring, *, code: str, ends: int) -> Ring:
    """The ring with a code (as a digest) that may set up a first passkey; an older code is void."""
    return replace(ring, invitation=code, invitation_ends=ends)


def set_up(ring: Ring, fresh: Passkey, *, code: str, passkey_at: int, now: datetime) -> Ring:
    """The ring with one more passkey; with the right code, with that one alone.

    Without a code it takes somebody who used another passkey in the last minutes (`StepUp`), and
    room for a second one (`PasskeyRefused`, as for a code that is wrong, used or too old).
    """
    if code:
        right = hmac.compare_digest(code, ring.invitation)
        if not right or times.epoch(now) >= ring.invitation_ends:
            raise PasskeyRefused
        return replace(ring, passkeys=(fresh,), invitation="", invitation_ends=0)
    check_stepped_up(passkey_at, now)
    if len(ring.passkeys) >= PASSKEYS_PER_PERSON or ring.find(fresh.id):
        raise PasskeyRefused
    return replace(ring, passkeys=(*ring.passkeys, fresh))


def take_off(ring: Ring, id: str, *, passkey_at: int, now: datetime) -> Ring:
    """The ring without one of two; somebody has to have used a passkey just now (`StepUp`).

    What is taken off may be lost, but the last that opens anything stays (`PasskeyRefused`).
    """
    check_stepped_up(passkey_at, now)
    left = tuple(each for each in ring.passkeys if each.id != id)
    if len(left) == len(ring.passkeys) or all(each.frozen for each in left):
        raise PasskeyRefused
    return replace(ring, passkeys=left)


def use(ring: Ring, id: str, counter: int) -> Ring:
    """The ring after a passkey has proved itself, with what it counts.

    A count that does not go up freezes the passkey: somebody may have copied it. Passkeys that are
    kept in an account of their maker never count, and always say 0 (WebAuthn level 2, 6.1.1).
    """
    used = ring.find(id)
    if used is None:
        raise PasskeyRefused
    check_not_frozen(used)
    counts = counter or used.counter
    frozen = bool(counts) and counter <= used.counter
    after = replace(used, frozen=True) if frozen else replace(used, counter=counter)
    return replace(ring, passkeys=tuple(after if each == used else each for each in ring.passkeys))


def check_not_frozen(passkey: Passkey) -> None:
    """Refuses a passkey that counted backwards once: `PasskeyFrozen`."""
    if passkey.frozen:
        raise PasskeyFrozen


def check_stepped_up(passkey_at: int, now: datetime) -> None:
    """Refuses somebody who has not used a passkey in the last minutes: `StepUp`."""
    if not is_stepped_up(passkey_at, now):
        raise StepUp


def is_stepped_up(passkey_at: int, now: datetime) -> bool:
    """Whether a passkey was used in the last minutes."""
    return passkey_at > 0 and times.epoch(now) - passkey_at < STEP_UP_MINUTES * 60


def make_challenge(
    secret: bytes, nonce: bytes, *, session: str, ceremony: Ceremony, now: datetime
) -> bytes:
    """A challenge for one ceremony of one session. Nothing is kept of it until it is used."""
    head = times.epoch(now).to_bytes(TIME_BYTES, "big") + nonce[:NONCE_BYTES]
    return head + _proof(secret, head, session, ceremony)


def check_challenge(
    challenge: bytes, secret: bytes, *, session: str, ceremony: Ceremony, now: datetime
) -> datetime:
    """Refuses a challenge that we did not make for this ceremony of this session, or that is too
    old: `PasskeyRefused`. Returns when it ends: until then its use has to be remembered.
    """
    head, proof = challenge[:-PROOF_BYTES], challenge[-PROOF_BYTES:]
    if len(challenge) != TIME_BYTES + NONCE_BYTES + PROOF_BYTES:
        raise PasskeyRefused
    if not hmac.compare_digest(proof, _proof(secret, head, session, ceremony)):
        raise PasskeyRefused
    made = datetime.fromtimestamp(int.from_bytes(head[:TIME_BYTES], "big"), now.tzinfo)
    ends = made + timedelta(minutes=CHALLENGE_MINUTES)
    if not made <= now < ends:
        raise PasskeyRefused
    return ends


def _proof(secret: bytes, head: bytes, session: str, ceremony: Ceremony) -> bytes:
    said = f"passkey\0{ceremony}\0{session}\0".encode() + head
    return hmac.new(secret, said, hashlib.sha256).digest()[:PROOF_BYTES]
