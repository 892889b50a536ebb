"""The people who look after a deployed forum: how many have come in, and a link for another."""

from collections.abc import Iterator
from datetime import UTC, datetime

from deploy.answers import Stop
from deploy.invitation import INVITATION_HOURS, NOT_A_NAME, invite, renew
from deploy.place import Place
from forum import names, times
from store import passkeys, tables, team

ROLE = "moderator"
LINK = """{name} opens this link in their own browser. It works once, for {hours} hours:
{link}"""
AGAIN = """There is a {name} here already. After signing in with their key, they set up a new
passkey with this link; the passkeys of before end then. It works once, for {hours} hours:
{link}"""


def count(place: Place) -> int:
    """How many of those whom the deployer invited have set up a passkey, without which no case can
    be opened; each has a seat in the team.
    """
    tables.connect(place.client("dynamodb"), place.name)
    seats = team.get_team(times.epoch(datetime.now(UTC))).seats
    return sum(1 for each in seats if passkeys.get_ring(each.account_id).passkeys)


def check_name(name: str) -> None:
    """Raises `Stop` for a name that cannot be, before anything is done for it; none is no name."""
    if name and not names.is_staff_name(name):
        raise Stop(NOT_A_NAME, again=False)


def invite_moderator(place: Place) -> Iterator[str]:
    """A link that makes somebody a moderator; for somebody who is here already, one to set up a new
    passkey. Raises `Stop` for a name that cannot be.
    """
    address = place.outputs()["Address"].rstrip("/")
    tables.connect(place.client("dynamodb"), place.name)
    if link := renew(place.person, origin=address):
        yield AGAIN.format(name=place.person, hours=INVITATION_HOURS, link=link)
        return
    try:
        link = invite(place.person, role=ROLE, origin=address)
    except ValueError as error:
        raise Stop(str(error), again=False) from None
    yield LINK.format(name=place.person, hours=INVITATION_HOURS, link=link)
