"""Meters what each call costs, from the sizes of items and DynamoDB's documented rules.

Emulators count these units wrongly, so we count them ourselves:
https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/read-write-operations.html
https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/CapacityUnitCalculations.html
A transaction doubles what its items cost in their table, and not what they cost in an index:
measured on DynamoDB in https://github.com/nubo-db/dynoxide/pull/188.
"""

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from math import ceil
from typing import Any

from store import tables
from store.tables import Index

Item = dict[str, dict[str, Any]]
Key = tuple[str, str, str]

READ_BYTES, WRITE_BYTES = 4096, 1024
WRITES = ("Put", "Update", "Delete", "ConditionCheck")
SINGLE = {"PutItem": "Put", "UpdateItem": "Update", "DeleteItem": "Delete"}


def size(item: Item) -> int:
    """The bytes of an item: names and values, both in UTF-8."""
    return sum(len(name.encode()) + _value_size(value) for name, value in item.items())


def _value_size(value: dict[str, Any]) -> int:
    ((kind, content),) = value.items()
    if kind == "S":
        return len(content.encode())
    if kind == "N":
        return _number_size(content)
    if kind in ("BOOL", "NULL"):
        return 1
    raise TypeError(f"our items hold no {kind}")


def _number_size(number: str) -> int:
    """One byte for each two significant digits, one more, and one more below zero."""
    digits = number.lstrip("-").strip("0")
    return ceil(len(digits) / 2) + 1 + number.startswith("-")


def read_units(sizes: Iterable[int], *, consistent: bool) -> float:
    """A read of items together, as a Query: the sum in steps of 4 KB, and never nothing."""
    steps = max(1, ceil(sum(sizes) / READ_BYTES))
    return steps if consistent else steps / 2


def write_units(before: Item | None, after: Item | None) -> int:
    """A write of one item in its table: the larger of the two in steps of 1 KB."""
    return max(1, *(ceil(size(item or {}) / WRITE_BYTES) for item in (before, after)))


def index_units(index: Index, before: Item | None, after: Item | None) -> int:
    """What a write costs in an index: nothing, or an entry put, changed, taken away, or moved."""
    old, new = indexed(index, before), indexed(index, after)
    if old == new:
        return 0
    if old and new and any(old[key] != new[key] for key in (index.pk, index.sk)):
        return write_units(old, None) + write_units(None, new)
    return write_units(old, new)


def indexed(index: Index, item: Item | None) -> Item | None:
    """An item as an index holds it, or `None` when it is not in it."""
    if item is None or index.pk not in item or index.sk not in item:
        return None
    kept = {*tables.KEY, index.pk, index.sk, *index.only}
    return {name: value for name, value in item.items() if name in kept or not index.only}


@dataclass(frozen=True)
class Call:
    """One request: its operation, the writes in it, what it touched, and what it cost. `writes`
    has a table's units by its plain name, an index's by `table index`.
    """

    operation: str
    parts: tuple[str, ...] = ()
    tables: frozenset[str] = frozenset()
    keys: frozenset[str] = frozenset()
    index: str = ""
    conditional: bool = False
    read: float = 0
    writes: Mapping[str, int] = field(default_factory=dict)

    @property
    def write(self) -> int:
        """Write units, of all tables and indexes that it touched."""
        return sum(self.writes.values())


