"""There is a first lead, and never a second: however often, and at the same time as itself."""

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest

from conftest import Backend
from deploy import first_lead
from deploy.answers import Stop
from deploy.place import Place
from forum import accounts, keys, names, times
from forum.errors import UsedCode
from forum.passkeys import Passkey
from store import accounts as account_store
from store import credentials, invitations, passkeys
from support import kept
from support.stubs import NOW, Stubs


class Shelf:
    """A deployed forum's tables, and nothing else of it."""

    def __init__(self, backend: Backend, lead: str = "") -> None:
        self.backend, self.lead, self.stubs = backend, lead, Stubs()

    def _client(self, service: str, region: str) -> Any:
        return self.backend.client if service == "dynamodb" else self.stubs.of(service).client

    def asked(self) -> list[str]:
        self.stubs.deployed(Address="https://quiet.example.org/")
        return list(first_lead.make_sure(self.place()))

    def place(self) -> Place:
        return self.stubs.place(
            name=self.backend.prefix, person=self.lead, make_client=self._client
        )


def code_of(said: str) -> str:
    """The digest of the code in a link."""
    link = next(line for line in said.splitlines() if line.startswith("https://"))
    address, _, code = link.partition("#")
    assert address == "https://quiet.example.org/invitation/"
    return keys.code_digest(keys.parse_code(code) or "")


def invited(digest: str) -> dict[str, Any] | None:
    return invitations.get_invitation("staff", digest, at=times.epoch(datetime.now(UTC)))


def used(digest: str) -> None:
    """Somebody opens the link and makes a key, as the page does."""
    invitation = invited(digest)
    assert invitation
    account = accounts.join(
        id=invitation["account_id"], name=invitation["name"], now=NOW, guidelines=1, staff=True
    )
    made = credentials.Credentials(
        locator=digest,
        verifier=credentials.Verifier(account_id=account.id, salt="a", verifier="b", recipe=1),
        recovery=digest[::-1],
    )
    at = times.epoch(datetime.now(UTC))
    spent = {"Update": invitations.used_item("staff", digest, account_id=account.id, at=at)}
    credentials.add_member(account, made, spent, at=at, week_ends=at)


def test_a_forum_without_a_lead_gets_a_link(backend: Backend) -> None:
    (said,) = Shelf(backend).asked()
    invitation = invited(code_of(said))
    assert invitation and invitation["account_id"] == first_lead.ACCOUNT
    assert invitation["name"] == "Lead" and "make deploy LEAD=Rowan" in said
    role = kept.item("safety", f"role#{first_lead.ACCOUNT}", "role")
    assert role["role"] == {"S": "lead"}
    assert account_store.get_account(first_lead.ACCOUNT) is None


def test_the_name_can_be_chosen(backend: Backend) -> None:
    (said,) = Shelf(backend, "Mary Ann").asked()
    invitation = invited(code_of(said))
    assert invitation and invitation["name"] == "Mary Ann"
    assert "LEAD=" not in said


@pytest.mark.parametrize("name", ["Rowan2", "rowan the third of his name"])
def test_a_name_that_cannot_be_one_is_told(backend: Backend, name: str) -> None:
    with pytest.raises(Stop, match="without digits"):
        Shelf(backend, name).asked()


def test_two_links_make_one_lead(backend: Backend) -> None:
    first, second = (code_of(Shelf(backend, name).asked()[0]) for name in ("Rowan", "Ash"))
    used(second)
    with pytest.raises(UsedCode):
        used(first)
    lead = account_store.get_account(first_lead.ACCOUNT)
    assert lead and lead.name == "Ash"
    assert credentials.find_name("Rowan") is None


def test_once_there_is_a_lead_nothing_is_said(backend: Backend) -> None:
    used(code_of(Shelf(backend, "Rowan").asked()[0]))
    one = Passkey(id="phone", public_key="key", counter=0, week="2026-W48")
    ring = passkeys.get_ring(first_lead.ACCOUNT)
    passkeys.set_ring(replace(ring, passkeys=(one,)))
    assert list(first_lead.make_sure(Shelf(backend).place())) == []


def test_a_lead_without_a_passkey_gets_a_link_for_one(backend: Backend) -> None:
    used(code_of(Shelf(backend, "Rowan").asked()[0]))
    (said,) = Shelf(backend).asked()
    address, _, code = said.splitlines()[-1].partition("#")
    assert address == "https://quiet.example.org/staff/" and said.startswith("Rowan has a key")
    ring = passkeys.get_ring(first_lead.ACCOUNT)
    assert ring.invitation == keys.code_digest(keys.parse_code(code) or "")


def test_the_default_name_is_one() -> None:
    assert names.is_staff_name(first_lead.DEFAULT_NAME)
