"""The inbox: replies to you, and what moderators decided (F4, M12)."""

import re

from flask import Blueprint, g, request
from werkzeug.wrappers import Response

from forum import times
from forum.errors import Refused
from forum.moderation.notices import Notice
from store import accounts
from store.moderation import notices, statements
from web import pages, session

bp = Blueprint("inbox", __name__)
_CURSOR = re.compile(r"20[0-9:TZ-]{15}#[0-9a-z]{26}")


@bp.get("/inbox/")
def index() -> Response:
    """One page of notices, newest first; opening it takes the mark off the inbox."""
    viewer = session.viewer()
    before = request.args.get("before", "")
    if before and not _CURSOR.fullmatch(before):
        raise Refused
    found, older = notices.list_notices(viewer.id, before=before)
    if viewer.account.inbox_new:
        accounts.set_inbox_seen(viewer.id)
    return pages.page(
        "forum/inbox.html", notices=found, older=older, changed=changed(found), current="inbox"
    )


def changed(found: list[Notice]) -> frozenset[str]:
    """Which decisions that somebody reported for came out otherwise at another look."""
    told = [notice.id for notice in found if notice.kind == "report"]
    return statements.list_changed(told, at=times.epoch(g.now))
