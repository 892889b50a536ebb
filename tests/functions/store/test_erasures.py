"""The ledger: in both tables or in neither, once, without a word, and for as long as it must."""

import json

import pytest

from forum import erasures as rules
from forum import times
from forum.erasures import Erasure
from store import erasures, tables
from support import kept
from support.cast import NOW, ident

POST = Erasure(kind="post", id=ident("a post"))
ENDS = rules.ends(NOW)


def keep(erasure: Erasure) -> None:
    tables.write(*erasures.erased_writes(erasure, ends=ENDS))


def test_an_entry_is_in_both_tables_and_says_nothing_but_the_id(backend):
    keep(POST)
    for table in ("safety", "ephemeral"):
        item = kept.item(table, "erased", f"post#{POST.id}")
        assert item and set(item) == {"pk", "sk", "schema", "expires"}
        assert str(times.epoch(NOW)) not in json.dumps(item)


@pytest.mark.parametrize("lost", erasures.TABLES)
def test_one_table_is_enough(backend, lost):
    keep(POST)
    key = {"pk": {"S": "erased"}, "sk": {"S": f"post#{POST.id}"}}
    tables.call("delete_item", TableName=tables.name(lost), Key=key)
    assert erasures.list_erasures() == {POST}


def test_the_same_twice_is_one_and_other_kinds_have_a_place(backend):
    account = Erasure(kind="account", id=ident("alice"))
    for each in (POST, POST, account):
        keep(each)
    assert erasures.list_erasures() == {POST, account}


def test_nothing_is_erased_without_its_entry(backend):
    """One transaction: when the entry cannot be written, the words are still there."""
    _, post = kept.thread()
    backend.client.delete_table(TableName=tables.name("ephemeral"))
    with pytest.raises(Exception, match="ResourceNotFound"):
        kept.purge(post)
    tables.create_all(backend.client, backend.prefix)
    assert kept.item("forum", f"thread#{post.thread_id}", "post#000001")["source"]["S"]


def test_an_entry_outlives_recovery_and_what_aws_keeps_of_a_lost_table():
    days = (rules.ends(NOW) - times.epoch(NOW)) / 86400
    assert rules.KEPT_DAYS <= days <= rules.KEPT_DAYS + 1
    assert rules.KEPT_DAYS > 35 > 7
