"""Taking a case, and what somebody else sees of that (M16)."""

import pytest

from store import posts as post_store
from store.moderation import audit as audit_store
from store.moderation import files
from support import cast
from support.people import Forum, Reply, Visitor

DECISION = {"action": "remove", "guideline": "g3", "line": "My own words."}


@pytest.fixture
def post(alice: Visitor, bob: Visitor) -> str:
    """A post of alice's that bob has reported."""
    _, post = alice.opens()
    bob.reports(post)
    return post


@pytest.fixture
def lee(forum: Forum) -> Visitor:
    return forum.member(cast.lee)


def take(who: Visitor, post: str) -> Reply:
    return who.fill(f"/moderate/cases/{post}/", f"/moderate/cases/{post}/claim/")


def test_a_case_is_taken_with_one_button(post: str, mo: Visitor):
    reply = take(mo, post)
    assert (reply.status, reply.location) == (303, f"/moderate/cases/{post}/")
    page = mo.get(reply.location).page
    assert "You are reading this, until 02:35 or longer" in page.text
    assert "What will you do?" in page.text
    assert "A moderator began to read a case" in mo.get("/moderate/log/").page.text


def test_another_sees_that_somebody_reads_it_and_not_who(post: str, mo: Visitor, lee: Visitor):
    take(mo, post)
    queue, page = lee.get("/moderate/").page, lee.get(f"/moderate/cases/{post}/").page
    assert "Somebody is reading it just now" in queue.text
    assert "Another moderator has taken it, until 02:35 at the latest." in page.text
    assert "What will you do?" not in page.text
    for one in (queue, page):
        assert cast.mo.id not in one.text and cast.mo.name not in one.main.text.split()


def test_a_second_claim_is_told_that_it_is_being_read(post: str, mo: Visitor, lee: Visitor):
    fields = lee.get(f"/moderate/cases/{post}/").page.form(f"/moderate/cases/{post}/claim/")
    take(mo, post)
    reply = lee.post(f"/moderate/cases/{post}/claim/", **fields)
    assert reply.status == 409
    assert "Somebody is reading this one just now" in reply.page.text


def test_what_was_typed_about_a_case_taken_meanwhile_is_not_lost(
    post: str, mo: Visitor, lee: Visitor, forum: Forum
):
    path = f"/moderate/cases/{post}/"
    fields = lee.get(path).page.form(path) | DECISION
    take(mo, post)
    reply = lee.post(path, **fields)
    assert (reply.status, reply.page.id("line").text) == (409, "My own words.")
    assert reply.page.form(path)["action"] == "remove"
    assert post_store.get_post(post).state == "visible"
    forum.later(minutes=16)
    assert lee.post(path, **reply.page.form(path)).status == 303


def test_a_free_case_is_decided_without_taking_it_first(post: str, mo: Visitor):
    assert mo.fill(f"/moderate/cases/{post}/", **DECISION).status == 303
    assert audit_store.get_head().seq == 1


def test_handing_on_asks_nothing_and_the_next_can_take_it(post: str, mo: Visitor, lee: Visitor):
    take(mo, post)
    reply = mo.fill(f"/moderate/cases/{post}/", f"/moderate/cases/{post}/hand-on/")
    assert (reply.status, reply.location) == (303, "/moderate/?handed-on=1")
    page = mo.get(reply.location).page
    assert "It is in the queue again, for somebody else." in page.text
    assert "Somebody is reading it" not in page.text
    assert take(lee, post).status == 303
    assert audit_store.get_head().seq == 2


def test_handing_on_what_is_not_ones_own_changes_nothing(post: str, mo: Visitor, lee: Visitor):
    take(mo, post)
    assert lee.post(f"/moderate/cases/{post}/hand-on/").status == 303
    assert files.get_file(post).case.lease_by == cast.mo.id


def test_uncovering_the_words_renews_it_and_looking_does_not(post: str, mo: Visitor, forum: Forum):
    take(mo, post)
    path, before = f"/moderate/cases/{post}/", files.get_file(post).case.lease_until
    forum.later(minutes=10)
    fields = mo.get(path).page.form(path)
    assert files.get_file(post).case.lease_until == before
    mo.post(path, **fields, words="1")
    assert files.get_file(post).case.lease_until == before + 600


def test_looking_at_a_case_that_nobody_took_takes_nothing(post: str, mo: Visitor, dump):
    path, before = f"/moderate/cases/{post}/", dump()["safety"]
    mo.post(path, **mo.get(path).page.form(path), words="1")
    assert dump()["safety"] == before


def test_it_ends_by_itself(post: str, mo: Visitor, lee: Visitor, forum: Forum):
    take(mo, post)
    forum.later(minutes=16)
    assert "Somebody is reading it" not in lee.get("/moderate/").page.text
    assert take(lee, post).status == 303


def test_somebody_reading_a_case_can_still_be_helped_with_covering_it(
    post: str, mo: Visitor, lee: Visitor
):
    """To pause what may hurt people cannot wait for whoever reads it."""
    take(mo, post)
    pause = f"/moderate/cases/{post}/pause/"
    assert lee.fill(f"/moderate/cases/{post}/", pause).status == 303
    assert post_store.get_post(post).state == "paused"


def test_the_next_one_that_is_offered_is_one_that_nobody_reads(
    post: str, mo: Visitor, lee: Visitor, alice: Visitor, bob: Visitor, forum: Forum
):
    posts = [bob.opens(title=f"Number {n}", body=f"Number {n}.")[1] for n in range(2)]
    for each in posts:
        alice.reports(each)
    take(lee, posts[0])
    page = mo.get(mo.decides(post).location).page
    following = next(one for one in page.main.all("a") if one.text == "Open the next one")
    forum.later(minutes=1)
    assert following["href"] in {f"/moderate/cases/{each}/" for each in posts}
    assert following["href"] != f"/moderate/cases/{posts[0]}/"


def test_a_report_and_an_edit_meanwhile_are_read_first_and_the_lease_stays(
    post: str, mo: Visitor, alice: Visitor, visitor: Visitor
):
    take(mo, post)
    path = f"/moderate/cases/{post}/"
    fields = mo.get(path).page.form(path) | DECISION
    visitor.reports(post, note="And a house number.")
    alice.fill(f"/posts/{post}/edit/", body="Without the street.")
    reply = mo.post(path, **fields)
    assert reply.status == 409 and "And a house number." in reply.page.text
    assert "Without the street." in reply.page.text
    assert "You are reading this" in reply.page.text
    assert mo.post(path, **reply.page.form(path)).status == 303


def test_whoever_fears_for_somebody_hears_at_once_that_a_moderator_is_there(
    alice: Visitor, bob: Visitor, mo: Visitor
):
    _, post = alice.opens()
    path = f"/posts/{post}/report/"
    bob.post(path, **bob.get(f"{path}?kind=worried").page.form(path) | {"reason": "low"})
    assert "with them" not in bob.get("/inbox/").page.text
    take(mo, post)
    assert "with them" in bob.get("/inbox/").page.text
