"""The reasons of a decision: a page that begins with the person, for them alone (M12, M19, W5)."""

import pytest
from jinja2 import Environment, nodes

import i18n
from forum.moderation import actions
from support import cast
from support.people import Forum, Visitor

TEMPLATES = i18n.ROOT / "site" / "templates"
BODY = "I live in *Acacia Road*, come by."
CARE = ("welcome", "words", "help")


def taken_down(alice: Visitor, bob: Visitor, mo: Visitor) -> str:
    """Alice's reply was reported by bob and taken down by mo; the address of her reasons."""
    thread, _ = bob.opens()
    post = alice.answers(thread, BODY)
    bob.reports(post)
    mo.decides(post, line="You named a street; the rest was kind.")
    return alice.reasons()


def blocks(template: str) -> list[str]:
    """The blocks inside a template's main part, in order, that hold anything."""
    environment = Environment(extensions=["jinja2.ext.i18n"])
    tree = environment.parse((TEMPLATES / template).read_text("utf-8"))
    return [each.name for each in tree.find_all(nodes.Block) if each.body]


def test_the_page_has_the_three_blocks_of_care_in_their_order():
    assert [name for name in blocks("forum/statement.html") if name in CARE] == list(CARE)


@pytest.mark.parametrize(
    "action", [each for each in actions.ACTIONS if each.states], ids=lambda action: action.slug
)
def test_the_notice_of_what_is_restricted_leads_to_its_reasons(action: actions.Action):
    text = (TEMPLATES / f"forum/notices/{action.notice}.html").read_text("utf-8")
    assert "/notices/{{ notice.id }}/" in text and "welcome" in text


def test_it_begins_with_the_person_and_says_everything_that_was_decided(alice, bob, mo):
    page = alice.get(taken_down(alice, bob, mo)).page
    said = page.main.text
    wanted = (
        "You are still welcome here",
        "You have done nothing bad.",
        "“You named a street; the rest was kind.”",
        "One post of yours was taken down.",
        "It was in The porch.",
        "In the last hour",
        "Keep yourself unknown",
        "Somebody asked us to look at it. We tell nobody who.",
        "a moderator read it and decided. No program did.",
        "Post it again without the part that points to you",
        "They are kept for you until 23 January 2027",
        "You can ask for another look until 23 January 2027",
        "If you might not be safe right now",
    )
    places = [said.find(words) for words in wanted]
    assert -1 not in places, wanted[places.index(-1)]
    assert places == sorted(places)


def test_the_words_are_there_to_copy_as_they_were_typed(alice, bob, mo):
    page = alice.get(taken_down(alice, bob, mo)).page
    (words,) = page.main.all("textarea", readonly="")
    assert words.text == BODY and words.has({"readonly": ""})


def test_neither_the_reporter_nor_the_moderator_is_named(alice, bob, mo):
    said = alice.get(taken_down(alice, bob, mo)).page.main.text
    assert not [who for who in (cast.bob, cast.mo) if who.name in said or who.id in said]


def test_it_is_nobody_elses(alice, bob, mo, visitor: Visitor):
    path = taken_down(alice, bob, mo)
    assert [who.get(path).status for who in (bob, mo)] == [404, 404]
    assert visitor.get(path).status == 401
    assert [alice.get(f"/notices/{id}/").status for id in ("x", cast.ident("x"))] == [404, 404]


def test_a_conversation_that_went_with_its_opening_is_said(alice, bob, mo):
    _, post = alice.opens()
    bob.reports(post)
    mo.decides(post)
    said = alice.get(alice.reasons()).page.main.text
    assert "the conversation that it opened is closed" in said


def test_what_waited_was_found_by_nobody(forum: Forum, nell: Visitor, bob: Visitor, mo: Visitor):
    thread, _ = bob.opens()
    post = nell.answers(thread)
    mo.decides(post, guideline="g1")
    said = nell.get(nell.reasons()).page.main.text
    assert "It waited for a person to read it" in said and "Somebody asked" not in said


def test_what_an_author_reported_themselves_was_reported_by_nobody_else(alice, bob, mo):
    post = alice.answers(bob.opens()[0])
    alice.reports(post)
    mo.decides(post)
    assert "A moderator came upon it." in alice.get(alice.reasons()).page.main.text


def test_a_decision_that_leaves_a_post_up_has_no_reasons_to_ask_about(alice, bob, mo):
    post = alice.answers(bob.opens()[0])
    bob.reports(post)
    mo.decides(post, action="keep")
    assert "/notices/" not in str([link["href"] for link in alice.get("/inbox/").page.all("a")])


def test_a_member_whose_writing_is_paused_reads_it(forum: Forum, alice, bob, mo):
    path = taken_down(alice, bob, mo)
    forum.becomes(cast.alice, status="paused")
    assert alice.get(path).status == 200


def test_it_goes_with_its_notice(forum: Forum, alice, bob, mo):
    path = taken_down(alice, bob, mo)
    for days, status in ((179, 200), (2, 404)):
        forum.later(days=days)
        assert forum.member(cast.alice, f"{days} days on").get(path).status == status


def test_where_else_to_turn_is_said_where_the_community_says_it(place, alice, bob, mo):
    words = "The ombudsman of the county hears complaints."
    assert words not in alice.get(taken_down(alice, bob, mo)).page.text
    forum = place(other_routes=words)
    who = [forum.member(each, "elsewhere") for each in (cast.alice, cast.bob, cast.mo)]
    assert words in who[0].get(who[0].reasons()).page.text
