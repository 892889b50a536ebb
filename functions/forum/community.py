"""The community as its `community.toml` describes it (F13): spaces, who may read them, limits,
link hosts.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from forum import pace
from forum.accounts import Viewer
from forum.errors import MembersOnly, NotFound

SPACES_AT_MOST = 12
READERS = ("open", "members")
JOINING = ("open", "invitation")
_SLUG = re.compile(r"[a-z0-9](?:-?[a-z0-9]){0,39}")
_HOST = re.compile(r"[a-z0-9](?:[a-z0-9.-]{0,250}[a-z0-9])?")


@dataclass(frozen=True, kw_only=True)
class Space:
    """A room of the forum. `open` spaces are for anybody to read, `members` ones for members."""

    slug: str
    name: str
    who_for: str
    readers: str = "open"
    sensitive: bool = False


@dataclass(frozen=True, kw_only=True)
class Community:
    """What the rules need of community.toml; pages see the rest as it stands."""

    name: str
    language: str
    country: str
    timezone: str
    joining: str
    spaces: tuple[Space, ...]
    link_hosts: frozenset[str]
    paces: Mapping[str, pace.Pace]

    def space(self, slug: str) -> Space:
        """The space of that slug, or `NotFound`."""
        for space in self.spaces:
            if space.slug == slug:
                return space
        raise NotFound


def read(document: Mapping[str, Any]) -> Community:
    """A parsed community.toml as values. Raises `ValueError` with words that name the line to
    mend.
    """
    spaces = tuple(_space(each) for each in document.get("spaces", ()))
    slugs = {space.slug for space in spaces}
    if not 1 <= len(spaces) <= SPACES_AT_MOST or len(slugs) != len(spaces):
        raise ValueError(
            f"[[spaces]]: between 1 and {SPACES_AT_MOST} spaces, each with its own slug"
        )
    hosts = document.get("link_hosts", ())
    if bad := [host for host in hosts if not _HOST.fullmatch(str(host))]:
        raise ValueError(f"link_hosts: {bad[0]!r} is not a plain host name")
    return Community(
        name=_text(document, "name"),
        language=_text(document, "language", "en"),
        country=_text(document, "country", "gb"),
        timezone=_text(document, "timezone", "UTC"),
        joining=_choice(document, "joining", JOINING, "open"),
        spaces=spaces,
        link_hosts=frozenset(hosts),
        paces=pace.adjusted(document.get("limits", {})),
    )


def check_may_read(space: Space, viewer: Viewer | None) -> None:
    """Refuses a visitor at the door of a members' space (A15)."""
    if space.readers == "members" and viewer is None:
        raise MembersOnly


def _space(entry: Mapping[str, Any]) -> Space:
    slug = _text(entry, "slug")
    if not _SLUG.fullmatch(slug):
        raise ValueError(f"[[spaces]] slug {slug!r}: use small letters, digits and single hyphens")
    return Space(
        slug=slug,
        name=_text(entry, "name"),
        who_for=_text(entry, "who_for"),
        readers=_choice(entry, "readers", READERS, "members"),
        sensitive=bool(entry.get("sensitive", False)),
    )


def _text(document: Mapping[str, Any], key: str, default: str | None = None) -> str:
    value = document.get(key, default)
    if not isinstance(value, str) or not value.strip():
        raise ValueError(f"{key}: a few words are needed here")
    return value.strip()


def _choice(document: Mapping[str, Any], key: str, choices: tuple[str, ...], default: str) -> str:
    value = document.get(key, default)
    if value not in choices:
        raise ValueError(f"{key}: one of {', '.join(choices)}, not {value!r}")
    return str(value)
