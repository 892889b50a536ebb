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


@pytest.fixture(scope="session")
def statements(of_type: Pick) -> dict[str, list[dict[str, Any]]]:
    """The statements of each function's role, by the function's name."""
    found: dict[str, list[dict[str, Any]]] = {}
    policies = of_type("IAM::Policy").values()
    for function in of_type("Lambda::Function").values():
        name = function["Properties"]["FunctionName"].removeprefix("leanto-")
        (role, _) = function["Properties"]["Role"]["Fn::GetAtt"]
        found[name] = [
            statement
            for policy in policies
            if {"Ref": role} in policy["Properties"]["Roles"]
            for statement in policy["Properties"]["PolicyDocument"]["Statement"]
        ]
    return found
