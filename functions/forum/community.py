"""The community: its spaces, who may read them, its paces and the hosts that may be linked to.

community.toml says it and the build checks it; what comes here is trusted.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from forum import pace
from forum.accounts import Viewer
from forum.errors import MembersOnly, NotFound
from forum.fields import known
from forum.moderation.hours import Hours, Override, Week
from forum.moderation.steps import LADDER


@dataclass(frozen=True, kw_only=True)
class Space:
    """A room of the forum. `open` spaces are for anybody to read, `members` ones for members.

    Up to the day `read_first_until` (`2026-12-24`), a moderator reads what is written there first.
    """

    slug: str
    name: str
    who_for: str
    readers: str = "members"
    sensitive: bool = False
    read_first_until: str = ""


@dataclass(frozen=True, kw_only=True)
class Community:
    """What rules and pages need to know. `direction` is `ltr` or `rtl`, that of the language.

    Of whoever is new, a person reads the first `hold_first` posts before others do. `other_routes`
    says where else somebody can turn who does not agree with a decision. `steps` are what rules
    that are broken can mean for an account, the lightest first.
    """

    name: str
    language: str
    direction: str
    timezone: str
    leave_to: str
    run_by: str
    hours: str
    joining: str
    spaces: tuple[Space, ...]
    link_hosts: frozenset[str]
    paces: Mapping[str, pace.Pace]
    moderated: Week = ()
    hold_first: int = 1
    other_routes: str = ""
    steps: tuple[str, ...] = LADDER
    overrides: tuple[Override, ...] = ()

    @property
    def when_here(self) -> Hours:
        """When moderators are here: the file has the week, they say what a certain day is like."""
        return Hours(days=self.moderated, timezone=self.timezone, overrides=self.overrides)

    def space(self, slug: str) -> Space:
        """The space of that slug, or `NotFound`."""
        for space in self.spaces:
            if space.slug == slug:
                return space
        raise NotFound


def read(entry: Mapping[str, Any]) -> Community:
    """The community as forum.json has it."""
    return known(
        Community,
        entry,
        spaces=tuple(known(Space, each) for each in entry["spaces"]),
        steps=tuple(entry.get("steps", LADDER)),
        link_hosts=frozenset(entry["link_hosts"]),
        paces=pace.read(entry["paces"]),
    )


def check_may_read(space: Space, viewer: Viewer | None) -> None:
    """Refuses a visitor at the door of a members' space (A15)."""
    if space.readers == "members" and viewer is None:
        raise MembersOnly
