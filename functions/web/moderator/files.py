"""A case as a moderator has it before them: its file, its post, and what stands around that."""

from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any

from flask import g

from forum import ids, times
from forum.accounts import Viewer
from forum.errors import NotFound
from forum.moderation import cases, leases
from forum.moderation.cases import Case, CaseFile, Decision
from forum.posts import Post
from forum.threads import Thread
from store import own_posts, posts
from store import threads as thread_store
from store.moderation import files
from store.moderation import leases as lease_store
from web import session


@dataclass(frozen=True, kw_only=True)
class OpenFile:
    """`around` is the conversation from just before the post to just after it; `post` the one that
    the case is about, if it is about one that has a place still.
    """

    file: CaseFile
    around: list[Post]
    post: Post | None

    def find_opened(self) -> Thread | None:
        """The conversation that the post opens, if it opens one; else nothing is read."""
        return thread_store.find_opened(self.post) if self.post else None

    def find_decision(self, id: str) -> Decision | None:
        """A decision on this case."""
        return next((each for each in self.file.decisions if each.id == id), None)


def load(id: str) -> OpenFile:
    """The case and its post, or `NotFound`."""
    if not ids.is_id(id):
        raise NotFound
    file = files.get_file(id)
    target = file.case.target
    around = posts.list_around(target.thread_id, target.seq) if target.thread_id else []
    post = next((each for each in around if each.id == file.case.id), None)
    file = replace(file, taking_part=_takes_part(session.viewer(), file.case, around))
    return OpenFile(file=file, around=around, post=post)


def _takes_part(viewer: Viewer, case: Case, around: list[Post]) -> bool:
    """Whether it matters that whoever reads it wrote in the same conversation; asked of what stands
    around it first, and then of the last things that they wrote.
    """
    thread_id = case.target.thread_id
    if not thread_id or not cases.asks_who_wrote(case, g.now):
        return False
    return any(each.author_id == viewer.id for each in around) or own_posts.find_in_thread(
        viewer.id, thread_id
    )


def renew(moderator: Viewer, case: Case) -> None:
    """Each thing done in a case begins its quarter of an hour anew, for whoever has it (M16)."""
    if leases.is_reader(moderator, case, g.now):
        lease_store.set_renewed(leases.claim(moderator, case, now=g.now))


def reading(viewer: Viewer, case: Case) -> dict[str, Any]:
    """Who reads it: `you`, `another` or nobody; and when it is free, as a stamp."""
    if not leases.is_read(case, g.now):
        return {"reader": "", "free_at": ""}
    reader = "you" if leases.is_reader(viewer, case, g.now) else "another"
    free_at = times.stamp(datetime.fromtimestamp(case.lease_until, UTC))
    return {"reader": reader, "free_at": free_at}
