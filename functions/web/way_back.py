"""The way back after signing in: the page of ours that somebody wanted, never another site's.

It travels in the address and in the form, so anybody may have written it: only what looks like one
of these pages is followed, and anything else is no way at all.
"""

import re

from flask import request

_OURS = re.compile(
    r"/(?:spaces|threads|posts|inbox|account|moderate|staff)/(?:[a-z0-9-]{1,60}/){0,4}"
    r"(?:\?page=[1-9][0-9]{0,5})?"
)


def safe(path: str) -> str:
    """The path if it is one of ours, else nothing."""
    return path if _OURS.fullmatch(path) else ""


def here() -> str:
    """The page that is looked at now, as a way back to it. The list of spaces is where everybody
    begins, so it is none; nor is what a form was sent to.
    """
    if request.method != "GET" or request.path == "/spaces/":
        return ""
    return safe(request.full_path.rstrip("?"))