@dataclass
class Meter:
    """Watches a client: `with Meter(client) as meter: …`, then `meter.calls`.

    It looks at items through the same client, or through `eyes`.
    """

    client: Any
    eyes: Any = None
    calls: list[Call] = field(default_factory=list)
    written: set[Key] = field(default_factory=set)
    _before: dict[Key, Item | None] = field(default_factory=dict)
    _looking: bool = False

    def __enter__(self) -> "Meter":
        self.client.meta.events.register("before-call.dynamodb", self._asked)
        self.client.meta.events.register("after-call.dynamodb", self._answered)
        return self

    def __exit__(self, *_: object) -> None:
        self.client.meta.events.unregister("before-call.dynamodb", self._asked)
        self.client.meta.events.unregister("after-call.dynamodb", self._answered)

    @property
    def read(self) -> float:
        """Read units of everything so far."""
        return sum(call.read for call in self.calls)

    @property
    def write(self) -> float:
        """Write units of everything so far."""
        return sum(call.write for call in self.calls)

    def contents(self) -> dict[Key, Item]:
        """Every item that was ever written and is still there, by the plain name of its table."""
        found = {key: self._look(key) for key in sorted(self.written)}
        return {(plain(key[0]), *key[1:]): item for key, item in found.items() if item}

    def _asked(self, model: Any, params: dict[str, Any], context: Any, **_: Any) -> None:
        if self._looking:
            return
        body = json.loads(params["body"])
        context["metered"] = body
        targets = [target for _, target in writes(model.name, body)]
        self._before = {target: self._look(target) for target in targets}
        self.written.update(targets)

    def _answered(self, model: Any, parsed: dict[str, Any], context: Any, **_: Any) -> None:
        if self._looking:
            return
        body = context["metered"]
        parts = list(writes(model.name, body))
        double = 2 if "TransactItems" in body else 1
        self.calls.append(
            Call(
                operation=model.name,
                parts=tuple(sorted(part for part, _ in parts)) if double == 2 else (),
                tables=frozenset(map(plain, touched_tables(body))),
                keys=frozenset(map(pattern, touched_keys(body))),
                index=body.get("IndexName", ""),
                conditional='"ConditionExpression"' in json.dumps(body),
                read=read_cost(model.name, body, parsed),
                writes=sum((self._cost(target, double) for _, target in parts), Counter[str]()),
            )
        )

    def _cost(self, target: Key, double: int) -> Counter[str]:
        before, after = self._before[target], self._look(target)
        table = plain(target[0])
        found = Counter({table: double * write_units(before, after)})
        for index in tables.TABLES[table].indexes:
            found[f"{table} {index.name}"] += index_units(index, before, after)
        return found

    def _look(self, key: Key) -> Item | None:
        table, pk, sk = key
        self._looking = True
        try:
            answer = (self.eyes or self.client).get_item(
                TableName=table, Key={"pk": {"S": pk}, "sk": {"S": sk}}, ConsistentRead=True
            )
        finally:
            self._looking = False
        found: Item | None = answer.get("Item")
        return found


def plain(table: str) -> str:
    """`forum`, of a table's full name."""
    return table.rpartition("-")[2]


def pattern(key: str) -> str:
    """A key without what differs from item to item: `account#…`, `head`, `…` for a time."""
    if key[:1].isdigit():
        return "…"
    return key.partition("#")[0] + "#…" if "#" in key else key


def writes(operation: str, body: dict[str, Any]) -> Iterator[tuple[str, Key]]:
    """Each write of a request, and the item it is for."""
    if operation in SINGLE:
        yield SINGLE[operation], _target(body)
    for part in body.get("TransactItems", ()):
        ((kind, one),) = part.items()
        yield kind, _target(one)


def touched_tables(body: dict[str, Any]) -> set[str]:
    """The full names of all tables of a request."""
    named = {body["TableName"]} if "TableName" in body else set()
    parts = {one["TableName"] for part in body.get("TransactItems", ()) for one in part.values()}
    return named | parts | set(body.get("RequestItems", ()))


def touched_keys(body: dict[str, Any]) -> Iterator[str]:
    """The partition keys of a request; that of a Query in an index is none of the table's."""
    for one in (body, *(one for part in body.get("TransactItems", ()) for one in part.values())):
        if "Key" in one or "Item" in one:
            yield _target(one)[1]
    for asked in body.get("RequestItems", {}).values():
        yield from (key["pk"]["S"] for key in asked["Keys"])
    if "KeyConditionExpression" in body and "IndexName" not in body:
        yield body["ExpressionAttributeValues"][":pk"]["S"]


def read_cost(operation: str, body: dict[str, Any], answer: dict[str, Any]) -> float:
    """Read units of a request: items of a batch are rounded one by one, a Query's together."""
    if operation in ("Query", "Scan"):
        assert answer.get("ScannedCount") == answer.get("Count"), (
            "a filter reads more than it gives"
        )
        consistent = body.get("ConsistentRead", False)
        return read_units(map(size, answer.get("Items", ())), consistent=consistent)
    if operation == "GetItem":
        return read_units([size(answer.get("Item", {}))], consistent=body["ConsistentRead"])
    return sum(
        _batch_cost(answer, table, keys) for table, keys in body.get("RequestItems", {}).items()
    )


def _batch_cost(answer: dict[str, Any], table: str, asked: dict[str, Any]) -> float:
    found = [size(item) for item in answer.get("Responses", {}).get(table, ())]
    missing = [0] * (len(asked["Keys"]) - len(found))
    return sum(read_units([one], consistent=asked["ConsistentRead"]) for one in found + missing)


def _target(one: dict[str, Any]) -> Key:
    key = one.get("Key") or one["Item"]
    return one["TableName"], key["pk"]["S"], key["sk"]["S"]
