"""When moderators were last told that something cannot wait, in the table that is never backed up:
so that whoever sleeps is told again, and nobody twice in a breath (M28).
"""

from store import items, tables

KEPT_SECONDS = 86400


def set_reminded(at: int, *, after: int = 0) -> bool:
    """Notes that they are told at `at`, if the last time was `after` seconds ago or more; whether
    it was. Of two at once one tells them.
    """
    values = {"at": at, tables.EXPIRES: at + KEPT_SECONDS}
    condition = "attribute_not_exists(pk) OR #at <= :before"
    request = items.put(
        "ephemeral", "alerts", "last", values, condition=condition, before=at - after
    )
    try:
        tables.call("put_item", **request)
    except tables.ConditionFailed:
        return False
    return True
