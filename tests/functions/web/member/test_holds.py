"""What waits for a person, for its author, for moderators and for everybody else (M2, M6, M21)."""

import pytest

from store import accounts
from support import cast
from support.people import Forum, Visitor

TITLE, WORDS = "A first night", "I have never said this."
LOOK_BY = "We aim to have read it by 16:00."


@pytest.fixture
def held(nell: Visitor) -> tuple[str, str]:
    """The thread and the opening of somebody's first conversation."""
    return nell.opens(title=TITLE, body=WORDS)


def test_whoever_wrote_it_reads_at_once_that_it_waits_why_and_until_when(nell: Visitor):
    path = "/spaces/porch/new/"
    fields = nell.get(path).page.form(path)
    words = {"title": TITLE, "body": WORDS, "want": "listen"}
    told = nell.get(nell.post(path, **fields | words).location).page.text
    assert "It waits for a person to read it" in told
    assert "It is among your first posts here." in told
    assert LOOK_BY in told
    assert "get help now" in told
    assert TITLE in told and WORDS in told
    assert "It’s posted" not in told


def test_its_own_page_says_so_and_leads_to_changing_it_and_taking_it_back(
    nell: Visitor, held: tuple[str, str]
):
    page = nell.get(f"/posts/{held[1]}/")
    assert page.status == 200
    assert "Waiting for a person" in page.page.text and LOOK_BY in page.page.text
    assert nell.get(f"/posts/{held[1]}/edit/").status == 200
    assert nell.get(f"/posts/{held[1]}/withdraw/").status == 200


def test_it_is_in_ones_own_list_as_waiting(nell: Visitor, held: tuple[str, str]):
    assert "Waiting for a person" in nell.get("/posts/").page.text


def test_it_says_when_the_time_has_passed(nell: Visitor, held: tuple[str, str], forum: Forum):
    forum.later(hours=15)
    nell = forum.member(cast.nell, "another session")
    assert "It is taking longer than we hoped." in nell.get(f"/posts/{held[1]}/").page.text


@pytest.mark.parametrize("back", [False, True])
def test_nobody_else_finds_anything(
    nell: Visitor, bob: Visitor, visitor: Visitor, held: tuple[str, str], back: bool
):
    thread, opening = held
    if back:
        nell.post(f"/posts/{opening}/withdraw/")
    for who in (bob, visitor):
        assert TITLE not in who.get("/spaces/porch/").page.text
        for path in (f"/threads/{thread}/", f"/posts/{opening}/", f"/posts/{opening}/report/"):
            assert who.get(path).status == 404
    fields = {"post_id": cast.ident("x"), "reply_to": "1", "body": "Hello"}
    assert bob.post(f"/threads/{thread}/replies/", **fields).status == 404


def test_a_held_reply_leaves_no_trace_for_others_not_even_when_it_goes(
    alice: Visitor, bob: Visitor, nell: Visitor, visitor: Visitor, mo: Visitor
):
    thread, _ = alice.opens()
    reply = nell.answers(thread, WORDS)
    assert WORDS in nell.get(f"/threads/{thread}/").page.text
    assert "Read it and decide" in mo.get(f"/threads/{thread}/").page.text
    for _ in range(2):
        for who in (alice, bob, visitor):
            page = who.get(f"/threads/{thread}/").page.text
            assert WORDS not in page and "withdrawn" not in page
            assert who.get(f"/posts/{reply}/").status == 404
        assert "Waiting for a first reply" in visitor.get("/spaces/porch/").page.text
        assert "Nothing new" in alice.get("/inbox/").page.text
        nell.post(f"/posts/{reply}/withdraw/")


def test_a_conversation_that_waits_takes_no_replies_yet(nell: Visitor, held: tuple[str, str]):
    page = nell.get(f"/threads/{held[0]}/").page
    assert "People can write back once a moderator has read how it began." in page.text
    fields = {"post_id": cast.ident("x"), "reply_to": "1", "body": "And more"}
    assert nell.post(f"/threads/{held[0]}/replies/", **fields).status == 409


def test_the_queue_shows_that_it_waits_and_nobodys_words(mo: Visitor, held: tuple[str, str]):
    queue = mo.get("/moderate/").page.text
    assert "Waiting to be read" in queue and "Somebody’s first post" in queue
    assert WORDS not in queue and TITLE not in queue and cast.nell.name not in queue


def test_the_case_offers_what_can_be_done_with_it(mo: Visitor, held: tuple[str, str]):
    page = mo.get(f"/moderate/cases/{held[1]}/?words=1").page
    assert "Why it waits" in page.text and WORDS in page.text
    actions = [one["value"] for one in page.all("input", name="action")]
    assert "approve" in actions and "remove" in actions and "keep" not in actions


