"""The scenarios of taking a case, and with them those of conversations."""

from datetime import timedelta

from forum.moderation.leases import Claim
from store.moderation import leases
from support import claims, kept
from support.cast import AT, NOW, lee
from support.conversation_patterns import SCENARIOS
from support.patterns import Act, row

__all__ = ["SCENARIOS"]


def claimed() -> Claim:
    """Mo reads a case that was reported."""
    _, post = kept.thread()
    claim = claims.claim(kept.reported(post).case)
    leases.add_claim(claim)
    return claim


@row("leases.add_claim")
def _() -> Act:
    _, post = kept.thread()
    claim = claims.claim(kept.reported(post).case)
    return lambda: leases.add_claim(claim)


@row("leases.add_claim")
def _() -> Act:
    again = claims.claim(claimed().case)
    return lambda: leases.add_claim(again)


@row("leases.set_renewed")
def _() -> Act:
    again = claims.claim(claimed().case, now=NOW + timedelta(minutes=1))
    return lambda: leases.set_renewed(again)


@row("leases.set_handed_on")
def _() -> Act:
    given = claims.handed_on(claimed().case)
    return lambda: leases.set_handed_on(given)


@row("leases.find_why_lost")
def _() -> Act:
    claim = claimed()
    return lambda: leases.find_why_lost(claim.case.id, lee.id, AT)
