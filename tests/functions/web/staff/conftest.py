"""A moderator with a passkey in software, and the same one on the next day."""

import pytest

from support import cast
from support.authenticator import Authenticator
from support.keyring import SET_UP, invited, options
from support.people import Forum, Visitor


@pytest.fixture
def mo(forum: Forum) -> Visitor:
    """A moderator who has signed in with their key."""
    return forum.with_key_alone(cast.mo)


@pytest.fixture
def phone(mo: Visitor) -> Authenticator:
    """A passkey that mo has set up."""
    made = Authenticator()
    reply = mo.post(SET_UP, code=invited(), **made.create(options(mo, "create")))
    assert reply.location == "/staff/", reply.page.text
    return made


@pytest.fixture
def again(forum: Forum, phone: Authenticator) -> Visitor:
    """The same moderator in another browser, with the key alone so far."""
    return forum.with_key_alone(cast.mo, "the next day")
