"""What is gone for good stays gone (N20): the ledger, gone through again in tables that are older.

Each entry is erased by the same rule and the same write as the worker's, so that nothing is left of
it that the worker would not leave.
"""

from collections.abc import Callable, Iterable, Mapping

from backup.home import Home
from deploy.answers import Stop
from forum import changes, erasures
from forum.erasures import Erasure
from forum.errors import NotFound
from store import erasures as shelf
from store import posts, threads

UNKNOWN = """The ledger of what is gone names a {kind!r}, which this Leanto does not know.
Bring this Leanto up to date first: nothing may come back that was erased."""


def ledger(*places: Home) -> set[Erasure]:
    """What is gone, by the ledgers of all these places."""
    found: set[Erasure] = set()
    for place in places:
        place.shelves()
        found |= shelf.list_erasures()
    return found


def replay(place: Home, gone: Iterable[Erasure]) -> int:
    """Erases in a place whatever of this is still there; how many that were."""
    place.shelves()
    known = sorted(gone, key=lambda each: (each.kind, each.id))
    for each in known:
        if each.kind not in ERASERS:
            raise Stop(UNKNOWN.format(kind=each.kind))
    return sum(ERASERS[each.kind](each.id) for each in known)


def _erase_post(id: str) -> bool:
    try:
        post = posts.get_post(id)
    except NotFound:
        return False
    if post.state == "purged":
        return False
    posts.set_post(changes.purge(post, threads.find_opened(post)))
    return True


# What each kind of the ledger is erased by; it answers whether there was anything.
ERASERS: Mapping[str, Callable[[str], bool]] = {erasures.POST: _erase_post}
