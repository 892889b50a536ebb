"""The scenarios of conversations, inboxes, and with them those of `patterns`."""

from dataclasses import replace
from typing import Any

from forum import changes, waiting
from forum import migrations as forms
from forum import posts as rules
from forum import threads as thread_rules
from forum.migrations import Progress
from forum.moderation.notices import about_returned
from forum.posts import Post
from store import erasures, items, migrations, own_posts, posts, tables, threads
from store.moderation import holds, notices
from support import guards, kept, older
from support.cast import (
    AT,
    LONG,
    NOW,
    alice,
    bob,
    conversation,
    ident,
    mo,
    nell,
    reply,
    told,
    withdrawn,
    words,
)
from support.patterns import SCENARIOS, Act, row
from support.redacted import redacted

__all__ = ["SCENARIOS", "busy_space", "busy_thread"]

TITLE = "How do you get through the hours before it gets light again?"


def replied(thread: Any) -> Post:
    return replace(reply(thread), reply_to=1)


def busy_thread(count: int) -> Any:
    """A thread of so many posts."""
    thread, _ = kept.thread()
    for number in range(2, count + 1):
        made = reply(thread, f"reply {number}")
        activity = thread_rules.activity(NOW, number)
        posts.add_reply(made, thread, activity=activity, told=(), counts=False)
        thread = replace(thread, next_seq=number + 1, activity=activity)
    return thread


def busy_space(count: int) -> None:
    """A space of so many threads; only their own items, which is all that a list reads."""
    for number in range(count):
        thread, _ = conversation(f"thread {number}", turn=number, title=TITLE)
        tables.call("put_item", **threads.thread_item(thread))


@row("posts.add_opening")
def _() -> Act:
    kept.account(alice)
    return lambda: posts.add_opening(*conversation(), counts=True)


@row("threads.list_threads")
def _() -> Act:
    busy_space(25)
    return lambda: threads.list_threads("porch")


@row("notices.list_notices")
def _() -> Act:
    (notice,) = told(reply(conversation()[0]), alice)
    for number in range(25):
        each = replace(notice, id=ident(f"notice {number}"))
        tables.call("put_item", **notices.notice_item(each))
    return lambda: notices.list_notices(alice.id)


@row("posts.add_reply")
def _() -> Act:
    kept.account(bob)
    thread, _ = kept.thread()
    made = replied(thread)
    activity, people = thread_rules.activity(NOW, 2), told(made, alice, mo)
    return lambda: posts.add_reply(made, thread, activity=activity, told=people, counts=True)


@row("posts.add_opening")
def _() -> Act:
    return kept.held_thread


@row("posts.add_reply")
def _() -> Act:
    thread, _ = kept.thread()
    return lambda: kept.held_answer(thread)


@row("posts.get_answered")
def _() -> Act:
    thread, _ = kept.thread()
    made = replace(kept.answer(thread), seq=3, reply_to=2)
    return lambda: posts.get_answered(made)


@row("posts.get_place")
def _() -> Act:
    _, post = kept.thread()
    return lambda: posts.get_place(post.id)


@row("posts.get_post")
def _() -> Act:
    _, post = kept.thread()
    return lambda: posts.get_post(post.id)


@row("posts.get_author")
def _() -> Act:
    thread, _ = kept.thread()
    return lambda: posts.get_author(thread.id, 1)


@row("posts.list_posts")
def _() -> Act:
    thread = busy_thread(25)
    return lambda: posts.list_posts(thread.id, 1)


@row("own_posts.find_in_thread")
def _() -> Act:
    busy_thread(own_posts.LOOKED_AT + 5)
    return lambda: own_posts.find_in_thread(bob.id, ident("nothing"))


@row("own_posts.list_own")
def _() -> Act:
    busy_thread(25)
    return lambda: own_posts.list_own(bob.id)


@row("holds.set_nudged")
def _() -> Act:
    post = kept.returned()
    return lambda: holds.set_nudged(post, about_returned(post, "nudge", NOW))


