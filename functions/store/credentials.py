"""Credentials in the identity table, which only the auth door may read.

`locator#` holds the verifier, `recovery#` the digest of a code, `account#` which of each is
current,
`name#` keeps a pseudonym for ever.
"""

from dataclasses import asdict, dataclass
from typing import Any

from forum import names
from forum.accounts import Account
from forum.errors import Conflict, NameTaken, UsedCode
from store import accounts, items, tables

ISSUED_SECONDS = 600


@dataclass(frozen=True, kw_only=True)
class Verifier:
    """What proves words 3-7: salt and verifier as hex, and the version of the recipe."""

    account_id: str
    salt: str
    verifier: str
    recipe: int
    retired: bool = False


@dataclass(frozen=True, kw_only=True)
class Credentials:
    """A new key and code as they are kept: digests only."""

    locator: str
    verifier: Verifier
    recovery: str


def get_verifier(locator: str) -> Verifier | None:
    """The verifier behind words 1-2, or `None`; a retired one proves nothing."""
    item = items.get("identity", f"locator#{locator}", "locator")
    verifier = items.read(Verifier, item) if item else None
    return verifier if verifier and not verifier.retired else None


def get_recovery(digest: str) -> str | None:
    """The account that a recovery code was for, used or not, or `None`."""
    item = items.get("identity", f"recovery#{digest}", "recovery")
    return str(item["account_id"]) if item else None


def find_name(name: str) -> str | None:
    """The account that has a name, or had it, or `None`."""
    item = items.get("identity", f"name#{names.name_key(name)}", "name")
    return str(item["account_id"]) if item else None


def add_member(
    account: Account,
    credentials: Credentials,
    admission: dict[str, Any],
    *,
    at: int,
    week_ends: int,
) -> None:
    """Joins somebody: account, name, key, code and what admitted them, all or none.

    `admission` is the write that uses up a challenge or an invitation. Within ten minutes the same
    form again finds the member as made, and changes nothing. Refuses a taken name (`NameTaken`), a
    used admission (`UsedCode`); two first words that are somebody's are a `Conflict`.
    """
    name = names.name_key(account.name)
    named = items.put(
        "identity",
        f"name#{name}",
        "name",
        {"account_id": account.id},
        condition="attribute_not_exists(pk)",
    )
    try:
        tables.write(
            _wrap(accounts.account_item(account)),
            admission,
            _wrap(named),
            _wrap(_locator_item(credentials)),
            _wrap(_recovery_item(credentials)),
            _wrap(_current_item(credentials)),
            _wrap(_issued_item(account.id, at)),
            _wrap(accounts.newcomer_item(account.id, until=week_ends)),
        )
    except tables.Cancelled as cancelled:
        _check_joined_now(cancelled.failed, account.id, credentials, at)


def _check_joined_now(
    failed: frozenset[int], account_id: str, credentials: Credentials, at: int
) -> None:
    if 0 in failed:
        if not _is_current(account_id, credentials):
            raise UsedCode  # another form, of another link to the same account, came first
        check_issued_now(account_id, at)
    elif 1 in failed:
        raise UsedCode
    else:
        raise NameTaken if 2 in failed else Conflict


def set_credentials(
    account_id: str, credentials: Credentials, *, at: int, used_code: str = ""
) -> None:
    """A new key and a new code, and every session ended, in one transaction.

    With `used_code` (a digest) that code is spent: of any number at once one wins, the others get
    `UsedCode`; but the winner's own form again changes nothing. Without it the caller has proved
    the key just now. Two first words that are somebody's are a `Conflict`.
    """
    current = items.get("identity", f"account#{account_id}", "credentials")
    if current is None:
        raise UsedCode
    if current["recovery"] == credentials.recovery:
        return
    if used_code and current["recovery"] != used_code:
        raise UsedCode
    writes = _renewal(account_id, current, credentials, at)
    try:
        tables.write(*[_wrap(write) for write in writes])
    except tables.Cancelled as cancelled:
        if 0 not in cancelled.failed:
            raise Conflict from cancelled
        if not _is_current(account_id, credentials):
            raise UsedCode from cancelled


def check_issued_now(account_id: str, at: int) -> None:
    """`UsedCode` unless this account's key was made in the last ten minutes.

    A form sent twice may show its key twice; a page found in somebody's history may not.
    """
    item = items.get("ephemeral", f"account#{account_id}", "issued")
    if item is None or item[tables.EXPIRES] <= at:
        raise UsedCode


def _is_current(account_id: str, credentials: Credentials) -> bool:
    current = items.get("identity", f"account#{account_id}", "credentials")
    return current is not None and current["recovery"] == credentials.recovery


def _renewal(
    account_id: str, current: dict[str, Any], credentials: Credentials, at: int
) -> list[dict[str, Any]]:
    return [
        _spend(account_id, current, credentials),
        _locator_item(credentials),
        _recovery_item(credentials),
        items.update(
            "identity",
            f"locator#{current['locator']}",
            "locator",
            "SET #retired = :yes, #verifier = :none, #salt = :none",
            yes=True,
            none="",
        ),
        items.update(
            "identity", f"recovery#{current['recovery']}", "recovery", "SET #used = :yes", yes=True
        ),
        accounts.every_session_ended_item(account_id),
        _issued_item(account_id, at),
    ]


def _spend(account_id: str, current: dict[str, Any], credentials: Credentials) -> dict[str, Any]:
    return items.update(
        "identity",
        f"account#{account_id}",
        "credentials",
        "SET #locator = :locator, #recovery = :recovery",
        condition="#recovery = :old",
        locator=credentials.locator,
        recovery=credentials.recovery,
        old=current["recovery"],
    )


def _locator_item(credentials: Credentials) -> dict[str, Any]:
    return items.put(
        "identity",
        f"locator#{credentials.locator}",
        "locator",
        asdict(credentials.verifier),
        condition="attribute_not_exists(pk)",
    )


def _recovery_item(credentials: Credentials) -> dict[str, Any]:
    account_id = credentials.verifier.account_id
    return items.put(
        "identity",
        f"recovery#{credentials.recovery}",
        "recovery",
        {"account_id": account_id, "used": False},
        condition="attribute_not_exists(pk)",
    )


def _current_item(credentials: Credentials) -> dict[str, Any]:
    account_id = credentials.verifier.account_id
    values = {"locator": credentials.locator, "recovery": credentials.recovery}
    return items.put("identity", f"account#{account_id}", "credentials", values)


def _issued_item(account_id: str, at: int) -> dict[str, Any]:
    values = {tables.EXPIRES: at + ISSUED_SECONDS}
    return items.put("ephemeral", f"account#{account_id}", "issued", values)


def _wrap(write: dict[str, Any]) -> dict[str, Any]:
    return {"Update" if "UpdateExpression" in write else "Put": write}
