"""What every form for words does: measure and render them, or show how they would look."""

from typing import Any

from flask import g
from werkzeug.wrappers import Response

from forum import threads, words
from forum.accounts import Viewer
from forum.changes import Change
from forum.errors import check_all
from forum.moderation import holds
from forum.posts import Post, Words
from forum.threads import Thread
from web import forms, markup, pages, staffing


def make_words(typed: str) -> Words:
    """A member's words: cleaned, measured, rendered. Raises `Incomplete` or `TooLong`."""
    return markup.words_of(words.check_post(typed))


def make_opening() -> tuple[str, Words, str]:
    """Title, words and want of an opening's form; a refusal names all that is to be mended."""
    title, body, want = (forms.text(name) for name in ("title", "body", "want"))
    check_all(
        lambda: threads.check_want(want),
        lambda: words.check_title(title),
        lambda: words.check_post(body),
    )
    return words.check_title(title), make_words(body), want


def screen(viewer: Viewer, post: Post, thread: Thread) -> Change:
    """A new post as it is to be kept: visible, or held until a person has read it."""
    return holds.screen(viewer, post, thread, community=staffing.community(), now=g.now)


def screen_edit(viewer: Viewer, post: Post, thread: Thread, change: Change) -> Change:
    """A change as it is to be kept: at once, or once a person has read it."""
    community = staffing.community()
    return holds.screen_edit(viewer, post, thread, change, community=community, now=g.now)


def posted(act: str, thread_id: str, seq: int) -> Response:
    """The post in its place, with a note beside it that says what happened, where one lands."""
    page = threads.page_of(seq)
    return pages.see(f"/threads/{thread_id}/?page={page}&posted={act}-{seq}#posted")


def preview(written: Words, show: Any, **view_args: str) -> Response:
    """The form again, with the words above it as others would see them; nothing is kept."""
    g.preview = written.html
    response: Response = show(**view_args)
    return response
