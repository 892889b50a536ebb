"""Of whoever reported a moderator knows a letter and two numbers, nobody knows more (M10, M25)."""

import pytest

from forum.moderation.reporters import UNHELD_AT_MOST
from store.moderation import cases, files
from support import cast
from support.people import Forum, Reply, Visitor


@pytest.fixture
def forum(place) -> Forum:
    """A place where somebody may begin many conversations in a day."""
    return place(limits="report_per_day = 100\nthread_per_hour = 50\nthread_per_day = 100")


def told_in_vain(forum: Forum, times: int) -> None:
    """Bob reports what alice wrote, and it stays, so many times."""
    alice, bob, mo = (forum.member(who) for who in (cast.alice, cast.bob, cast.mo))
    for number in range(times):
        _, post = alice.opens(title=f"Number {number}", body=f"Number {number}.")
        bob.reports(post)
        assert mo.decides(post, action="keep", line="It was kind.").status == 303


def reports(forum: Forum, **typed: str) -> tuple[str, Reply]:
    """One more of alice's posts, and what bob is told who reports it."""
    _, post = forum.member(cast.alice).opens(title="One more", body="One more.")
    return post, forum.member(cast.bob).reports(post, **typed)


def test_after_three_that_stayed_the_next_waits_a_little_longer_and_the_page_says_so(forum: Forum):
    told_in_vain(forum, UNHELD_AT_MOST - 1)
    post, before = reports(forum)
    assert "may wait a little longer" not in before.page.text
    usual = files.get_file(post).case.priority
    forum.member(cast.mo).decides(post, action="keep", line="It was kind.")
    post, after = reports(forum)
    assert "may wait a little longer" in after.page.text
    assert files.get_file(post).case.priority == min(3, usual + 1)
    assert [case.id for case in cases.list_open_cases()] == [post]


def test_a_worry_never_waits_longer(forum: Forum):
    told_in_vain(forum, UNHELD_AT_MOST)
    _, post = forum.member(cast.alice).opens()
    path = f"/posts/{post}/report/"
    bob = forum.member(cast.bob)
    fields = bob.get(f"{path}?kind=worried").page.form(path) | {"reason": "danger"}
    assert "may wait" not in bob.post(path, **fields).page.text
    assert files.get_file(post).case.priority == 0


def test_a_week_later_it_is_forgotten(forum: Forum):
    told_in_vain(forum, UNHELD_AT_MOST)
    forum.later(days=7, minutes=5)
    _, reply = (lambda post: (post, forum.member(cast.bob, "later").reports(post)))(
        forum.member(cast.alice, "later").opens(title="Later", body="Later.")[1]
    )
    assert "may wait a little longer" not in reply.page.text


def test_moderators_see_a_letter_and_two_numbers_and_nobodys_name(forum: Forum, visitor: Visitor):
    told_in_vain(forum, 1)
    post, _ = reports(forum)
    visitor.reports(post)
    page = forum.member(cast.mo).get(f"/moderate/cases/{post}/").page
    assert "by reporter A" in page.text and "by reporter B" in page.text
    assert "their one earlier report of late: 0 upheld" in page.text
    for secret in (cast.bob.id, cast.bob.name, files.get_file(post).reports[0].reporter or "none"):
        assert secret not in str(page.main)


def test_who_was_right_is_known_to_have_been(forum: Forum):
    post, _ = reports(forum)
    assert forum.member(cast.mo).decides(post).status == 303
    post, _ = reports(forum)
    page = forum.member(cast.mo).get(f"/moderate/cases/{post}/").page
    assert "their one earlier report of late: 1 upheld" in page.text


def test_the_name_leaves_the_report_with_its_closing_and_leads_to_nobody(forum: Forum, dump):
    told_in_vain(forum, 1)
    kept = dump()["safety"]
    (report,) = [item for item in kept if item["sk"]["S"].startswith("report#")]
    assert {"inbox", "reporter"}.isdisjoint(report)
    (record,) = [item for item in kept if item["pk"]["S"].startswith("reporter#")]
    assert cast.bob.id not in str(record) and record["not_upheld"]["N"] == "1"
    assert set(record) == {"pk", "sk", "schema", "expires", "not_upheld"}
