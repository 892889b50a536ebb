"""What was decided comes again with something new, and never for the very same (M24)."""

import pytest

from store.moderation import cases, files
from support.people import Forum, Reply, Visitor


@pytest.fixture
def kept(alice: Visitor, bob: Visitor, mo: Visitor) -> str:
    """A post that bob reported, and that stays."""
    _, post = alice.opens()
    bob.reports(post)
    mo.decides(post, action="keep", line="It was kind.")
    return post


def again(who: Visitor, post: str, **typed: str) -> Reply:
    reply = who.reports(post, **typed)
    assert reply.status == 200
    return reply


def queue() -> list[str]:
    return [case.id for case in cases.list_open_cases()]


def test_the_very_same_is_told_that_it_was_read(kept: str, visitor: Visitor, dump):
    page = again(visitor, kept).page
    assert "A moderator has read this" in page.heading
    assert "Tell us more" in page.text
    assert queue() == [] and files.get_file(kept).case.state == "closed"
    reports = [item for item in dump()["safety"] if item["sk"]["S"].startswith("report#")]
    assert [item["state"]["S"] for item in reports] == ["closed", "closed"]
    assert all("expires" in item for item in reports)
    assert not [item for item in reports if item.get("inbox", {}).get("S")]


@pytest.mark.parametrize("typed", [{"note": "And a house number."}, {"guideline": "g1"}])
def test_something_new_opens_it_again_and_the_case_says_so(kept: str, visitor, mo, typed):
    assert "will read this" in again(visitor, kept, **typed).page.heading
    assert queue() == [kept]
    page = mo.get(f"/moderate/cases/{kept}/").page
    assert "Decided before, reported again" in page.text and "it stays" in page.text


def test_words_that_were_edited_are_new(kept: str, alice: Visitor, visitor: Visitor):
    alice.fill(f"/posts/{kept}/edit/", body="With another street.")
    again(visitor, kept)
    assert queue() == [kept]


def test_a_worry_always_opens_it_again(kept: str, visitor: Visitor):
    path = f"/posts/{kept}/report/"
    fields = visitor.get(f"{path}?kind=worried").page.form(path)
    visitor.post(path, **fields | {"reason": "low"})
    visitor.post(path, **visitor.get(f"{path}?kind=worried").page.form(path) | {"reason": "low"})
    assert queue() == [kept]


def test_the_same_of_an_open_case_joins_it(alice: Visitor, bob: Visitor, visitor: Visitor):
    _, post = alice.opens()
    bob.reports(post)
    assert "will read this" in again(visitor, post).page.heading
    assert len(files.get_file(post).reports) == 2


def test_the_same_form_twice_is_one(kept: str, visitor: Visitor, forum: Forum):
    path = f"/posts/{kept}/report/"
    fields = visitor.get(f"{path}?kind=guideline").page.form(path) | {"guideline": "g3"}
    assert [visitor.post(path, **fields).status for _ in range(2)] == [200, 200]
    assert queue() == []
