"""What tests ask of the template of the stack."""

from collections.abc import Callable
from typing import Any

import pytest

Template = dict[str, Any]
Pick = Callable[[str], dict[str, dict[str, Any]]]


@pytest.fixture(scope="session")
def of_type(template: Template) -> Pick:
    """Every resource of a type (`Lambda::Function`), by its logical id."""

    def pick(kind: str) -> dict[str, dict[str, Any]]:
        every = template["Resources"].items()
        return {name: each for name, each in every if each["Type"] == f"AWS::{kind}"}

    return pick
