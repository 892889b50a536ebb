"""A community whose log the deployer looks after, and how its commands are run."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from backup.home import Home
from conftest import Backend, empty_shelves
from deploy import steps
from deploy.place import Place
from deploy.steps import Step
from here import emulator
from support import guards


@pytest.fixture(params=["ministack"])
def backend(request: pytest.FixtureRequest) -> Iterator[Backend]:
    """The strict one alone, which is also the faster."""
    yield from empty_shelves(request)


@pytest.fixture(autouse=True)
def deployer() -> Iterator[None]:
    """Everything here is done by the person with the account."""
    with guards.acting(guards.DEPLOYER):
        yield


@pytest.fixture
def place(backend: Backend, tmp_path: Path) -> Home:
    """The test's tables, empty."""
    client = backend.client
    made = Place(
        region=emulator.REGION,
        name=backend.prefix,
        made=tmp_path,
        make_client=lambda *_: client,
    )
    return Home(place=made, here=tmp_path)


@pytest.fixture
def tell(place: Home) -> Callable[[Step], tuple[int, str]]:
    """Takes a step as the command does: the exit code, and all that was said."""

    def run(step: Step) -> tuple[int, str]:
        said: list[str] = []

        def say(words: str = "", **_: object) -> None:
            said.append(words)

        return steps.run((step,), place, "test", say, place.place.made / "log"), "\n".join(said)

    return run
