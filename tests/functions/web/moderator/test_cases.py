"""The moderators' queue and decisions: together or not at all, once, with a reason and words."""

from dataclasses import asdict
from typing import Any

import pytest

from forum.moderation.reports import Target
from store import items, tables
from store import posts as post_store
from store.moderation import audit as audit_store
from store.moderation import cases, files, reports
from support import cast, worries
from support.people import Forum, Visitor

DECISION = {"action": "remove", "guideline": "g3", "line": "It names a street."}


@pytest.fixture
def post(alice: Visitor, bob: Visitor) -> str:
    """A post of alice's that bob has reported."""
    _, post = alice.opens()
    bob.reports(post, note="It names a street.")
    return post


def test_the_queue_shows_the_case_but_not_the_words(post: str, mo: Visitor):
    page = mo.get("/moderate/").page
    assert "Something written in The porch" in page.text and "Keep yourself unknown" in page.text
    assert "Waiting a few minutes" in page.text and "We aim to answer by" in page.text
    for secret in ("sleep", "It names a street.", "Quiet Heron"):
        assert secret not in page.text


def test_the_most_urgent_case_is_first(post: str, mo: Visitor, bob: Visitor, visitor: Visitor):
    later = bob.opens(title="Very low", body="I am very low.")[1]
    path = f"/posts/{later}/report/"
    fields = visitor.get(f"{path}?kind=worried").page.form(path)
    visitor.post(path, **fields | {"reason": "danger"})
    page = mo.get("/moderate/").page
    headings = [one.text for one in page.main.all("h2")]
    assert headings[:2] == ["What cannot wait", "A guideline"]
    assert "2 things are waiting, most urgent first." in page.text
    links = [one["href"] for one in page.main.all("a") if "/cases/" in one["href"]]
    assert links == [f"/moderate/cases/{later}/", f"/moderate/cases/{post}/"]


def test_a_queue_that_is_full_does_not_claim_to_be_all(mo: Visitor):
    for number in range(cases.QUEUE_LENGTH):
        id = cast.ident(f"member {number}")
        member = Target(kind="member", id=id, author_id=id, author_name="Somebody")
        reports.add_report(cast.report(member, f"report {number}"))
    assert "These are the 50 most urgent. There may be more" in mo.get("/moderate/").page.text


def test_what_is_overdue_says_so_to_everybody_and_in_red_to_leads(post: str, forum: Forum):
    assert "Overdue" not in forum.member(cast.mo).get("/moderate/").page.text
    forum.later(hours=9)
    for who, classes in ((cast.mo, "chip chip-late"), (cast.lee, "chip chip-late chip-clay")):
        page = forum.member(who, "nine hours later").get("/moderate/").page
        (chip,) = [one for one in page.main.all("span") if one.text == "Overdue"]
        assert chip["class"] == classes


def test_a_moderator_takes_a_post_down(post: str, mo: Visitor, visitor: Visitor):
    reply = mo.decides(post)
    assert (reply.status, reply.location.partition(".")[0]) == (303, f"/moderate/?decided={post}")
    page = mo.get(reply.location).page
    assert "It’s decided" in page.text and "Nothing needs a moderator" in page.text
    assert post_store.get_post(post).state == "removed"
    assert visitor.get(f"/posts/{post}/").status == 410


def test_a_moderator_lets_a_post_stay(post: str, mo: Visitor, alice: Visitor, visitor: Visitor):
    assert mo.decides(post, action="keep", line="It was kind.").status == 303
    assert visitor.get(f"/posts/{post}/").status == 303
    assert "it stays" in alice.get("/inbox/").page.text


@pytest.mark.parametrize("path", ["/moderate/", "/moderate/cases/{}/"])
def test_nobody_else_finds_the_queue(post: str, path: str, alice, charlie, visitor: Visitor):
    path = path.format(post)
    assert [who.get(path).status for who in (alice, charlie, visitor)] == [404, 404, 401]


def test_nobody_else_decides(post: str, alice: Visitor, visitor: Visitor, dump):
    before = dump()
    seen = {"post_version": "1", "case_version": "1"}
    fields = DECISION | seen | {"decision_id": cast.ident("d")}
    for who, status in ((alice, 404), (visitor, 401)):
        assert who.post(f"/moderate/cases/{post}/", **fields).status == status
    assert dump() == before


