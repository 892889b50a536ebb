"""Two people, or sixty-four, at the same moment: one wins, the other is told, nothing is torn.

On MiniStack, a process of its own: moto's transactions are not made for threads.
"""

import uuid
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from store import posts as post_store
from store import tables
from store import threads as thread_store
from store.moderation import audit as audit_store
from support import cast, people
from support.people import Forum, Reply, Visitor, key_and_code
from support.races import at_once

MANY = 64
# One network could not try a code so often, nor could the whole site in a day.
LIMITS = "recovery_per_day = 100\nrecovery_site_per_day = 200\nreply_apart_seconds = 0"


@pytest.fixture
def forum(place: Callable[..., Forum], ministack_client: Any) -> Iterator[Forum]:
    """The doors on MiniStack."""
    made, prefix = place(limits=LIMITS), f"race{uuid.uuid4().hex[:12]}"
    tables.create_all(ministack_client, prefix)
    tables.connect(ministack_client, prefix)
    yield made
    for table in tables.TABLES:
        ministack_client.delete_table(TableName=f"{prefix}-{table}")


def together(*acts: Callable[[], Reply]) -> list[Reply]:
    """What everybody was answered; nobody meets an exception."""
    replies = at_once(*acts)
    assert [reply for reply in replies if not isinstance(reply, Reply)] == []
    return replies


def statuses(replies: list[Reply]) -> list[int]:
    return sorted(reply.status for reply in replies)


def test_a_recovery_code_used_by_sixty_four_at_once_works_once(forum: Forum, mo: Visitor):
    member = forum.visitor()
    key, code = key_and_code(member.joins(invitation=mo.invites()))
    visitors = [forum.visitor(f"198.{number}.100.7") for number in range(MANY)]
    forms = [one.get("/recover/").page.form("/recover/") | {"code": code} for one in visitors]
    replies = together(
        *(
            lambda one=one, form=form: one.post("/recover/", **form)
            for one, form in zip(visitors, forms, strict=True)
        )
    )
    (won,) = [reply for reply in replies if reply.status == 200]
    assert set(statuses(replies)) <= {200, 409, 429}
    assert statuses(replies).count(409) > MANY // 2
    fresh, _ = key_and_code(won)
    assert all(fresh not in reply.text for reply in replies if reply is not won)
    assert member.get("/account/").status == 401
    assert sum(one.get("/account/").status == 200 for one in visitors) == 1
    assert forum.visitor("192.0.2.7").fill("/sign-in/", key=fresh).status == 303
    assert forum.visitor("192.0.2.8").fill("/sign-in/", key=key).status == 401


def test_of_thirty_two_who_sign_in_at_once_five_stay(forum: Forum, mo: Visitor):
    key, _ = key_and_code(forum.visitor().joins(invitation=mo.invites()))
    visitors = [forum.visitor(f"198.{number}.100.7") for number in range(32)]
    form = forum.visitor().get("/sign-in/").page.form("/sign-in/") | {"key": key}
    replies = together(*(lambda one=one: one.post("/sign-in/", **form) for one in visitors))
    assert statuses(replies) == [303] * 32
    assert sum(one.get("/account/").status == 200 for one in visitors) == 5


def test_of_two_who_take_one_name_at_once_one_gets_it(forum: Forum, mo: Visitor):
    codes, visitors = (mo.invites(), mo.invites()), (forum.visitor(), forum.visitor())
    pages = [one.get("/join/").page for one in visitors]
    name = people.names(pages[0])[0]
    ticks = {"adult": "1", "cards": "1", "consent": "1", "name": name}
    replies = together(
        *(
            lambda one=one, page=page, code=code: one.post(
                "/join/", **page.form("/join/") | ticks | {"invitation": code}
            )
            for one, page, code in zip(visitors, pages, codes, strict=True)
        )
    )
    assert statuses(replies) == [200, 409]
    (lost,) = [number for number, reply in enumerate(replies) if reply.status == 409]
    page = replies[lost].page
    assert "Someone here already has that name" in page.text
    assert name not in people.names(page)
    again = page.form("/join/") | {"name": people.names(page)[0]}
    assert visitors[lost].post("/join/", **again).status == 200


