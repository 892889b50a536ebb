"""A community with something in every table, and a home for it that anybody's commands can read."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from backup import home, side
from backup.home import Home
from conftest import Backend, empty_shelves
from deploy.place import Place
from here import emulator
from store import credentials, roles, sessions, tables, threads
from support import guards, kept
from support.cast import AT, alice, bob, charlie, mo, session


@pytest.fixture(params=["ministack"])
def backend(request: pytest.FixtureRequest) -> Iterator[Backend]:
    """The strict one alone, which is also the faster; a test that wants both says so."""
    yield from empty_shelves(request)


@pytest.fixture(autouse=True)
def deployer() -> Iterator[None]:
    """Everything here is done by the person with the account."""
    with guards.acting(guards.DEPLOYER):
        yield


def home_of(client: Any, prefix: str, folder: Path) -> Home:
    """A home whose client is the test's own."""
    place = Place(region=emulator.REGION, name=prefix, made=folder, make_client=lambda *_: client)
    return Home(place=place, here=folder)


@pytest.fixture
def place(backend, tmp_path: Path) -> Home:
    """The test's tables, empty."""
    return home_of(backend.client, backend.prefix, tmp_path)


@pytest.fixture
def other(backend, tmp_path: Path) -> Iterator[Home]:
    """Tables beside them, empty too, as in another account."""
    prefix = f"{backend.prefix}other"
    kept.empty_tables(backend.client, prefix)
    yield home_of(backend.client, prefix, tmp_path / "other")
    for table in tables.TABLES:
        backend.client.delete_table(TableName=f"{prefix}-{table}")


@pytest.fixture
def community(place: Home) -> None:
    """Alice and bob talk, charlie reports, mo decides; somebody is signed in."""
    for each in (alice, charlie, mo):
        kept.account(each)
    made = kept.credentials("bob's key", bob)
    credentials.add_member(bob.account, made, kept.admission("bob's"), at=AT, week_ends=AT + 9)
    roles.set_role(mo.id, "moderator")
    sessions.add_session(session())
    thread, _ = kept.thread()
    reply = kept.answer(thread)
    kept.answer(threads.get_thread(thread.id), "another reply")
    for number, each in enumerate(("keep", "remove")):
        file = kept.reported(reply)
        kept.decide(file, reply, f"decision {number}", action=each)
        # Another guideline: about the same one a case that was kept is not opened again.
        kept.report_post(reply, f"again {number}", inbox=charlie.id, guideline="g2")


@pytest.fixture
def recovery(place: Home, community: None) -> Iterator[Home]:
    """The community in tables that AWS can bring back; no side table is left behind."""
    for name in home.TABLES:
        place.client.update_continuous_backups(
            TableName=place.table(name),
            PointInTimeRecoverySpecification={"PointInTimeRecoveryEnabled": True},
        )
    yield place
    side.remove(place)
