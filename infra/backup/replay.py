"""What is gone for good stays gone (N20): the ledger, gone through again in tables that are older.

Each entry is erased by the same rule and the same write as the worker's, so that nothing is left of
it that the worker would not leave.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

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
        if each.kind not in KINDS:
            raise Stop(UNKNOWN.format(kind=each.kind))
    return sum(KINDS[each.kind].erase(each.id) for each in known)


def is_there(gone: Erasure) -> bool:
    """Whether anything is left of what was erased; it looks, and does not believe the erasing."""
    return KINDS[gone.kind].is_there(gone.id)


def _erase_post(id: str) -> bool:
    try:
        post = posts.get_post(id)
    except NotFound:
        return False
    if post.state == "purged":
        return False
    posts.set_post(changes.purge(post, threads.find_opened(post)))
    return True


def _post_is_there(id: str) -> bool:
    try:
        post = posts.get_post(id)
    except NotFound:
        return False
    return bool(post.words.source or post.words.html or post.author_id)


@dataclass(frozen=True, kw_only=True)
class Kind:
    """A kind of the ledger: what erases one, and says whether there was anything; and what looks
    whether one is there.
    """

    erase: Callable[[str], bool]
    is_there: Callable[[str], bool]


KINDS: Mapping[str, Kind] = {erasures.POST: Kind(erase=_erase_post, is_there=_post_is_there)}
