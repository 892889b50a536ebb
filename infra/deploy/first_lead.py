"""The first lead of a new forum: a one-time link, printed until somebody has used it.

The account of a community's first lead has the same id everywhere. So running this again, or twice
at the same time, or after a restore, gives another link to the same account and never a second one.
"""

import hashlib
from collections.abc import Iterator

from deploy.answers import Stop
from deploy.invitation import INVITATION_HOURS, invite, renew
from deploy.place import Place
from forum import ids
from store import accounts, passkeys, tables

ROLE = "lead"
DEFAULT_NAME = "Lead"
ACCOUNT = ids.encode(hashlib.sha256(b"the first lead of a community").digest()[: ids.ID_BYTES])
LINK = """The first lead opens this link in their own browser. It works once, for {hours} hours:
{link}
People will see the name {name}. {another}
Then, before you tell anybody of the place, a second moderator: make moderator NAME=Ash AWS=yes"""
PASSKEY = """{name} has a key and no passkey yet. With this link, after signing in, they set one up.
It works once, for {hours} hours:
{link}"""
ANOTHER = "For another one run make deploy LEAD=Rowan before the link is used."
CHOSEN = "Running the same command again gives a fresh link until one has been used."
WRONG_NAME = "The name {name!r} cannot be the first lead's. {why}"


def make_sure(place: Place) -> Iterator[str]:
    """A link, unless the first lead has come in already; one for their passkey alone, while they
    have a key and no passkey.
    """
    tables.connect(place.client("dynamodb"), place.name)
    lead = accounts.get_account(ACCOUNT)
    if lead and passkeys.get_ring(ACCOUNT).passkeys:
        return
    origin = place.outputs()["Address"].rstrip("/")
    if lead:
        link = renew(lead.name, origin=origin)
        yield PASSKEY.format(name=lead.name, hours=INVITATION_HOURS, link=link)
        return
    name = place.person or DEFAULT_NAME
    try:
        link = invite(name, role=ROLE, origin=origin, account_id=ACCOUNT)
    except ValueError as error:
        raise Stop(WRONG_NAME.format(name=name, why=error)) from None
    another = CHOSEN if place.person else ANOTHER
    yield LINK.format(hours=INVITATION_HOURS, link=link, name=name, another=another)
