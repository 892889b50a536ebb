"""Threads: found by their id, listed by their last activity, a page at a time."""

import pytest

from forum import posts as rules
from forum.errors import NotFound, Refused
from store import posts, threads
from store.threads import Listing
from support import kept
from support.cast import NOW, alice, conversation, ident, voices, withdrawn

AT = "2026-11-24T02:15Z"


def titles(listing: Listing) -> list[str]:
    return [thread.title for thread in listing.threads]


def fill(count: int) -> list[str]:
    """Threads of the porch, each more active than the one before; their titles, newest first."""
    made = [f"thread {number:02}" for number in range(count)]
    for number, title in enumerate(made):
        kept.thread(title, turn=number, title=title)
    return made[::-1]


def forth() -> list[Listing]:
    """Every page, towards the older ones."""
    read = [threads.list_threads("porch")]
    while read[-1].older:
        read.append(threads.list_threads("porch", before=read[-1].older))
    return read


def back(page: Listing) -> list[Listing]:
    """Every page before this one, towards the newer ones."""
    read = [page]
    while read[-1].newer:
        read.append(threads.list_threads("porch", after=read[-1].newer))
    return read


def test_a_thread_comes_back_as_it_was_made(backend):
    thread, _ = kept.thread()
    assert threads.get_thread(thread.id) == thread
    assert threads.find_thread(thread.id) == thread


def test_a_thread_that_is_not_there(backend):
    assert threads.find_thread(ident("a thread")) is None
    with pytest.raises(NotFound):
        threads.get_thread(ident("a thread"))


def test_an_empty_space_has_one_empty_page(backend):
    assert threads.list_threads("porch") == Listing(threads=[])


def test_a_space_lists_its_own_threads_newest_activity_first(backend):
    newest_first = fill(3)
    kept.thread("elsewhere", space=voices)
    assert titles(threads.list_threads("porch")) == newest_first


def test_a_reply_moves_its_thread_up(backend):
    oldest, _ = kept.thread("oldest", turn=1, title="oldest")
    kept.thread("newer", turn=2, title="newer")
    kept.answer(oldest, turn=3)
    assert titles(threads.list_threads("porch")) == ["oldest", "newer"]


def test_later_in_the_day_counts_for_more_than_a_later_turn(backend):
    kept.thread("early", turn=900, title="early")
    kept.thread("late", turn=1, title="late", now=NOW.replace(hour=3))
    assert titles(threads.list_threads("porch")) == ["late", "early"]


@pytest.mark.parametrize("count", [20, 21, 45])
def test_pages_go_forth_and_back_without_loss_or_repeat(backend, count: int):
    newest_first = fill(count)
    read = forth()
    assert [title for page in read for title in titles(page)] == newest_first
    assert [len(page.threads) for page in read[:-1]] == [20] * (len(read) - 1)
    assert not read[0].newer
    returned = back(read[-1])
    assert [title for page in reversed(returned) for title in titles(page)] == newest_first
    assert all(page.older for page in returned[1:])


def test_pages_hold_though_a_thread_leaves_them(backend):
    newest_first = fill(25)
    first = threads.list_threads("porch")
    thread = first.threads[-1]
    opening = posts.get_post(thread.opening_id)
    kept.save(opening, withdrawn(opening, by=alice))
    second = threads.list_threads("porch", before=first.older)
    assert titles(second) == newest_first[20:]


@pytest.mark.parametrize(
    "change",
    [
        lambda post: withdrawn(post, by=alice),
        lambda post: rules.remove(post, guideline="g1", now=NOW),
        lambda post: rules.purge(withdrawn(post, by=alice)),
    ],
)
def test_a_thread_whose_opening_is_down_is_in_no_list(backend, change):
    thread, opening = kept.thread()
    kept.save(opening, change(opening))
    assert threads.list_threads("porch").threads == []
    assert threads.get_thread(thread.id).state != "visible"


def test_an_undo_puts_it_back_in_its_place(backend):
    _, opening = kept.thread("first", turn=1, title="first")
    kept.thread("second", turn=2, title="second")
    down = withdrawn(opening, by=alice)
    kept.save(opening, down)
    kept.save(down, rules.undo(alice, down, now=NOW))
    assert titles(threads.list_threads("porch")) == ["second", "first"]


def test_a_purged_opening_leaves_no_title_and_no_name(backend):
    thread, opening = kept.thread()
    kept.save(opening, rules.purge(withdrawn(opening, by=alice)))
    item = str(kept.item("forum", f"thread#{thread.id}", "thread"))
    assert "A long night" not in item
    assert alice.id not in item
    assert alice.name not in item


@pytest.mark.parametrize(
    "cursor",
    [
        "x",
        f"{AT}#000001.{ident('a')}",
        f"{AT}.000001.{ident('a')}.more",
        f"{AT}.000001.{ident('a')}\n",
        f"{AT}.٠٠٠٠٠١.{ident('a')}",
        f"{AT}.000001.{'A' * 26}",
        f"{AT}.000001.thread#{'a' * 19}",
        "1999-11-24T02:15Z.000001." + ident("a"),
        "{}",
        "'; --",
        "\x00",
        "a" * 5000,
    ],
)
@pytest.mark.parametrize("way", ["before", "after"])
def test_refuses_a_cursor_that_is_none(cursor: str, way: str):
    with pytest.raises(Refused):
        threads.list_threads("porch", **{way: cursor})


@pytest.mark.parametrize("way", ["before", "after"])
def test_a_made_up_cursor_shows_nothing_it_should_not(backend, way: str):
    kept.thread("elsewhere", space=voices)
    made_up = f"{AT}.000001.{conversation('elsewhere')[0].id}"
    assert threads.list_threads("porch", **{way: made_up}).threads == []
