"""The queue of five thousand costs what the queue of fifty costs (issue: done when)."""

from typing import Any

import pytest

from cost.meter import Meter
from forum.moderation import cases as rules
from forum.moderation.cases import Case
from forum.moderation.reports import Target
from store import items, tables
from store.moderation import cases
from support import kept
from support.cast import alice, ident, report

BATCH = 25


def case(number: int) -> Case:
    name, id = alice.name, ident(f"member {number}")
    about = Target(kind="member", id=id, author_id=id, author_name=name)
    return rules.opened(report(about, f"report {number}"))


def fill(client: Any, count: int) -> None:
    """So many open cases, put as they are kept."""
    table = tables.name("safety")
    for first in range(0, count, BATCH):
        made = [_item(case(number)) for number in range(first, min(first + BATCH, count))]
        client.batch_write_item(RequestItems={table: made})


def _item(made: Case) -> dict[str, Any]:
    item = cases.open_item(made)
    values = item["ExpressionAttributeValues"]
    plain = {f"#{name}"[1:]: values[f":{name}"] for name in _kept(values)}
    return {"PutRequest": {"Item": {**item["Key"], **plain, **items.pack({"version": 1})}}}


def _kept(values: dict[str, Any]) -> list[str]:
    return [name[1:] for name in values if name not in (":one", ":form")]


@pytest.mark.parametrize("backend", ["ministack"], indirect=True)
def test_the_queue_of_five_thousand_costs_what_one_of_fifty_costs(backend):
    found = []
    for number, count in enumerate((cases.QUEUE_LENGTH, 5000)):
        with kept.beside(backend.client, f"{backend.prefix}n{number}"):
            fill(backend.client, count)
            with Meter(backend.client) as meter:
                queue = cases.list_open_cases()
            found.append((len(meter.calls), meter.read, len(queue)))
    assert found[0] == found[1] == (1, found[0][1], cases.QUEUE_LENGTH)
