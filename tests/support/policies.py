"""Statements of a role as the template has them, and as an account would."""

import re
from typing import Any

INDEX = re.compile(r"/index/[a-z]+")


def listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def table_of(resource: Any, tables: dict[str, Any]) -> str:
    """The short name of the table that a resource of a statement is, or is an index of."""
    text = str(resource)
    (name,) = [
        table["Properties"]["TableName"].removeprefix("leanto-")
        for logical, table in tables.items()
        if f"'{logical}'" in text
    ]
    return name


def as_policy(
    statements: list[dict[str, Any]], tables: dict[str, Any], prefix: str
) -> dict[str, Any]:
    """What these statements say of tables, as a policy of an account whose tables have names that
    begin with `prefix`, an ARN up to the name.
    """
    about = [one for one in statements if str(one["Action"]).count("dynamodb:")]
    return {
        "Version": "2012-10-17",
        "Statement": [
            {**one, "Resource": [_arn(each, tables, prefix) for each in listed(one["Resource"])]}
            for one in about
            if "Stream" not in str(one["Action"])
        ],
    }


def _arn(resource: Any, tables: dict[str, Any], prefix: str) -> str:
    index = INDEX.search(str(resource))
    return prefix + table_of(resource, tables) + (index[0] if index else "")
