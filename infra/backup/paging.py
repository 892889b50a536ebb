"""A whole table, page by page, no faster than it allows."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

# What a table may read in a second is little; a page of posts is not to be more.
PAGE = 25
Item = dict[str, dict[str, Any]]
Consumed = Mapping[str, Any]


@dataclass(frozen=True, kw_only=True)
class Rate:
    """So many capacity units a second, on average: of the table by the name "", and of each index
    by its own. `wait` is a sleep, in seconds.
    """

    units: Mapping[str, float]
    wait: Callable[[float], None]

    def spent(self, consumed: Consumed) -> None:
        """Waits until as much may be used again, of whatever has least. `consumed` is what DynamoDB
        says of a call.
        """
        parts = {"": consumed.get("Table", consumed), **consumed.get("GlobalSecondaryIndexes", {})}
        used = {name: part.get("CapacityUnits", 0) for name, part in parts.items()}
        self.wait(max(used[name] / self.units[name] for name in used))


def every_item(client: Any, table: str, rate: Rate, page: int = PAGE) -> Iterator[Item]:
    """Each item of a table, by its full name, strongly consistent, as DynamoDB gives it."""
    start: dict[str, Any] = {}
    while True:
        answer = client.scan(
            TableName=table,
            Limit=page,
            ConsistentRead=True,
            ReturnConsumedCapacity="TOTAL",
            **start,
        )
        yield from answer["Items"]
        if "LastEvaluatedKey" not in answer:
            return
        start = {"ExclusiveStartKey": answer["LastEvaluatedKey"]}
        rate.spent(answer.get("ConsumedCapacity", {}))


def key(item: Item) -> tuple[str, str]:
    """The key of an item."""
    return item["pk"]["S"], item["sk"]["S"]
