"""The meter counts as DynamoDB's documents say."""

import pytest

from cost.meter import Item, Meter, index_units, indexed, read_units, size, write_units
from store import counters, items, posts, tables
from store.tables import Index

LISTED = Index(name="listed", pk="in", sk="at")
SUMMARY = Index(name="summary", pk="in", sk="at", only=("title",))


def item(size_wanted: int = 0, **values: str) -> Item:
    made: Item = {name: {"S": value} for name, value in values.items()}
    room = size_wanted - size(made)
    return made | ({"x": {"S": "x" * (room - 1)}} if room > 0 else {})


@pytest.mark.parametrize(
    ("value", "bytes_"),
    [
        ({"S": ""}, 0),
        ({"S": "abc"}, 3),
        ({"S": "é"}, 2),
        ({"S": "🙂"}, 4),
        ({"BOOL": True}, 1),
        ({"NULL": True}, 1),
        ({"N": "0"}, 1),
        ({"N": "1"}, 2),
        ({"N": "10"}, 2),
        ({"N": "12"}, 2),
        ({"N": "123"}, 3),
        ({"N": "1795486800"}, 5),
        ({"N": "-12"}, 3),
    ],
)
def test_the_size_of_a_value(value: dict[str, object], bytes_: int):
    assert size({"name": value}) == len("name") + bytes_


def test_refuses_to_guess_at_other_values():
    with pytest.raises(TypeError):
        size({"name": {"M": {}}})


@pytest.mark.parametrize(
    ("sizes", "consistent", "units"),
    [
        ([], True, 1),
        ([], False, 0.5),
        ([1], True, 1),
        ([4096], True, 1),
        ([4097], True, 2),
        ([4097], False, 1),
        ([2000, 2000], True, 1),
        ([2000, 2000, 2000], True, 2),
        ([400] * 21, False, 1.5),
    ],
)
def test_reads_go_by_four_kilobytes(sizes: list[int], consistent: bool, units: float):
    assert read_units(sizes, consistent=consistent) == units


@pytest.mark.parametrize(
    ("before", "after", "units"),
    [(None, 1, 1), (None, 1024, 1), (None, 1025, 2), (3000, 10, 3), (10, 3000, 3), (2000, None, 2)],
)
def test_writes_go_by_one_kilobyte_of_the_larger(before: int | None, after: int | None, units: int):
    sized = (item(one) if one else None for one in (before, after))
    assert write_units(*sized) == units


@pytest.mark.parametrize(
    ("before", "after", "units"),
    [
        (None, item(title="a"), 0),
        (None, item(**{"in": "p", "at": "1"}), 1),
        (item(**{"in": "p", "at": "1"}), None, 1),
        (item(**{"in": "p", "at": "1"}), item(**{"in": "p", "at": "2"}), 2),
        (item(**{"in": "p", "at": "1"}), item(title="a"), 1),
        (item(**{"in": "p", "at": "1"}), item(**{"in": "p", "at": "1", "title": "a"}), 1),
        (item(**{"in": "p", "at": "1"}), item(**{"in": "p", "at": "1"}), 0),
        (None, item(1500, **{"in": "p", "at": "1"}), 2),
    ],
)
def test_an_index_costs_what_changes_in_it(before: Item | None, after: Item | None, units: int):
    assert index_units(LISTED, before, after) == units


def test_an_index_of_a_few_attributes_costs_for_those():
    before, after = (item(**{"in": "p", "at": "1", "body": body}) for body in ("a", "b"))
    assert index_units(SUMMARY, before, after) == 0
    assert index_units(LISTED, before, after) == 1
    assert indexed(SUMMARY, before) == item(**{"in": "p", "at": "1"})


def test_single_calls_are_metered(backend):
    with Meter(backend.client) as meter:
        counters.get_salt("20261124", "00" * 32, at=1)
        counters.remove_salt("20261124")
    assert [(call.operation, call.read, call.write) for call in meter.calls] == [
        ("GetItem", 1, 0),
        ("PutItem", 0, 1),
        ("DeleteItem", 0, 1),
    ]
    assert [call.conditional for call in meter.calls] == [False, True, False]
    assert {call.tables for call in meter.calls} == {frozenset({"ephemeral"})}


def test_transactions_cost_double_and_indexes_do_not(backend):
    listed = {"listed_in": "porch", "activity": "1"}
    with Meter(backend.client) as meter:
        tables.write(
            {"Put": items.put("forum", "a", "a", {"title": "x" * 1500, **listed})},
            {"Put": items.put("safety", "b", "b", {"title": "x"})},
        )
    (call,) = meter.calls
    assert (call.parts, call.tables) == (("Put", "Put"), {"forum", "safety"})
    assert call.writes == {"forum": 2 * 2, "forum activity": 2, "safety": 2 * 1}
    assert call.write == 2 * 2 + 2 + 2 * 1
    assert set(meter.contents()) == {("forum", "a", "a"), ("safety", "b", "b")}


def test_a_query_is_metered_as_one(backend):
    with Meter(backend.client) as meter:
        posts.list_posts("nothing", 1)
    (call,) = meter.calls
    assert (call.operation, call.index, call.read, call.write) == ("Query", "", 1, 0)


def test_it_stops_watching(backend):
    with Meter(backend.client) as meter:
        pass
    counters.remove_salt("20261124")
    assert meter.calls == []
