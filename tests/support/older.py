"""Items as an older Leanto wrote them: before the number of a form, and before one's own list."""

from typing import Any

from forum.changes import Change
from forum.migrations import SCHEMA
from forum.posts import Post
from store import posts

NEWER = (SCHEMA, "own", "own_at")


def post_item(post: Post) -> dict[str, Any]:
    """The Put of a post in the form 0."""
    put, *_ = posts.change_writes(Change(was=0, post=post))
    item = {name: value for name, value in put["Put"]["Item"].items() if name not in NEWER}
    return {"TableName": put["Put"]["TableName"], "Item": item}
