"""The forms of an item: only forwards, each step for what it concerns, twice is once."""

from collections import Counter

import pytest

from forum import migrations
from forum.migrations import MIGRATIONS, SCHEMA, Migration, Progress, after_page, begin, upgrade

POST = {
    "pk": "thread#t",
    "sk": "post#000007",
    "thread_id": "t",
    "seq": 7,
    "author_id": "a",
    "at": "2026-11-24T02:15Z",
}
OWN = {"own": "a", "own_at": "2026-11-24T02:15Z#t#000007"}
NEWEST = {SCHEMA: migrations.newest()}


def add(name: str, version: int, *tables: str) -> Migration:
    """A row that gives everything one more attribute, made of those that were there."""
    return Migration(
        version=version,
        why="a test",
        tables=tables or ("forum",),
        concerns=lambda item: True,
        sets=lambda item: {name: len(item)},
    )


@pytest.mark.parametrize(
    ("item", "sets"),
    [
        (POST, OWN | NEWEST),
        (POST | {SCHEMA: 1}, OWN | NEWEST),
        (POST | OWN, NEWEST),
        (POST | OWN | {SCHEMA: 1}, {}),
        (POST | NEWEST, {}),
        (POST | {SCHEMA: 99}, {}),
        (POST | {"author_id": ""}, NEWEST),
        ({"pk": "account#a", "sk": "account"}, NEWEST),
        ({"pk": "account#a", "sk": "account", SCHEMA: 1}, {}),
    ],
)
def test_an_item_gets_what_its_form_lacks(item, sets):
    assert upgrade("forum", item) == sets
    assert upgrade("forum", {**item, **sets}) == {}


def test_steps_are_taken_in_order_and_each_sees_the_one_before():
    rows = (add("one", 1), add("two", 2))
    item = {"pk": "p", "sk": "s"}
    assert upgrade("forum", item, rows) == {"one": 2, "two": 4, SCHEMA: 2}
    assert upgrade("forum", item | {SCHEMA: 1}, rows) == {"two": 3, SCHEMA: 2}


def test_a_row_leaves_tables_alone_that_it_does_not_name():
    assert upgrade("safety", {"pk": "p", "sk": "s"}, (add("one", 1),)) == {}
    assert migrations.tables((add("one", 1, "safety"), add("two", 2))) == ("forum", "safety")


def test_the_rows_are_numbered_from_one_and_say_why():
    assert [row.version for row in MIGRATIONS] == list(range(1, len(MIGRATIONS) + 1))
    assert max(Counter(row.why for row in MIGRATIONS).values()) == 1


def test_begins_again_for_another_version_and_goes_on_for_the_same():
    half = Progress(version=2, last_pk="p", last_sk="s", changed=True)
    assert begin(half, 2) == half
    for other in (1, 3):
        assert begin(half, other) == Progress(version=other)


@pytest.mark.parametrize(
    ("changed_before", "changed", "finished"),
    [(False, False, True), (False, True, False), (True, False, False)],
)
def test_only_a_pass_without_a_change_is_the_end(changed_before, changed, finished):
    stands = Progress(version=2, last_pk="p", last_sk="s", changed=changed_before)
    assert after_page(stands, last=None, changed=changed) == Progress(version=2, finished=finished)


def test_a_page_in_the_middle_moves_the_mark_and_remembers_a_change():
    begun = Progress(version=2)
    first = after_page(begun, last=("p", "s"), changed=True)
    assert first == Progress(version=2, last_pk="p", last_sk="s", changed=True)
    assert after_page(first, last=("q", "s"), changed=False).changed
