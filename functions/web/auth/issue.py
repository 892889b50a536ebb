"""Making a key and a recovery code for somebody, and the one page that shows them."""

from flask import current_app, g
from werkzeug.wrappers import Response

from forum import keys, times
from forum.accounts import Account
from forum.errors import NotMatch
from forum.keys import Key
from store import accounts, credentials
from store.credentials import Credentials
from web import pages, session
from web.auth import verifier
from web.pepper import get_pepper


def key_and_code(token: str) -> tuple[str, str]:
    """A key and a code that follow from the form's token: the same form is shown the same ones."""
    pepper = get_pepper()
    key = keys.make_key(keys.derive(pepper, token, "key"))
    return key, keys.make_code(keys.derive(pepper, token, "code"))


def issue(account_id: str, token: str) -> Credentials:
    """What is kept of the key and the code of this form."""
    key, code = key_and_code(token)
    salt: bytes = current_app.config["RANDOM"](verifier.SALT_BYTES)
    return verifier.make(
        parsed(key),
        pepper=get_pepper(),
        salt=salt,
        account_id=account_id,
        recovery=keys.code_digest(keys.parse_code(code) or ""),
    )


def issued_before(token: str) -> str | None:
    """The account that this very form has just given a key, or `None`; `UsedCode` when long ago.

    An answer can be lost on its way: the key in it would be lost for ever.
    """
    key, code = key_and_code(token)
    locator = keys.locator_digest(get_pepper(), parsed(key).locator)
    kept, digest = credentials.get_verifier(locator), keys.code_digest(keys.parse_code(code) or "")
    if kept is None or credentials.get_recovery(digest) != kept.account_id:
        return None  # two words may be anybody's; all 130 bits of the code are this form's own
    credentials.check_issued_now(kept.account_id, times.epoch(g.now))
    return kept.account_id


def show(account: Account, token: str, *, invitation: str = "") -> Response:
    """The page with the key and the code. It is shown once: no cache, no history entry keeps it.
    `invitation` is the code of a staff link, which goes on from there to set up a passkey.
    """
    key, code = key_and_code(token)
    return pages.page(
        "forum/keep.html",
        name=account.name,
        key=key,
        code=code,
        invitation=invitation,
        current="you",
    )


def renewed(account_id: str, token: str, *, invitation: str = "") -> Response:
    """Shows the new key and starts a session: every older one has just ended."""
    account = accounts.get_account(account_id)
    if account is None:
        raise NotMatch
    started, cookie = session.begin(account, own_device=False)
    return session.carry(show(account, token, invitation=invitation), started, cookie)


def parsed(key: str) -> Key:
    """A key of ours in its parts."""
    found = keys.parse_key(key)
    if found is None:
        raise ValueError("a made key has seven words")
    return found
