"""The log of decisions, for moderators, with the proof that nothing in it was changed."""

from flask import Blueprint, request
from werkzeug.wrappers import Response

from forum.moderation import audit
from store.moderation import audit as audit_store
from web import pages
from web.decision_words import EVENT_WORDS, ROLE_WORDS

bp = Blueprint("audit", __name__)
ENTRIES_PER_PAGE = 50


@bp.get("/moderate/log/")
def index() -> Response:
    """One page of the log, newest first."""
    head = audit_store.get_head()
    number = pages.page_number() if "page" in request.args else 1
    last = max(0, head.seq - (number - 1) * ENTRIES_PER_PAGE)
    first = max(0, last - ENTRIES_PER_PAGE)
    entries = audit_store.list_entries(after=first, limit=last - first) if last else []
    return pages.page(
        "moderator/log.html",
        entries=entries[::-1],
        event_words=EVENT_WORDS,
        role_words=ROLE_WORDS,
        broken=audit.verify(entries, _head(first))[1],
        older=number + 1 if first > 0 else 0,
        current="moderate",
    )


def _head(seq: int) -> audit.Head:
    """The chain's end as it was after entry number `seq`."""
    if seq == 0:
        return audit.Head()
    (entry,) = audit_store.list_entries(after=seq - 1, limit=1)
    return audit.Head(seq=entry.seq, hash=entry.hash)
