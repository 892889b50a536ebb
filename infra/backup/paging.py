"""A whole table, page by page, no faster than it allows."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

PAGE = 100
Item = dict[str, dict[str, Any]]


@dataclass(frozen=True, kw_only=True)
class Rate:
    """So many capacity units a second, on average; `wait` is a sleep, in seconds."""

    units: float
    wait: Callable[[float], None]

    def spent(self, units: float) -> None:
        """Waits until as many units may be used again."""
        self.wait(units / self.units)


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
        rate.spent(answer.get("ConsumedCapacity", {}).get("CapacityUnits", 0))


def key(item: Item) -> tuple[str, str]:
    """The key of an item."""
    return item["pk"]["S"], item["sk"]["S"]
