"""What the alarm of a door said last: one item a door, in the table that is never backed up."""

from dataclasses import asdict

from forum.breaker import Pause
from store import items, tables

# Longer than any pause: a word of the alarm that comes late does not undo a newer one.
KEPT_SECONDS = 3600


def get_pause(door: str) -> Pause | None:
    """The last word; whether it still counts is for its `until` to say, since an expired item
    stays readable for days.
    """
    item = items.get("ephemeral", f"pause#{door}", "pause")
    return items.read(Pause, item) if item else None


def set_pause(pause: Pause) -> bool:
    """Keeps a word of the alarm, unless a newer one has come before it; whether it was kept."""
    values = {**asdict(pause), tables.EXPIRES: pause.at + KEPT_SECONDS}
    condition = "attribute_not_exists(pk) OR #at < :at"
    key = f"pause#{pause.door}", "pause"
    request = items.put("ephemeral", *key, values, condition=condition, at=pause.at)
    try:
        tables.call("put_item", **request)
    except tables.ConditionFailed:
        return False
    return True
