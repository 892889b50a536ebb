"""Anchors: what was noted of the log day by day, and what it is held to (N14)."""

from dataclasses import dataclass

from forum.moderation.audit import Head


@dataclass(frozen=True, kw_only=True)
class Anchor:
    """The last entry as a day began (UTC, `20261124`): its number and its hash."""

    day: str
    seq: int
    hash: str

    @property
    def head(self) -> Head:
        """As a place in the chain."""
        return Head(seq=self.seq, hash=self.hash)
