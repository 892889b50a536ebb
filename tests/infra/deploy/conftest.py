"""Stubbed AWS clients; each answer that a test gave must have been asked for."""

from collections.abc import Iterator

import pytest

from support.stubs import Stubs


@pytest.fixture
def stubs() -> Iterator[Stubs]:
    made = Stubs()
    yield made
    made.nothing_left()
