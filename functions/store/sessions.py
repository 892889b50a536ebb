"""Sessions in the ephemeral table, under their account; the token itself is never stored."""

from dataclasses import asdict

from forum.sessions import Session
from store import accounts, items, tables


def add_session(session: Session) -> None:
    """Keeps a new session."""
    values = {**asdict(session), tables.EXPIRES: session.ends}
    key = f"account#{session.account_id}", f"session#{session.digest}"
    tables.call("put_item", **items.put("ephemeral", *key, values))


def list_sessions(account_id: str) -> list[Session]:
    """All sessions of an account, those past their time included; at most a handful."""
    answer = tables.call(
        "query",
        TableName=tables.name("ephemeral"),
        ConsistentRead=True,
        KeyConditionExpression="pk = :pk AND begins_with(sk, :prefix)",
        ExpressionAttributeValues=items.pack(
            {":pk": f"account#{account_id}", ":prefix": "session#"}
        ),
    )
    return [items.read(Session, items.unpack(row)) for row in answer["Items"]]


def set_seen(session: Session) -> None:
    """Winds the idle clock; a session ended meanwhile stays ended."""
    request = items.update(
        "ephemeral",
        f"account#{session.account_id}",
        f"session#{session.digest}",
        "SET #seen = :seen",
        condition="attribute_exists(pk)",
        seen=session.seen,
    )
    try:
        tables.call("update_item", **request)
    except tables.ConditionFailed:
        return


def remove_session(account_id: str, digest: str) -> None:
    """Ends one session; ending it twice is ending it."""
    tables.call(
        "delete_item",
        TableName=tables.name("ephemeral"),
        Key=items.key(f"account#{account_id}", f"session#{digest}"),
    )


def set_every_session_ended(account_id: str) -> None:
    """Signs out everywhere: raises the epoch, after which no older session is valid. An account
    that has left has none.
    """
    try:
        tables.call("update_item", **accounts.every_session_ended_item(account_id))
    except tables.ConditionFailed:
        return
