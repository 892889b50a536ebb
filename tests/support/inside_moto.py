"""What moto keeps in its tables, without asking DynamoDB for it: nobody may Scan."""

from typing import Any

from moto.dynamodb.models import dynamodb_backends

from here import emulator
from store import tables

ACCOUNT = "123456789012"


def dump(prefix: str) -> dict[str, list[dict[str, Any]]]:
    """Every item, as attributes, table by table."""
    return {
        name: [item.to_json()["Attributes"] for item in table.all_items()]
        for name, table in kept(prefix).items()
    }


def empty(prefix: str) -> None:
    """Takes everything out of moto's tables."""
    for table in kept(prefix).values():
        table.items.clear()


def kept(prefix: str) -> dict[str, Any]:
    """The four tables as moto keeps them in this process."""
    found = dynamodb_backends[ACCOUNT][emulator.REGION].tables
    return {name: found[f"{prefix}-{name}"] for name in tables.TABLES}
