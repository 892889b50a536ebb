"""Values as DynamoDB items and back, and the shapes of requests that every shelf shares."""

from collections.abc import Mapping
from typing import Any, TypeVar

from forum import migrations
from forum.fields import known
from store import tables

# What an Update claims of an item that it may be the first to write: the oldest form that has a
# number. What it finds may be as old as that, and a migration that looks again does no harm.
FIRST_FORM = 1
_READERS = {"S": str, "N": int, "BOOL": bool}
Kind = TypeVar("Kind")


def pack(values: Mapping[str, Any]) -> dict[str, Any]:
    """Strings, whole numbers and truths as an attribute map; anything else is a mistake."""
    return {key: _attribute(value) for key, value in values.items()}


def unpack(item: Mapping[str, Any]) -> dict[str, Any]:
    """The inverse of `pack`, without the keys and the number of the form."""
    passed = (*tables.KEY, migrations.SCHEMA)
    return {key: _value(attribute) for key, attribute in item.items() if key not in passed}


def whole(item: Mapping[str, Any]) -> dict[str, Any]:
    """An item with its keys and the number of its form, for what works on any kind of item."""
    return {key: _value(attribute) for key, attribute in item.items()}


def read(kind: type[Kind], item: Mapping[str, Any]) -> Kind:
    """An unpacked item as a value: the one way from the shelves to the rules.

    The doors are never deployed at one instant, so an item may have been written by newer code or
    by older. What this code does not know is passed over; what is not there yet has its default.
    """
    return known(kind, item)


def key(pk: str, sk: str) -> dict[str, Any]:
    """An item's primary key."""
    return pack({"pk": pk, "sk": sk})


def get(table: str, pk: str, sk: str) -> dict[str, Any] | None:
    """One item, strongly consistent, or `None`."""
    answer = tables.call(
        "get_item", TableName=tables.name(table), Key=key(pk, sk), ConsistentRead=True
    )
    return unpack(answer["Item"]) if answer.get("Item") else None


def put(
    table: str, pk: str, sk: str, values: Mapping[str, Any], *, condition: str = "", **named: Any
) -> dict[str, Any]:
    """The body of a Put, alone or in a transaction, with the number of the form that is written.
    `named` gives `:name` values of the condition.
    """
    form = {migrations.SCHEMA: migrations.newest()}
    request: dict[str, Any] = {
        "TableName": tables.name(table),
        "Item": {**key(pk, sk), **pack({**values, **form})},
    }
    return _with_condition(request, condition, named)


def update(
    table: str, pk: str, sk: str, expression: str, *, condition: str = "", **named: Any
) -> dict[str, Any]:
    """The body of an Update. Every attribute is written `#name` and every value `:name`."""
    request: dict[str, Any] = {
        "TableName": tables.name(table),
        "Key": key(pk, sk),
        "UpdateExpression": expression,
    }
    return _with_condition(request, condition, named)


def _with_condition(
    request: dict[str, Any], condition: str, named: dict[str, Any]
) -> dict[str, Any]:
    if condition:
        request["ConditionExpression"] = condition
    text = request.get("UpdateExpression", "") + " " + condition
    words = {word.strip("(),") for word in text.replace("=", " ").replace("(", " ").split()}
    names = {word: word[1:] for word in words if word.startswith("#")}
    if names:
        request["ExpressionAttributeNames"] = names
    if named:
        request["ExpressionAttributeValues"] = pack({f":{k}": v for k, v in named.items()})
    return request


def _attribute(value: Any) -> dict[str, Any]:
    if isinstance(value, bool):
        return {"BOOL": value}
    if isinstance(value, int):
        return {"N": str(value)}
    if isinstance(value, str):
        return {"S": value}
    raise TypeError(f"{type(value).__name__} has no place in an item")


def _value(attribute: Mapping[str, Any]) -> Any:
    kind, value = next(iter(attribute.items()))
    return _READERS[kind](value)
