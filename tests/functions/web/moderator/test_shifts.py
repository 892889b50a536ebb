"""Whoever reads a good deal that is hard is offered a break, and nobody else knows (N11)."""

import pytest

from forum.moderation.shifts import HEAVY_AT_MOST
from support import cast
from support.people import Forum, Visitor

OFFER = "Perhaps it is enough for now"


@pytest.fixture
def worry(alice: Visitor, visitor: Visitor) -> str:
    """The case of a post whose author somebody worries about."""
    _, post = alice.opens()
    path = f"/posts/{post}/report/"
    visitor.post(path, **visitor.get(f"{path}?kind=worried").page.form(path) | {"reason": "low"})
    return f"/moderate/cases/{post}/"


def uncovers(mo: Visitor, case: str, times: int) -> None:
    """With the button of the form that the page has: of a step of care, or of the decision."""
    page = mo.get(case).page
    (button,) = page.all("button", name="words")
    fields = page.form(f"{case}welfare/" if button["form"] == "step" else case)
    for _ in range(times):
        assert mo.post(case, **fields, words="1").status == 200


def test_after_ten_heavy_ones_a_break_is_offered_to_whoever_read_them(
    forum: Forum, mo: Visitor, worry: str
):
    uncovers(mo, worry, HEAVY_AT_MOST - 1)
    assert OFFER not in mo.get("/moderate/").page.text
    uncovers(mo, worry, 1)
    page = mo.get("/moderate/").page
    assert OFFER in page.text and "Somebody else can take the next one" in page.text
    assert OFFER not in forum.member(cast.lee).get("/moderate/").page.text


def test_after_two_hours_too(forum: Forum, mo: Visitor, worry: str):
    uncovers(mo, worry, 1)
    for _ in range(6):
        forum.later(minutes=20)
        page = mo.get("/moderate/").page
    assert OFFER in page.text and "You have been here for a good while" in page.text


def test_what_is_light_counts_for_nothing(mo: Visitor, alice: Visitor, bob: Visitor, dump):
    _, post = alice.opens()
    bob.reports(post, guideline="g9")
    uncovers(mo, f"/moderate/cases/{post}/", HEAVY_AT_MOST + 1)
    assert OFFER not in mo.get("/moderate/").page.text


def test_it_is_known_of_the_visit_alone(forum: Forum, mo: Visitor, worry: str, dump):
    uncovers(mo, worry, HEAVY_AT_MOST)
    (kept,) = [item for item in dump()["ephemeral"] if item["pk"]["S"].startswith("shift#")]
    assert cast.mo.id not in str(kept) and "expires" in kept
    assert OFFER not in forum.member(cast.mo, "another visit").get("/moderate/").page.text


def test_lighter_ones_come_first_when_they_are_asked_for(mo: Visitor, worry: str, alice, bob):
    _, post = bob.opens(title="Another", body="Another one.")
    alice.reports(post)
    for path, first in (("/moderate/", "Someone may"), ("/moderate/?lighter=1", "A guideline")):
        assert mo.get(path).page.main.all("h2")[0].text.startswith(first)


def test_the_next_one_that_is_offered_is_lighter_while_there_is_one(
    mo: Visitor, worry: str, alice: Visitor, bob: Visitor
):
    light, decided = (bob.opens(title=f"Number {n}", body=f"Number {n}.")[1] for n in range(2))
    for post, guideline in ((light, "g9"), (decided, "g3")):
        alice.reports(post, guideline=guideline)
    for times, following in ((1, worry), (HEAVY_AT_MOST, f"/moderate/cases/{light}/")):
        uncovers(mo, worry, times)
        page = mo.get(f"/moderate/?decided={decided}.{cast.ident('d')}").page
        (link,) = [one for one in page.main.all("a") if one.text == "Open the next one"]
        assert link["href"] == following
