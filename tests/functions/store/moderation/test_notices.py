"""Inboxes: newest first, a page at a time."""

from dataclasses import replace
from datetime import timedelta

from forum import times
from forum.moderation.notices import Notice
from store import tables
from store.moderation import notices
from support import kept
from support.cast import AT, NOW, alice, bob, conversation, ident, reply, told

QUARTER = timedelta(minutes=15)
(NOTICE,) = told(reply(conversation()[0]), alice)


def keep(number: int, inbox: str = alice.id) -> Notice:
    at = times.stamp(times.quarter(NOW + number // 3 * QUARTER))
    made = replace(NOTICE, id=ident(f"notice {number}"), inbox=inbox, at=at)
    tables.call("put_item", **notices.notice_item(made))
    return made


def pages(inbox: str) -> list[list[Notice]]:
    """Every page of an inbox, followed by its cursors."""
    found, older = notices.list_notices(inbox)
    read = [found]
    while older:
        found, older = notices.list_notices(inbox, before=older)
        read.append(found)
    return read


def test_an_empty_inbox_is_empty(backend):
    assert notices.list_notices(alice.id) == ([], "")


def test_a_notice_comes_back_as_it_was_sent(backend):
    assert notices.list_notices(alice.id) == ([], "")
    assert keep(1) == notices.list_notices(alice.id)[0][0]


def test_an_inbox_is_ones_own(backend):
    keep(1, inbox=bob.id)
    assert notices.list_notices(alice.id) == ([], "")


def test_pages_hold_each_notice_once_newest_first(backend):
    made = [keep(number) for number in range(45)]
    read = pages(alice.id)
    assert [len(page) for page in read] == [20, 20, 5]
    flat = [notice for page in read for notice in page]
    assert sorted(flat, key=lambda each: each.id) == sorted(made, key=lambda each: each.id)
    assert [each.at for each in flat] == sorted((each.at for each in flat), reverse=True)


def test_a_full_page_with_nothing_after_it_is_the_last(backend):
    for number in range(20):
        keep(number)
    assert [len(page) for page in pages(alice.id)] == [20]


def test_the_same_notice_twice_is_one(backend):
    assert keep(1) == keep(1)
    assert len(notices.list_notices(alice.id)[0]) == 1


def test_a_notice_goes_by_itself_after_half_a_year(backend):
    made = keep(0)
    item = kept.item("forum", f"inbox#{alice.id}", f"{made.at}#{made.id}")
    days = (int(item["expires"]["N"]) - AT) / 86400
    assert 179 < days <= 180
