"""Reports: in two steps, by anybody, about a post or a member; and an outcome to find."""

import pytest

from store.moderation import cases, files
from support import cast
from support.people import Forum, Visitor


@pytest.fixture
def post(alice: Visitor) -> str:
    """A reply target: the opening of alice's thread."""
    return alice.opens()[1]


def test_the_first_step_asks_what_it_is_about(post: str, visitor: Visitor):
    page = visitor.get(f"/posts/{post}/report/").page
    assert "I’m worried about this person" in page.text
    assert [one["value"] for one in page.all("input", name="kind")] == ["worried", "guideline"]
    assert page.all("form", method="get")[0]["action"] == f"/posts/{post}/report/"


def test_a_step_that_is_none_is_the_first(post: str, visitor: Visitor):
    first = visitor.get(f"/posts/{post}/report/").page.text
    assert visitor.get(f"/posts/{post}/report/?kind=x").page.text == first


def test_a_visitor_reports_and_gets_a_code(post: str, visitor: Visitor):
    reply = visitor.reports(post, note="It names a street.")
    assert reply.status == 200
    assert "A moderator will read this" in reply.page.heading
    code = reply.page.id("code").text
    assert f"/reports/{code}/" in [link["href"] for link in reply.page.all("a")]
    (kept,) = files.get_file(post).reports
    assert (kept.guideline, kept.note, kept.target.id) == ("g3", "It names a street.", post)
    assert code not in kept.inbox


def test_a_code_can_always_stand_in_an_address(post: str, forum: Forum):
    """A check symbol may be one that no address of ours may hold."""
    for number in range(60):
        visitor = forum.visitor(f"198.51.{number}.7")
        fields = {"kind": "guideline", "guideline": "g3", "reason": "", "note": ""}
        reply = visitor.post(f"/posts/{post}/report/", report_id=cast.ident(str(number)), **fields)
        assert visitor.get(f"/reports/{reply.page.id('code').text}/").status == 200


def test_a_member_reports_and_is_told_where_the_outcome_will_be(post: str, bob: Visitor):
    reply = bob.reports(post)
    assert "in your inbox" in reply.page.text
    assert reply.page.all("", id="code") == []
    assert files.get_file(post).reports[0].inbox == cast.bob.id


def test_a_worry_is_promised_sooner_than_a_guideline(post: str, visitor: Visitor):
    path = f"/posts/{post}/report/"
    fields = visitor.get(f"{path}?kind=worried").page.form(path)
    reply = visitor.post(path, **fields | {"reason": "danger"})
    assert "within 15 minutes" in reply.page.text
    assert cases.list_open_cases()[0].priority == 0


def test_a_form_sent_twice_is_one_report_with_one_code(post: str, visitor: Visitor):
    path = f"/posts/{post}/report/"
    fields = visitor.get(f"{path}?kind=guideline").page.form(path) | {"guideline": "g3"}
    codes = {visitor.post(path, **fields).page.id("code").text for _ in range(2)}
    assert len(codes) == 1
    assert len(files.get_file(post).reports) == 1


def test_the_same_form_for_ever_cannot_stop_everybody_elses_reports(post, forum: Forum):
    busy, other = forum.visitor(), forum.visitor("198.51.100.9")
    path = f"/posts/{post}/report/"
    fields = busy.get(f"{path}?kind=guideline").page.form(path) | {"guideline": "g3"}
    assert 429 in {busy.post(path, **fields).status for _ in range(12)}
    assert other.reports(post).status == 200


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ({"guideline": ""}, "Choose a guideline."),
        ({"guideline": "g99"}, "Choose a guideline."),
        ({"reason": "low"}, "Choose a guideline."),
        ({"kind": "worried", "reason": "low"}, "Choose what worries you."),
        ({"kind": "worried", "guideline": "", "reason": "x"}, "Choose what worries you."),
        ({"kind": ""}, "Choose what it is about."),
        ({"note": "x" * 501}, "500 is the most that fits"),
    ],
)
def test_a_choice_that_is_none_is_pointed_at(post: str, visitor: Visitor, typed, says: str):
    reply = visitor.reports(post, **typed)
    assert reply.status == 422
    assert len(reply.page.errors) == 1 and says in reply.page.errors[0]
    assert cases.list_open_cases() == []


def test_the_note_typed_stays_when_something_is_missing(post: str, visitor: Visitor):
    reply = visitor.reports(post, guideline="", note="My words")
    assert reply.page.id("note").text == "My words"


def test_what_was_withdrawn_cannot_be_reported(post: str, alice: Visitor, visitor: Visitor):
    path = f"/posts/{post}/report/"
    fields = visitor.get(f"{path}?kind=guideline").page.form(path)
    alice.post(f"/posts/{post}/withdraw/")
    reply = visitor.post(path, **fields | {"guideline": "g3", "note": "My words"})
    assert (reply.status, reply.page.id("note").text) == (410, "My words")
    assert visitor.get(path).status == 410


def test_a_member_can_be_reported(visitor: Visitor, alice: Visitor):
    path = f"/members/{cast.alice.id}/report/"
    fields = visitor.get(f"{path}?kind=worried").page.form(path)
    assert visitor.post(path, **fields | {"reason": "low"}).status == 200
    assert cases.list_open_cases()[0].target.kind == "member"


def test_a_post_or_member_that_is_none_is_not_found(visitor: Visitor):
    for kind in ("posts", "members", "spaces"):
        assert visitor.get(f"/{kind}/{cast.ident('nothing')}/report/").status == 404


def test_the_outcome_is_for_whoever_holds_the_code(post: str, visitor: Visitor, mo: Visitor):
    code = visitor.reports(post).page.id("code").text
    assert "Nothing is decided yet" in visitor.get(f"/reports/{code}/").page.text
    mo.decides(post)
    page = visitor.get(f"/reports/{code.lower().replace('-', '')}/").page
    assert "took the post down" in page.text
    assert "It names a street." not in page.text


def test_a_code_that_is_none_is_not_found(visitor: Visitor):
    for code in ("x", "0" * 26 + "1", "0000-0000-0000-0000-0000-0000-001"):
        assert visitor.get(f"/reports/{code}/").status == 404
