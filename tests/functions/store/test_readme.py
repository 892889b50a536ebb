"""functions/store/README.md and the code are held to each other, row by row."""

import inspect
import re
from dataclasses import dataclass
from importlib import import_module
from itertools import chain
from pathlib import Path
from typing import Any

import pytest

from cost.meter import Call, Item, Key, Meter, pattern
from store import posts, tables, threads
from support import conversation_patterns as conversations
from support import kept
from support import moderation_patterns as patterns

FOLDER = Path(tables.__file__).parent
NONE = "–"
TALKS = re.compile("(get|find|list|add|set|remove|check)_")
CODE = re.compile("`([^`]+)`")
WINDOW = re.compile(r"w\d+_\d+")


def table_after(words: str) -> list[list[str]]:
    """The cells of the table whose first line begins with these words, without that line."""
    text = FOLDER.joinpath("README.md").read_text()
    lines = text[text.index(words) :].splitlines()[2:]
    rows = lines[: lines.index("")]
    return [[cell.strip() for cell in row.strip("|").split("|")] for row in rows]


@dataclass(frozen=True)
class Row:
    """A row of the access patterns."""

    name: str
    tables: set[str]
    ways: list[str]
    keys: set[str]
    condition: str
    read: float
    write: float


def read_row(cells: list[str]) -> Row:
    name, in_tables, operations, keys, condition, read, write = cells
    return Row(
        name=name.strip("`"),
        tables=set(CODE.findall(in_tables)),
        ways=operations.split(" or "),
        keys=set(CODE.findall(keys)),
        condition="" if condition == NONE else condition,
        read=float(read),
        write=float(write),
    )


ROWS = [read_row(cells) for cells in table_after("| function |")]
ITEMS = table_after("| table | `pk` | `sk` | attributes |")


def way(calls: list[Call]) -> str:
    """What was sent, as the table says it: `2 × GetItem`, `TransactWriteItems (1 Put)`."""
    told = []
    for call in calls:
        kinds = [f"{call.parts.count(kind)} {kind}" for kind in sorted(set(call.parts))]
        told.append(call.operation + (f" ({', '.join(kinds)})" if kinds else ""))
    once = dict.fromkeys(told)
    counts = ((told.count(each), each) for each in once)
    return ", ".join(f"{count} × {each}" if count > 1 else each for count, each in counts)


def public() -> set[str]:
    """Every public function of the shelves; that of the alerts' topic is about no table."""
    passed = ("tables", "items", "alerts")
    paths = (path for path in FOLDER.rglob("*.py") if path.stem not in passed)
    names = (".".join(path.relative_to(FOLDER).with_suffix("").parts) for path in paths)
    modules = [(name.rpartition(".")[2], import_module(f"store.{name}")) for name in names]
    return {
        f"{name}.{function}"
        for name, module in modules
        for function, made in inspect.getmembers(module, inspect.isfunction)
        if made.__module__ == module.__name__ and not function.startswith("_")
    }


def talking() -> set[str]:
    """Those that talk to DynamoDB, as their names say."""
    return {name for name in public() if TALKS.match(name.partition(".")[2])}


def test_every_function_that_talks_has_one_row():
    assert sorted(row.name for row in ROWS) == sorted(talking())


def test_every_other_public_function_makes_a_part_of_a_request():
    others = {name.partition(".")[2] for name in public() - talking()}
    assert not [name for name in others if not re.search("_(item|writes)$|^to_", name)]


def test_every_row_is_run():
    assert sorted(patterns.SCENARIOS) == sorted(row.name for row in ROWS)


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.name)
def test_a_row_says_what_is_sent_and_what_it_costs(backend, row: Row):
    ways, metered = [], []
    for scenario in patterns.SCENARIOS[row.name]:
        with beside(backend, len(ways)):
            act = scenario()
            with Meter(backend.client) as meter:
                act()
        metered.append(meter)
        ways.append(way(meter.calls))
    calls = [call for meter in metered for call in meter.calls]
    assert list(dict.fromkeys(ways)) == row.ways
    assert set().union(*(call.tables for call in calls)) == row.tables
    indexes = {call.index for call in calls} - {""}
    assert set().union(*(call.keys for call in calls), indexes) == row.keys
    assert any(call.conditional for call in calls) == bool(row.condition)
    assert max(meter.read for meter in metered) == row.read
    assert max(meter.write for meter in metered) == row.write


def beside(backend: Any, number: int) -> Any:
    """Tables of a scenario's own."""
    return kept.beside(backend.client, f"{backend.prefix}n{number}")


def written(backend: Any) -> dict[Key, Item]:
    """Every item that any scenario leaves."""
    found: list[dict[Key, Item]] = []
    for number, scenario in enumerate(chain.from_iterable(patterns.SCENARIOS.values())):
        with beside(backend, number), Meter(backend.client) as meter:
            scenario()()
            found.append(meter.contents())
    return {(*key, str(n)): item for n, each in enumerate(found) for key, item in each.items()}


@pytest.mark.parametrize("backend", ["moto"], indirect=True)
def test_every_kind_of_item_is_described(backend):
    kinds: dict[tuple[str, str, str], set[str]] = {}
    for (table, pk, sk, _), item in written(backend).items():
        names = {"w3600_…" if WINDOW.fullmatch(name) else name for name in item}
        assert "schema" in names, (table, pk, sk)
        plain = names - {*tables.KEY, "schema"}
        kinds.setdefault((table, pattern(pk), pattern(sk)), set()).update(plain)
    described = {
        tuple(CODE.findall("".join(cells[:3]))): set(CODE.findall(cells[3])) for cells in ITEMS
    }
    assert kinds == described


def test_what_expires_says_when():
    for cells in ITEMS:
        assert ("`expires`" in cells[3]) == (cells[4] != NONE), cells


def test_every_index_is_described():
    found = [[cell.strip("`") for cell in cells[:4]] for cells in table_after("| table | index |")]
    assert found == [
        [table, index.name, index.pk, index.sk]
        for table, shape in tables.TABLES.items()
        for index in shape.indexes
    ]


def test_every_table_is_described():
    rows = table_after("| table | holds |")
    assert [cells[0].strip("`") for cells in rows] == list(tables.TABLES)


def cost(client: Any, act: Any) -> tuple[float, int]:
    with Meter(client) as meter:
        act()
    return meter.read, len(meter.calls)


@pytest.mark.parametrize("backend", ["ministack"], indirect=True)
def test_a_list_costs_what_its_page_costs(backend):
    costs = []
    for number, count in enumerate((25, 200)):
        with beside(backend, number):
            conversations.busy_space(count)
            thread = conversations.busy_thread(count)
            lists = (
                lambda: threads.list_threads("porch"),
                lambda thread=thread: posts.list_posts(thread.id, 1),
                lambda thread=thread: threads.get_thread(thread.id),
            )
            costs.append([cost(backend.client, each) for each in lists])
    assert costs[0] == costs[1]


@pytest.mark.parametrize("backend", ["ministack"], indirect=True)
def test_any_page_of_a_large_space_costs_the_same(backend):
    conversations.busy_space(100)
    costs, cursor = set(), ""
    for _ in range(4):
        listing = threads.list_threads("porch", before=cursor)
        costs.add(cost(backend.client, lambda at=cursor: threads.list_threads("porch", before=at)))
        cursor = listing.older
    assert len(costs) == 1