def test_let_up_it_is_where_it_was_written_and_everybody_is_told(
    alice: Visitor, nell: Visitor, mo: Visitor, visitor: Visitor, forum: Forum
):
    thread, _ = alice.opens()
    reply = nell.answers(thread, WORDS)
    alice.answers(thread, "And another thing.")
    mo.lets_up(reply)
    words = visitor.get(f"/threads/{thread}/").page.text
    assert words.index(WORDS) < words.index("And another thing.")
    assert "What you wrote is up" in nell.get("/inbox/").page.text
    assert f"{cast.nell.name} wrote back to you" in alice.get("/inbox/").page.text
    account = accounts.get_account(cast.nell.id)
    assert account and (account.approved, account.inbox_new) == (1, False)
    assert "A moderator read a post that waited" in mo.get("/moderate/log/").page.text


def test_the_next_post_is_up_at_once(
    nell: Visitor, mo: Visitor, visitor: Visitor, held: tuple[str, str], forum: Forum
):
    mo.lets_up(held[1])
    assert TITLE in visitor.get("/spaces/porch/").page.text
    nell.answers(held[0], "And it helped.")
    assert "And it helped." in visitor.get(f"/threads/{held[0]}/").page.text


def test_an_undone_approval_tells_nobody_and_it_waits_on(
    nell: Visitor, mo: Visitor, visitor: Visitor, held: tuple[str, str], forum: Forum
):
    page = mo.get(mo.fill(f"/moderate/cases/{held[1]}/", action="approve").location)
    path = f"/moderate/cases/{held[1]}/undo/"
    mo.post(path, **page.page.form(path))
    assert forum.settles() == 0
    assert "Waiting to be read" in mo.get("/moderate/").page.text
    assert visitor.get(f"/threads/{held[0]}/").status == 404
    assert "Nothing new" in nell.get("/inbox/").page.text


def test_taken_down_its_author_is_told_why_and_others_never_knew(
    nell: Visitor, mo: Visitor, visitor: Visitor, held: tuple[str, str]
):
    mo.decides(held[1])
    assert "We took down one of your posts" in nell.get("/inbox/").page.text
    assert nell.get(f"/posts/{held[1]}/").status == 410
    assert visitor.get(f"/threads/{held[0]}/").status == 404


def test_taken_down_it_is_not_its_authors_conversation_of_the_day(
    nell: Visitor, mo: Visitor, held: tuple[str, str]
):
    mo.decides(held[1])
    assert nell.opens("low-days")


def test_a_place_that_holds_nothing_shows_first_posts_at_once(place):
    forum = place(hold_first=0)
    nell, visitor = forum.member(cast.nell), forum.visitor()
    thread, _ = nell.opens()
    assert visitor.get(f"/threads/{thread}/").status == 200


def gives_back(mo: Visitor, post: str, forum: Forum) -> None:
    asks = {"action": "return", "line": "Could you leave out the street?"}
    reply = mo.fill(f"/moderate/cases/{post}/", **asks)
    assert reply.status == 303, reply.page.text
    forum.settles()


def test_what_was_returned_has_its_words_the_one_ask_and_a_way_back(
    nell: Visitor, mo: Visitor, visitor: Visitor, held: tuple[str, str], forum: Forum
):
    gives_back(mo, held[1], forum)
    told = nell.get("/inbox/").page.text
    assert "One thing about what you wrote" in told and "Could you leave out the street?" in told
    assert "A moderator asks you something" in nell.get("/posts/").page.text
    own = nell.get(f"/posts/{held[1]}/")
    assert own.status == 200 and "taken back for you on 24 December 2026" in own.page.text
    path = f"/posts/{held[1]}/edit/"
    page = nell.get(path).page
    assert "Could you leave out the street?" in page.text and WORDS in page.text
    assert nell.fill(path, body="Without the street.").status == 303
    assert "Could you leave out" not in nell.get(f"/posts/{held[1]}/").page.text
    case = mo.get(f"/moderate/cases/{held[1]}/?words=1").page.text
    assert "Without the street." in case and "one change asked for" in case
    assert visitor.get(f"/threads/{held[0]}/").status == 404
    mo.lets_up(held[1])
    page = visitor.get(f"/threads/{held[0]}/").page.text
    assert "Without the street." in page and "Edited" not in page


def test_asking_needs_a_sentence(mo: Visitor, held: tuple[str, str]):
    refused = mo.fill(f"/moderate/cases/{held[1]}/", action="return")
    assert refused.status == 422 and "Write a sentence" in refused.page.text
