"""An account is a pseudonym, a status and an epoch; there is nothing else to leak."""

from dataclasses import dataclass
from datetime import datetime

from forum import roles, times
from forum.errors import Paused

APPROVED_CAP = 5
NEW_DAYS = 7
CONSENT_VERSION = 1


@dataclass(frozen=True, kw_only=True)
class Account:
    """What the forum knows of a member. Months are `YYYY-MM`; `approved` is capped at 5.

    `guidelines` is the version of the guidelines that they were last shown (C4).
    `consent` is the version of the consent text that they agreed to in `month_made` (P10), and
    `cards_read` whether they read the cards or chose to leave them for later (R7). `inbox_new` says
    that something has come since they last opened their inbox; not what, how much or when. Until
    `read_first_until`, a stamp, a moderator reads what they write before others do (M4); until
    `paused_until` they write nothing (M20).
    """

    id: str
    name: str
    epoch: int
    month_made: str
    month_active: str
    approved: int = 0
    consent: int = CONSENT_VERSION
    cards_read: bool = True
    guidelines: int = 1
    status: str = "open"
    staff: bool = False
    inbox_new: bool = False
    read_first_until: str = ""
    paused_until: str = ""


@dataclass(frozen=True, kw_only=True)
class Viewer:
    """Who makes this request: an account, its role as read just now, and whether it is still
    new. `passkey_at` is when they last used their passkey in this session, in epoch seconds, or 0.
    `paused_until` is a stamp while their writing is paused, else nothing.
    """

    account: Account
    role: str = "member"
    in_first_week: bool = False
    passkey_at: int = 0
    paused_until: str = ""

    @property
    def id(self) -> str:
        """The account's id."""
        return self.account.id

    @property
    def name(self) -> str:
        """The pseudonym, or a moderator's working name."""
        return self.account.name

    @property
    def is_moderator(self) -> bool:
        """Whether the moderators' pages are open to this person."""
        return roles.may(self.role, "see the queue")

    @property
    def is_staff(self) -> bool:
        """Whether this person has a role in looking after the place."""
        return roles.may(self.role, "carry the label")

    @property
    def counts(self) -> bool:
        """Whether a post of theirs still counts towards no longer being new; capped at five."""
        return self.account.approved < APPROVED_CAP

    @property
    def is_new(self) -> bool:
        """Under seven days here or under five approved posts: such members go slower."""
        return not self.account.staff and (self.in_first_week or self.counts)


def join(
    *,
    id: str,
    name: str,
    now: datetime,
    guidelines: int = 1,
    cards_read: bool = True,
    staff: bool = False,
) -> Account:
    """A new account; only months are kept of when."""
    month = times.month(now)
    return Account(
        id=id,
        name=name,
        epoch=1,
        month_made=month,
        month_active=month,
        guidelines=guidelines,
        cards_read=cards_read,
        staff=staff,
    )


def check_may_write(viewer: Viewer) -> None:
    """Refuses a member whose writing is paused; reading, reporting, asking for another look and
    help stay open to them.
    """
    if viewer.account.status != "open" or viewer.paused_until:
        raise Paused(until=viewer.paused_until)


def paused_until(account: Account, at: str) -> str:
    """Until when an account's writing is paused as of the stamp `at`, or nothing: it lapses by
    itself.
    """
    return account.paused_until if account.paused_until > at else ""
