"""A moderator takes a case, or hands it on, as the rules make it."""

from datetime import datetime

from forum.accounts import Viewer
from forum.moderation import leases
from forum.moderation.cases import Case
from forum.moderation.leases import Claim
from support.cast import NOW, mo


def claim(case: Case, by: Viewer = mo, now: datetime = NOW) -> Claim:
    """Somebody takes a case."""
    return leases.claim(by, case, now=now)


def handed_on(case: Case, by: Viewer = mo, now: datetime = NOW) -> Claim:
    """Somebody hands on a case that they have."""
    given = leases.hand_on(by, case, now=now)
    assert given
    return given