@row("posts.set_lapsed")
def _() -> Act:
    post = kept.returned()
    change = kept.following(post, waiting.lapse(post, now=NOW))
    return lambda: posts.set_lapsed(change, about_returned(post, "lapsed", NOW))


@row("posts.list_due")
def _() -> Act:
    thread = busy_thread(6)
    for post in posts.list_posts(thread.id, 1)[1:]:
        kept.save(post, withdrawn(post, by=bob))
    return lambda: posts.list_due("2026-11-26T00:00Z", 100)


@row("posts.list_due")
def _() -> Act:
    _, post = kept.thread()
    redacted(post)
    return lambda: posts.list_due("2026-12-26T00:00Z", 100, what=posts.ORIGINAL)


@row("posts.set_post")
def _() -> Act:
    thread, _ = kept.thread()
    post = kept.answer(thread)
    return lambda: kept.save(post, withdrawn(post, by=bob))


@row("posts.set_post")
def _() -> Act:
    _, post = kept.thread()
    change = kept.following(post, withdrawn(post, by=alice))
    return lambda: posts.set_post(change)


@row("posts.set_post")
def _() -> Act:
    _, post = kept.held_thread()
    change = kept.following(post, withdrawn(post, by=nell))
    return lambda: posts.set_post(change)


@row("posts.set_post")
def _() -> Act:
    _, post = kept.held_thread()
    changed = rules.edit(nell, post, version=1, words=words(LONG.upper()))
    change = kept.following(post, changed)
    return lambda: posts.set_post(change)


@row("posts.set_post")
def _() -> Act:
    _, post = kept.thread()
    changed = replace(post, words=words(LONG.upper()), version=2)
    said = {"title": TITLE, "want": "ideas", "why": ("link",), "look_by": kept.LOOK_BY}
    change = changes.Change(was=1, post=waiting.propose(post, changed, **said))
    return lambda: posts.set_post(change)


@row("posts.set_purged")
def _() -> Act:
    thread, _ = kept.thread()
    post = kept.answer(thread)
    kept.save(post, withdrawn(post, by=bob))
    return lambda: kept.purge(withdrawn(post, by=bob))


@row("posts.set_purged")
def _() -> Act:
    _, post = kept.thread()
    kept.save(post, withdrawn(post, by=alice))
    change = kept.purging(withdrawn(post, by=alice))
    return lambda: posts.set_purged(change, ends=AT)


@row("erasures.list_erasures")
def _() -> Act:
    thread, _ = kept.thread()
    kept.purge(kept.answer(thread))
    return erasures.list_erasures


@row("posts.list_around")
def _() -> Act:
    thread = busy_thread(6)
    return lambda: posts.list_around(thread.id, 3)


@row("threads.get_thread")
def _() -> Act:
    thread, _ = kept.thread()
    return lambda: threads.get_thread(thread.id)


@row("threads.find_opened")
def _() -> Act:
    _, post = kept.thread()
    return lambda: threads.find_opened(post)


@row("threads.find_thread")
def _() -> Act:
    thread, _ = kept.thread()
    return lambda: threads.find_thread(thread.id)


@row("migrations.get_progress")
def _() -> Act:
    migrations.set_progress("forum", Progress(), Progress(version=1))
    return lambda: migrations.get_progress("forum")


@row("migrations.set_progress")
def _() -> Act:
    return lambda: migrations.set_progress("forum", Progress(), Progress(version=1))


@row("migrations.list_page")
def _() -> Act:
    _, opening = kept.thread()
    for seq in range(2, 62):
        made = replace(opening, id=ident(f"reply {seq}"), seq=seq)
        put, *_ = posts.change_writes(changes.Change(was=0, post=made))
        tables.call("put_item", TableName=put["Put"]["TableName"], Item=put["Put"]["Item"])

    def page() -> object:
        with guards.acting("worker"):
            return migrations.list_page("forum", Progress(), 25)

    return page


@row("migrations.set_upgraded")
def _() -> Act:
    _, opening = kept.thread()
    request = older.post_item(opening)
    tables.call("put_item", **request)
    item = items.whole(request["Item"])
    return lambda: migrations.set_upgraded("forum", item, forms.upgrade("forum", item))
