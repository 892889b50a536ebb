"""Whose key this is; the slow part is argon2id, then HMAC under the pepper."""

import hmac
from hashlib import sha256

from argon2.low_level import Type, hash_secret_raw

from forum.accounts import Account
from forum.errors import FieldError, NotMatch
from forum.keys import Key, locator_digest
from store import accounts, credentials
from store.credentials import Credentials, Verifier
from web.pepper import get_pepper

WRONG = (FieldError(field="key", reason="not-match"),)
RECIPE = 1
MEMORY_KIB, PASSES, LANES, HASH_BYTES, SALT_BYTES = 19 * 1024, 2, 1, 32, 16
_NOBODY = Verifier(account_id="", salt="00" * SALT_BYTES, verifier="", recipe=RECIPE)


def locate(key: Key) -> str:
    """Where the verifier of a key would be, whether or not there is one."""
    return locator_digest(get_pepper(), key.locator)


def prove(key: Key) -> Account:
    """The account whose key this is, or `NotMatch`. Slow: a pace comes before it."""
    kept = credentials.get_verifier(locate(key))
    if not proves(key, kept, pepper=get_pepper()):
        raise NotMatch(fields=WRONG)
    account = accounts.get_account(kept.account_id) if kept else None
    if account is None or account.status == "closed":
        raise NotMatch(fields=WRONG)
    return account


def make(key: Key, *, pepper: bytes, salt: bytes, account_id: str, recovery: str) -> Credentials:
    """What is kept of a new key and of the digest of its recovery code."""
    verifier = Verifier(
        account_id=account_id,
        salt=salt.hex(),
        verifier=_stretch(key.secret, salt, pepper),
        recipe=RECIPE,
    )
    return Credentials(
        locator=locator_digest(pepper, key.locator), verifier=verifier, recovery=recovery
    )


def proves(key: Key, kept: Verifier | None, *, pepper: bytes) -> bool:
    """Whether words 3-7 are right. Without a verifier the same work is done, and it is wrong."""
    against = kept or _NOBODY
    found = _stretch(key.secret, bytes.fromhex(against.salt), pepper)
    return hmac.compare_digest(found, against.verifier) and kept is not None


def _stretch(secret: str, salt: bytes, pepper: bytes) -> str:
    raw = hash_secret_raw(
        secret.encode(),
        salt,
        time_cost=PASSES,
        memory_cost=MEMORY_KIB,
        parallelism=LANES,
        hash_len=HASH_BYTES,
        type=Type.ID,
    )
    return hmac.new(pepper, b"verifier\0" + raw, sha256).hexdigest()