def test_a_decision_sent_twice_is_one(post: str, mo: Visitor, forum: Forum, dump):
    path = f"/moderate/cases/{post}/"
    fields = mo.get(path).page.form(path) | DECISION
    assert [mo.post(path, **fields).status for _ in range(2)] == [303, 303]
    assert forum.settles() == 1
    assert audit_store.get_head().seq == 1
    assert len([i for i in dump()["safety"] if i["sk"]["S"].startswith("decision#")]) == 1
    assert len([i for i in dump()["forum"] if i["pk"]["S"].startswith("inbox#")]) == 2


def test_nobody_decides_about_their_own_words(forum: Forum, mo: Visitor, bob: Visitor):
    _, post = mo.opens()
    bob.reports(post)
    path = f"/moderate/cases/{post}/"
    fields = forum.member(cast.lee).get(path).page.form(path) | DECISION | {"line": "My words"}
    reply = mo.post(path, **fields)
    assert (reply.status, reply.page.id("line").text) == (409, "My words")
    assert forum.member(cast.lee).decides(post).status == 303


def test_nobody_decides_about_their_own_report(forum: Forum, mo: Visitor, alice: Visitor):
    _, post = alice.opens()
    mo.reports(post)
    path = f"/moderate/cases/{post}/"
    fields = forum.member(cast.lee).get(path).page.form(path) | DECISION
    assert mo.post(path, **fields).status == 409
    assert post_store.get_post(post).state == "visible"


def test_words_edited_meanwhile_are_read_again_first(post: str, mo: Visitor, alice: Visitor):
    path = f"/moderate/cases/{post}/"
    fields = mo.get(path).page.form(path) | DECISION
    alice.fill(f"/posts/{post}/edit/", body="Without the street.")
    reply = mo.post(path, **fields)
    assert (reply.status, reply.page.id("line").text) == (409, "It names a street.")
    assert "Without the street." in reply.page.text
    assert mo.post(path, **reply.page.form(path) | {"action": "keep"}).status == 303


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ({"action": ""}, ["Choose what to do."]),
        ({"action": "erase"}, ["Choose what to do."]),
        ({"guideline": ""}, ["Choose a guideline."]),
        ({"guideline": "care"}, ["Choose a guideline."]),
        ({"line": "\u200b"}, ["Write a sentence of your own to the person."]),
        ({"line": "x" * 501}, ["Please make it a little shorter: 500 is the most that fits."]),
        ({"action": "", "guideline": "", "line": ""}, 3),
    ],
)
def test_a_decision_without_its_reasons_is_not_kept(post: str, mo: Visitor, typed, says):
    reply = mo.decides(post, **typed)
    assert reply.status == 422
    assert reply.page.errors == says or len(reply.page.errors) == says
    assert audit_store.get_head().seq == 0


def test_a_case_that_is_none_is_not_found(post: str, mo: Visitor):
    for id in (cast.ident("nothing"), "x"):
        assert mo.get(f"/moderate/cases/{id}/").status == 404


def test_a_case_that_is_decided_says_so_and_asks_for_nothing(post: str, mo: Visitor):
    mo.decides(post)
    page = mo.get(f"/moderate/cases/{post}/").page
    assert "It has been decided" in page.text and "taken down" in page.text
    assert page.main.all("form") == []


def test_a_decision_that_only_newer_code_knows_is_still_a_page(
    post: str, mo: Visitor, bob: Visitor
):
    mo.decides(post, action="keep", line="It was kind.")
    bob.reports(post)
    decided = files.get_file(post).decisions[0]
    newer = asdict(decided) | {"action": "note"}
    key = "safety", f"case#{post}", f"decision#{decided.id}"
    tables.call("put_item", **items.put(*key, newer))
    page = mo.get(f"/moderate/cases/{post}/").page
    assert "something that this page cannot name yet. “It was kind.”" in page.text


def test_the_words_are_in_the_page_only_when_they_are_asked_for(mo: Visitor, alice, bob):
    thread, opening = alice.opens()
    bob.answers(thread, "I am here too.")
    bob.reports(opening)
    case = f"/moderate/cases/{opening}/"
    covered = mo.get(case).page
    assert "sleep" not in covered.text and "I am here too." not in covered.text
    words = mo.get(f"{case}?words=1").page
    assert "sleep" in words.text and "I am here too." in words.text


def lasting(tables: dict[str, list[dict[str, Any]]]) -> dict[str, list[dict[str, Any]]]:
    """What is kept, but for how much a moderator has read in this visit."""
    read = {name: [each for each in found if not is_shift(each)] for name, found in tables.items()}
    assert sum(map(len, tables.values())) - sum(map(len, read.values())) <= 1
    return read