def test_one_joining_form_sent_twice_at_once_is_one_member(forum: Forum, mo: Visitor):
    visitor, code = forum.visitor(), mo.invites()
    page = visitor.get("/join/").page
    form = page.form("/join/") | {"name": people.names(page)[0], "invitation": code}
    form |= {"adult": "1", "cards": "1", "consent": "1"}
    replies = together(*[lambda: forum.visitor().post("/join/", **form)] * 2)
    assert key_and_code(replies[0]) == key_and_code(replies[1])


def test_of_two_edits_at_once_the_second_sees_both_versions(forum: Forum, bob: Visitor):
    _, post = bob.opens()
    path = f"/posts/{post}/edit/"
    form = bob.get(path).page.form(path)
    replies = together(
        lambda: bob.post(path, **form | {"body": "From the phone"}),
        lambda: bob.post(path, **form | {"body": "From the laptop"}),
    )
    assert statuses(replies) == [303, 409]
    (lost,) = [reply for reply in replies if reply.status == 409]
    assert "From the phone" in lost.page.text and "From the laptop" in lost.page.text
    assert post_store.get_post(post).version == 2


def test_one_reply_form_sent_twice_at_once_is_one_reply(forum: Forum, alice, bob):
    thread, _ = alice.opens()
    path = f"/threads/{thread}/replies/"
    form = bob.get(f"/threads/{thread}/").page.form(path) | {"body": "Once"}
    replies = together(*[lambda: bob.post(path, **form)] * 4)
    assert {reply.location for reply in replies} == {
        f"/threads/{thread}/?page=1&posted=reply-2#posted"
    }
    assert thread_store.get_thread(thread).next_seq == 3


def test_replies_at_once_take_a_place_each(forum: Forum, alice: Visitor):
    thread, _ = alice.opens()
    path = f"/threads/{thread}/replies/"
    people_ = [forum.member(who) for who in (cast.alice, cast.bob, cast.mo, cast.lee)]
    forms = [one.get(f"/threads/{thread}/").page.form(path) | {"body": "b"} for one in people_]
    replies = together(
        *(
            lambda one=one, form=form: one.post(path, **form)
            for one, form in zip(people_, forms, strict=True)
        )
    )
    assert statuses(replies) == [303] * 4
    places = [reply.location.partition("posted=")[2] for reply in replies]
    assert sorted(places) == [f"reply-{place}#posted" for place in (2, 3, 4, 5)]


def test_a_reply_and_a_withdrawal_at_once_leave_no_orphan(forum: Forum, alice, bob):
    thread, opening = alice.opens()
    path = f"/threads/{thread}/replies/"
    form = bob.get(f"/threads/{thread}/").page.form(path) | {"body": "My words"}
    withdrawn, replied = together(
        lambda: alice.post(f"/posts/{opening}/withdraw/"), lambda: bob.post(path, **form)
    )
    assert withdrawn.status == 303
    assert replied.status in (303, 410)
    kept = post_store.list_posts(thread, 1)
    assert len(kept) == (2 if replied.status == 303 else 1)
    assert thread_store.get_thread(thread).state == "withdrawn"
    if replied.status == 410:
        assert replied.page.id("body").text == "My words"


def test_of_two_moderators_at_once_one_decides(forum: Forum, alice, bob, mo):
    _, post = alice.opens()
    bob.reports(post)
    path = f"/moderate/cases/{post}/"
    both = (mo, forum.member(cast.lee))
    typed = {"action": "remove", "guideline": "g3", "line": "My words"}
    forms = [one.get(path).page.form(path) | typed for one in both]
    replies = together(
        *(
            lambda one=one, form=form: one.post(path, **form)
            for one, form in zip(both, forms, strict=True)
        )
    )
    assert statuses(replies) == [303, 409]
    assert audit_store.get_head().seq == 1
    assert all("My words" in reply.text for reply in replies if reply.status != 303)
