"""Who is here, at each request: the week of community.toml, and what moderators said of a day.

Each warm process looks once in a while, so it costs a page next to nothing; shelves that do not
answer leave it at what was known.
"""

from contextlib import suppress
from dataclasses import replace

from flask import g

from forum import times
from forum.community import Community
from forum.errors import Resting
from forum.moderation.hours import Override
from store.moderation import overrides
from web import pages

LOOK_AGAIN_SECONDS = 60
# When it was looked, and what was found.
_known: list[tuple[int, tuple[Override, ...]]] = []


def community() -> Community:
    """The community, with what moderators said of the days to come."""
    return replace(pages.content().community, overrides=_overrides())


def back() -> str:
    """When a moderator is next here, as a stamp; nothing while one is, or when nobody knows."""
    found = community().when_here.back(g.now)
    return times.stamp(found) if found else ""


def forget() -> None:
    """Looks again at the next question: for whoever has just said something."""
    _known.clear()


# What templates may ask.
GLOBALS = {"back_at": back}


def _overrides() -> tuple[Override, ...]:
    at = times.epoch(g.now)
    looked, found = _known[0] if _known else (0, ())
    if not 0 <= at - looked < LOOK_AGAIN_SECONDS:
        with suppress(Resting):
            found = overrides.list_overrides(at)
        _known[:] = [(at, found)]
    return tuple(each for each in found if each.ends > at)
