"""What every form for words does: measure and render them, or show how they would look."""

from typing import Any

from flask import g
from werkzeug.wrappers import Response

from forum import words
from forum.posts import Words
from web import markup


def make_words(typed: str) -> Words:
    """A member's words: cleaned, measured, rendered. Raises `Incomplete` or `TooLong`."""
    source = words.check_post(typed)
    return Words(source=source, html=markup.render(source), renderer=markup.RENDERER_VERSION)


def preview(written: Words, show: Any, **view_args: str) -> Response:
    """The form again, with the words above it as others would see them; nothing is kept."""
    g.preview = written.html
    response: Response = show(**view_args)
    return response
