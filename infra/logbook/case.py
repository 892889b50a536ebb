"""Which case is meant: its id, or the address of its page as a moderator copies it."""

import re

from deploy.answers import Stop
from forum import ids

WHICH = """Say which case: make {command} CASE=… with the address of its page, as a moderator
sees it, or the last part of that address."""


def read_case(text: str, command: str) -> str:
    """The id of the case. Raises `Stop` for what names none."""
    found = re.search(r"([^/\s]+)/?\s*$", text)
    if found is None or not ids.is_id(found[1]):
        raise Stop(WHICH.format(command=command), again=False)
    return found[1]
