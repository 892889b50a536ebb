"""Many posts that wait, decided on one page: each whole, and none in the way of another."""

import pytest

from forum.accounts import Viewer
from store import posts as post_store
from support import cast
from support.people import Forum, Reply, Visitor
from web.moderator import held

LINK = "Buy at www.example.org now"
LINE = "This place is not for selling things. You are welcome to write."
PATH = "/moderate/held/"


@pytest.fixture
def wave(forum: Forum) -> list[str]:
    """Three conversations with an address off the list, each by somebody else."""
    people = [Viewer(account=cast.account(f"s{n}", f"Misty Kettle {200 + n}")) for n in range(3)]
    return [forum.member(who).opens(body=f"{LINK} {who.name}")[1] for who in people]


def boxes(page: Reply) -> dict[str, str]:
    """Each box of the page by the post that it stands for."""
    found = page.page.all("input", type="checkbox")
    return {one["value"].partition(".")[0]: one["name"] for one in found}


def decide(mo: Visitor, page: Reply, posts: list[str], **how: str) -> Reply:
    values = {one["name"]: one["value"] for one in page.page.all("input", type="checkbox")}
    fields = {name: text for name, text in page.page.form(PATH).items() if name not in values}
    ticked = {boxes(page)[post]: values[boxes(page)[post]] for post in posts}
    return mo.post(PATH, **fields | ticked | how)


def states(posts: list[str]) -> list[str]:
    return [post_store.get_post(post).state for post in posts]


DOWN = {"action": "remove", "guideline": "g3", "line": LINE}


def test_the_queue_leads_to_it_and_it_covers_the_words(mo: Visitor, wave: list[str]):
    assert "Read several at once" in mo.get("/moderate/").page.text
    page = mo.get(PATH)
    assert set(boxes(page)) == set(wave)
    assert len(page.page.all("details")) >= 3
    assert "An address that is not on the list" in page.page.text


def test_those_that_were_ticked_are_taken_down_and_no_other(
    mo: Visitor, wave: list[str], forum: Forum
):
    reply = decide(mo, mo.get(PATH), wave[:2], **DOWN)
    assert reply.status == 200
    assert reply.page.text.count("Undo it") == 2
    assert set(boxes(reply)) == {wave[2]}
    assert forum.settles() == 2
    assert states(wave) == ["removed", "removed", "held"]
    author = forum.member(Viewer(account=cast.account("s0", "Misty Kettle 200")), "again")
    assert LINE in author.get("/inbox/").page.text


def test_those_that_were_ticked_are_let_up(mo: Visitor, wave: list[str], forum: Forum):
    decide(mo, mo.get(PATH), wave, action="approve")
    assert forum.settles() == 3
    assert states(wave) == ["visible"] * 3


def test_what_is_refused_of_one_is_told_and_the_others_stand(
    mo: Visitor, wave: list[str], forum: Forum
):
    page = mo.get(PATH)
    author = forum.member(Viewer(account=cast.account("s1", "Misty Kettle 201")), "again")
    author.fill(f"/posts/{wave[1]}/edit/", body="I am sorry about that.")
    reply = decide(mo, page, wave, **DOWN)
    assert reply.page.text.count("Not decided") == 1
    assert reply.page.text.count("Undo it") == 2
    assert forum.settles() == 2
    assert states(wave) == ["removed", "held", "removed"]


def test_the_same_form_twice_decides_once(mo: Visitor, wave: list[str], forum: Forum):
    page = mo.get(PATH)
    for _ in range(2):
        assert decide(mo, page, wave, **DOWN).page.text.count("Undo it") == 3
    assert forum.settles() == 3


def test_each_can_be_undone_by_itself(mo: Visitor, wave: list[str], forum: Forum):
    reply = decide(mo, mo.get(PATH), wave, **DOWN)
    path = f"/moderate/cases/{wave[0]}/undo/"
    assert mo.post(path, **reply.page.form(path)).status == 303
    assert forum.settles() == 2
    assert states(wave) == ["held", "removed", "removed"]


@pytest.mark.parametrize(
    ("how", "words"),
    [
        ({"action": ""}, "Choose what to do"),
        ({"action": "remove", "guideline": ""}, "Choose a guideline"),
        ({"action": "remove", "line": ""}, "Write a sentence of your own"),
        ({"action": "keep"}, "Choose what to do"),
    ],
)
def test_a_form_that_lacks_something_does_nothing_and_keeps_its_ticks(
    mo: Visitor, wave: list[str], forum: Forum, how: dict[str, str], words: str
):
    refused = decide(mo, mo.get(PATH), wave[:1], **DOWN | how)
    assert refused.status == 422
    assert words in refused.page.text
    boxes = refused.page.all("input", type="checkbox")
    ticked = [one["value"].partition(".")[0] for one in boxes if "checked" in one.attributes]
    assert ticked == wave[:1]
    assert forum.settles() == 0


def test_without_a_tick_nothing_is_decided(mo: Visitor, wave: list[str]):
    refused = decide(mo, mo.get(PATH), [], **DOWN)
    assert refused.status == 422 and "Tick at least one of them." in refused.page.text


@pytest.mark.parametrize("value", ["x", "a.b.c.d", f"{cast.ident('a')}.1.x.{cast.ident('b')}"])
def test_a_box_that_is_not_ours_is_refused(mo: Visitor, wave: list[str], value: str):
    fields = {"why": "link", "pick_1": value, **DOWN}
    assert mo.post(PATH, **fields).status == 400


def test_reasons_are_apart_and_a_page_has_an_end(mo: Visitor, wave: list[str], nell: Visitor):
    _, first = nell.opens()
    assert set(boxes(mo.get(f"{PATH}?why=first"))) == {first}
    assert first not in boxes(mo.get(f"{PATH}?why=link"))
    assert len(held.PICKS) == held.AT_ONCE


def test_nothing_waits(mo: Visitor):
    assert "Nothing waits to be read" in mo.get(PATH).page.text