def is_shift(item: dict[str, Any]) -> bool:
    return str(item["pk"]["S"]).startswith("shift#")


def test_a_sentence_begun_comes_along_when_the_words_are_uncovered(post: str, mo: Visitor, dump):
    path, before = f"/moderate/cases/{post}/", lasting(dump())
    fields = mo.get(path).page.form(path) | {"line": "My words", "action": "keep"}
    uncovered = mo.post(path, **fields, words="1")
    assert uncovered.status == 200 and "sleep" in uncovered.page.text
    assert uncovered.page.id("line").text == "My words"
    assert uncovered.page.form(path)["action"] == "keep"
    covered = mo.post(path, **uncovered.page.form(path), words="0")
    assert "sleep" not in covered.page.text and covered.page.id("line").text == "My words"
    assert lasting(dump()) == before


def test_a_case_names_its_space_and_the_guideline_that_was_named(post: str, mo: Visitor):
    page = mo.get(f"/moderate/cases/{post}/").page
    assert "In the space The porch." in page.text
    assert page.form(f"/moderate/cases/{post}/")["guideline"] == "g3"


def test_taking_down_an_opening_says_that_the_conversation_closes(mo: Visitor, alice, bob):
    thread, opening = alice.opens()
    reply = bob.answers(thread, "I am here too.")
    for id in (opening, reply):
        alice.reports(id)
    closes = "the whole conversation closes with it"
    assert closes in mo.get(f"/moderate/cases/{opening}/").page.text
    assert closes not in mo.get(f"/moderate/cases/{reply}/").page.text


def test_the_next_case_is_offered_after_a_decision(post: str, mo: Visitor, bob: Visitor, alice):
    _, second = bob.opens(title="Another", body="Another one.")
    alice.reports(second)
    page = mo.get(mo.decides(post).location).page
    following = next(one for one in page.main.all("a") if one.text == "Open the next one")
    assert following["href"] == f"/moderate/cases/{second}/"


def test_a_report_meanwhile_is_read_before_the_decision(post: str, mo: Visitor, visitor: Visitor):
    path = f"/moderate/cases/{post}/"
    fields = mo.get(path).page.form(path) | DECISION
    visitor.reports(post, note="And a house number.")
    reply = mo.post(path, **fields)
    assert (reply.status, reply.page.id("line").text) == (409, "It names a street.")
    assert "And a house number." in reply.page.text
    assert mo.post(path, **reply.page.form(path) | {"action": "remove"}).status == 303


def test_a_line_written_to_a_case_decided_meanwhile_is_not_lost(post: str, mo, forum: Forum):
    path = f"/moderate/cases/{post}/"
    fields = mo.get(path).page.form(path) | DECISION | {"line": "My words"}
    forum.member(cast.lee).decides(post)
    reply = mo.post(path, **fields)
    assert reply.status == 409
    assert "Somebody else has decided this one" in reply.page.text
    assert reply.page.id("line").text == "My words"
    assert audit_store.get_head().seq == 1


def test_a_worried_report_about_a_member_can_be_answered(forum, mo, alice, visitor: Visitor):
    path = f"/members/{cast.alice.id}/report/"
    fields = visitor.get(f"{path}?kind=worried").page.form(path)
    visitor.post(path, **fields | {"reason": "low"})
    case = f"/moderate/cases/{cast.alice.id}/"
    assert "About Quiet Heron 482" in mo.get(case).page.heading
    worries.answer(mo, cast.alice.id)
    answer = {"action": "keep", "guideline": "care", "line": "We are here."}
    assert mo.fill(case, **answer).status == 303
    forum.settles()
    assert "We are here." in alice.get("/inbox/").page.text


def test_a_member_cannot_be_taken_down(mo: Visitor, alice: Visitor, visitor: Visitor):
    path = f"/members/{cast.alice.id}/report/"
    fields = visitor.get(f"{path}?kind=worried").page.form(path)
    visitor.post(path, **fields | {"reason": "low"})
    worries.answer(mo, cast.alice.id)
    assert mo.decides(cast.alice.id).status == 422


def test_an_opening_taken_down_is_not_its_authors_conversation_of_the_day(
    forum: Forum, mo, alice, bob
):
    forum.becomes(cast.alice, approved=1)
    _, opening = alice.opens()
    bob.reports(opening)
    assert mo.decides(opening).status == 303
    fields = {"title": "Another", "body": "Without the street", "want": "listen"}
    assert alice.fill("/spaces/porch/new/", **fields).status == 303
    assert alice.fill("/spaces/porch/new/", **fields).status == 429
