"""A community's day: how often each kind of act is done, and what all of it takes."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from cost import play
from cost.play import Act
from cost.visitors import Spent


@dataclass(frozen=True, kw_only=True)
class Community:
    """How large a community is: its members, and what they do in a day. `cold` is the share of
    requests for which Lambda has to start a function.
    """

    members: int = 1000
    posts: int = 300
    views: int = 20_000
    cold: float = 0.05


@dataclass(frozen=True)
class Share:
    """How often an act is done: so many for each member, post or view of a day, or a fixed number.
    Views of help, guidelines and other files are the edge's alone, and have no act.
    """

    part: float
    of: Literal["members", "posts", "views", "day"]
    act: Act | None = None

    def times(self, community: Community) -> float:
        """How often in a day."""
        return self.part * (1 if self.of == "day" else getattr(community, self.of))


FILES = "a page of help, guidelines, resources"
CLOCK = "the worker's clock"
# What a day is made of: an assumption, said with every bill. The views add up to all of them; the
# pages that belong to an act come on top.
SHARES: Mapping[str, Share] = {
    FILES: Share(0.30, "views"),
    "a conversation, by a visitor": Share(0.20, "views", play.pages("/threads/{thread}/")),
    "a conversation, by a member": Share(0.25, "views", play.pages("/threads/{thread}/", "member")),
    "a space, by a visitor": Share(0.06, "views", play.pages("/spaces/{space}/")),
    "a space, by a member": Share(0.10, "views", play.pages("/spaces/{space}/", "member")),
    "the list of spaces": Share(0.04, "views", play.pages("/spaces/", "member")),
    "an inbox": Share(0.05, "views", play.pages("/inbox/", "member")),
    "joining": Share(0.005, "members", play.join),
    "signing in": Share(0.30, "members", play.sign_in),
    "signing out": Share(0.10, "members", play.sign_out),
    "a new conversation": Share(0.15, "posts", play.opening),
    "a reply": Share(0.85, "posts", play.reply),
    "a changed post": Share(0.05, "posts", play.edit),
    "a post taken back": Share(0.02, "posts", play.withdrawal),
    "a report": Share(0.02, "posts", play.report),
    "a decision": Share(0.02, "posts", play.decision),
    "the moderators' queue": Share(24, "day", play.pages("/moderate/", "moderator")),
    CLOCK: Share(24 * 60, "day", play.tick),
}


def whole(community: Community, acts: Mapping[str, Spent]) -> Spent:
    """Everything that a day takes at the doors, of what one act of each kind took."""
    parts = [
        (SHARES[name].times(community), spent) for name, spent in acts.items() if name in SHARES
    ]
    return Spent(
        requests=round(sum(times * spent.requests for times, spent in parts)),
        reads=sum(times * spent.reads for times, spent in parts),
        writes=sum(times * spent.writes for times, spent in parts),
        sent=round(sum(times * spent.sent for times, spent in parts)),
        kept=round(sum(times * spent.kept for times, spent in parts)),
        looks=round(sum(times * spent.looks for times, spent in parts)),
        processor=sum(times * spent.processor for times, spent in parts),
    )
