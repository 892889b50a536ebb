"""What every test stands on: the guards, one moto, one MiniStack, and tables of its own.

`backend` gives each store test two lives: once on moto, in this process and lenient, and once on
MiniStack, a process of its own and strict. Both clients last for the whole session; the tables
last for one test.
"""

import os
import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import boto3
import pytest
from botocore.config import Config
from hypothesis import settings

from here import emulator
from support import guards

BROWSER = Path(__file__).parent / "browser"
PLAIN = {
    **emulator.CREDENTIALS,
    "AWS_DEFAULT_REGION": emulator.REGION,
    "AWS_EC2_METADATA_DISABLED": "true",
    "AWS_CONFIG_FILE": os.devnull,
    "AWS_SHARED_CREDENTIALS_FILE": os.devnull,
}


@dataclass(frozen=True)
class Backend:
    """A DynamoDB with the four tables in it; the store is connected to it."""

    name: str
    client: Any
    prefix: str


def pytest_configure() -> None:
    """Forget what the shell holds about AWS and Leanto, and put up the guards."""
    for name in [name for name in os.environ if name.startswith(("AWS_", "LEANTO_"))]:
        del os.environ[name]
    os.environ.update(PLAIN)
    guards.install()
    # The same examples each time, and no stop-watch: the machine may be busy.
    settings.register_profile("leanto", deadline=None, derandomize=True)
    settings.load_profile("leanto")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Browser tests come last: Playwright leaves its event loop running in this thread, and then
    Mangum, which wants one of its own, cannot be called here."""
    items.sort(key=lambda item: BROWSER in item.path.parents)


@pytest.fixture(autouse=True)
def no_guard_fired() -> Iterator[None]:
    """A test fails when a guard fired, even if the code under test swallowed the error."""
    guards.fired.clear()
    yield
    assert not guards.fired, f"a guard fired: {guards.fired}"


@pytest.fixture
def fired() -> Iterator[list[str]]:
    """What the guards have stopped, for the tests that mean them to."""
    yield guards.fired
    guards.fired.clear()


@pytest.fixture(scope="session")
def moto_client() -> Iterator[Any]:
    """One in-process DynamoDB and one client for the whole session."""
    from moto import mock_aws

    with mock_aws():
        yield boto3.client("dynamodb")


@pytest.fixture(scope="session")
def ministack() -> Iterator[emulator.Emulator]:
    """One MiniStack process for the whole session; its virtual environment is made if absent."""
    emulator.install()
    with emulator.Emulator() as running:
        yield running


@pytest.fixture(scope="session")
def ministack_client(ministack: emulator.Emulator) -> Any:
    """One client of the session's MiniStack."""
    patience = Config(connect_timeout=2, read_timeout=20, retries={"total_max_attempts": 2})
    return boto3.client("dynamodb", endpoint_url=ministack.url, config=patience)


@pytest.fixture(params=["moto", "ministack"])
def backend(request: pytest.FixtureRequest) -> Iterator[Backend]:
    """The four tables, empty, on each DynamoDB in turn; the store talks to them."""
    yield from empty_shelves(request)


def empty_shelves(request: pytest.FixtureRequest) -> Iterator[Backend]:
    """The four tables on the DynamoDB that the request names."""
    from store import tables
    from support import kept

    client = request.getfixturevalue(f"{request.param}_client")
    prefix = f"test{uuid.uuid4().hex[:12]}"
    kept.empty_tables(client, prefix)
    tables.connect(client, prefix)
    yield Backend(request.param, client, prefix)
    for table in tables.TABLES:
        client.delete_table(TableName=f"{prefix}-{table}")
