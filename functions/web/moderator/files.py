"""A case as a moderator has it before them: its file, its post, and what stands around that."""

from dataclasses import dataclass

from forum import ids
from forum.errors import NotFound
from forum.moderation.cases import CaseFile
from forum.posts import Post
from forum.threads import Thread
from store import posts
from store import threads as thread_store
from store.moderation import files


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


def load(id: str) -> OpenFile:
    """The case and its post, or `NotFound`."""
    if not ids.is_id(id):
        raise NotFound
    file = files.get_file(id)
    target = file.case.target
    around = posts.list_around(target.thread_id, target.seq) if target.thread_id else []
    post = next((each for each in around if each.id == file.case.id), None)
    return OpenFile(file=file, around=around, post=post)
