"""How long what waits for a person usually takes: counted from the log, never typed (M6)."""

from flask import g

from forum import times
from forum.moderation.numbers import WAIT_OF_DAYS
from store.moderation import numbers
from web.doing import took

DAY_SECONDS = 86400
# A day late, since it is counted once a day.
SAID_FOR_SECONDS = 2 * DAY_SECONDS


def usual() -> str:
    """As one would say it; nothing when too few waited, or when it was not counted for days."""
    minutes, at = numbers.find_wait()
    if minutes is None or times.epoch(g.now) - at > SAID_FOR_SECONDS:
        return ""
    return took(minutes)


# What templates may ask.
GLOBALS = {"usual_wait": usual, "wait_of_days": WAIT_OF_DAYS}
