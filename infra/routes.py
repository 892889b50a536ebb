"""Which address goes to which door. Data, and the one question asked of it.

The local gateway and the deployed one read this same table; anything not in it is a static file.
"""

import re

DOORS = {
    "/account/": "auth",
    "/invitation/": "auth",
    "/join/": "auth",
    "/recover/": "auth",
    "/sign-in/": "auth",
    "/sign-out/": "auth",
    "/how-we-are-doing/": "member",
    "/inbox/": "member",
    "/members/": "member",
    "/notices/": "member",
    "/posts/": "member",
    "/reports/": "member",
    "/spaces/": "member",
    "/threads/": "member",
    "/moderate/": "moderator",
    "/staff/": "staff",
}

# What an address of ours can look like: no percent sign, no segment that begins with a dot, no
# empty segment. Anything else is nobody's page.
ORDINARY = re.compile(r"/(?:[A-Za-z0-9_~-][A-Za-z0-9._~-]*/)*(?:[A-Za-z0-9_~-][A-Za-z0-9._~-]*)?")


def door_for(path: str) -> str | None:
    """The door that answers a path, or None when it is the static site's."""
    first = "/" + path.removeprefix("/").partition("/")[0] + "/"
    return DOORS.get(first)


def is_ordinary(path: str) -> bool:
    """Whether a raw path could be one of ours at all."""
    return ORDINARY.fullmatch(path) is not None
