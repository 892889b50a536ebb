"""While a door is asked far more than usual writing waits, kindly; what keeps people safe never."""

import pytest

import worker
from forum.breaker import DOORS, PAUSE_MINUTES
from store import tables
from support import cast, guards, kept
from support.every_route import MISSING, Route, ask, fields, routes
from support.people import Forum, Reply, Visitor
from support.races import Faulty
from support.surges import alarm
from web import breaker
from web.problem_words import PAUSE_WORDS

NEW = "/spaces/porch/new/"
WORDS = {"title": "A long night", "body": "Could not *sleep*.", "want": "listen"}
WRITING, JOINING = (PAUSE_WORDS[door][0] for door in ("member", "auth"))


def rings(forum: Forum, *doors: str, state: str = "ALARM") -> None:
    """The alarms of these doors say so to the worker, as deployed."""
    prefix = tables.name("")[:-1]
    for door in doors:
        with pytest.MonkeyPatch.context() as patch, guards.acting("worker"):
            patch.setenv("LEANTO_TABLES", prefix)
            worker.handler(alarm(door, forum.clock.now, state), None)
    forum.later(seconds=breaker.LOOK_AGAIN_SECONDS)


def refused(reply: Reply) -> bool:
    return reply.status == 429 and reply.page.id("errors").text.startswith((WRITING, JOINING))


@pytest.fixture
def every(forum: Forum) -> list[Route]:
    return [route for route in routes(forum) if route.method == "POST"]


def test_every_form_waits_or_is_named_as_one_that_never_does(every: list[Route]):
    assert {route.endpoint for route in every} == set(breaker.FORMS)


def test_what_keeps_people_safe_is_named_as_never_waiting():
    waiting = {endpoint for endpoint, waits in breaker.FORMS.items() if waits}
    assert waiting == {"threads.create", "replies.create", "posts.update", "join.create"}


@pytest.mark.parametrize("who", ["alice", "visitor"])
def test_exactly_the_forms_that_wait_are_refused(every, forum: Forum, who: str):
    rings(forum, *DOORS)
    last = sorted(every, key=lambda route: route.endpoint == "account.end_every_session")
    for number, route in enumerate(last):
        viewer = getattr(cast, who, None)
        person = forum.member(viewer, f"session {number}") if viewer else forum.visitor()
        person.headers["accept"] = "application/json"
        waits = breaker.FORMS[route.endpoint]
        reply = plain(person, route)
        slug = reply.json["type"] if reply.text.startswith("{") else ""
        may = viewer or route.endpoint == "join.create"
        assert (slug == "/problems/writing-paused/") == bool(waits and may), route


def plain(who: Visitor, route: Route) -> Reply:
    """The form as somebody sends it who means it: no preview, no other names, no invitation."""
    sent = fields(who.forum, route)
    return who.post(
        route.path, **{k: v for k, v in sent.items() if k not in ("preview", "more", "invitation")}
    )


def test_a_post_waits_and_nothing_that_was_typed_is_lost(forum: Forum, alice: Visitor, dump):
    fields = alice.get(NEW).page.form(NEW)
    rings(forum, "member")
    before = dump()
    reply = alice.post(NEW, **fields | WORDS)
    assert reply.status == 429 and refused(reply)
    assert reply.page.form(NEW) == fields | WORDS
    assert dump() == before


def test_a_reply_and_a_change_wait_with_their_words(forum: Forum, alice: Visitor, bob: Visitor):
    thread, post = alice.opens()
    replies, edit = f"/threads/{thread}/replies/", f"/posts/{post}/edit/"
    rings(forum, "member")
    answered = bob.fill(f"/threads/{thread}/", replies, body="I hear you.")
    changed = alice.fill(edit, body="Slept a little.")
    assert refused(answered) and refused(changed)
    assert answered.page.id("body").text == "I hear you."
    assert changed.page.id("body").text == "Slept a little."


def test_it_says_why_until_when_and_where_help_is(forum: Forum, alice: Visitor):
    rings(forum, "member")
    reply = alice.fill(NEW, **WORDS)
    said = reply.page.id("errors").text
    assert "far busier than usual" in said and "at 02:50" in said, said
    assert int(reply.headers["retry-after"]) <= PAUSE_MINUTES * 60
    box = reply.page.one("section", aria_labelledby="help-box")
    assert "tel:116123" in [link["href"] for link in box.all("a")]
    assert reply.page.heading == "Start a conversation"


@pytest.mark.parametrize("path", [NEW, "thread", "edit"])
def test_a_page_says_it_before_anybody_writes(forum: Forum, alice: Visitor, path: str):
    thread, post = alice.opens()
    path = {"thread": f"/threads/{thread}/", "edit": f"/posts/{post}/edit/"}.get(path, path)
    assert "paused" not in alice.get(path).page.text
    rings(forum, "member")
    reply = alice.get(path)
    assert reply.status == 200
    assert "Writing is paused until 02:50 at the latest" in reply.page.text
    assert reply.page.one("section", aria_labelledby="help-box")


def test_reading_stays_alive_and_is_not_told_of_it(forum: Forum, alice: Visitor, visitor: Visitor):
    thread, _ = alice.opens()
    rings(forum, *DOORS)
    for path in ("/spaces/", "/spaces/porch/", f"/threads/{thread}/"):
        reply = visitor.get(path)
        assert reply.status == 200 and "is paused" not in reply.page.text


def test_a_report_gets_through_from_anybody(forum: Forum, alice: Visitor, bob: Visitor, visitor):
    _, post = alice.opens()
    rings(forum, *DOORS)
    for who in (bob, visitor):
        assert who.reports(post).page.heading.startswith("Thank you")


def test_what_one_said_can_be_taken_back_and_brought_back(forum: Forum, alice: Visitor):
    _, post = alice.opens()
    rings(forum, *DOORS)
    assert alice.post(f"/posts/{post}/withdraw/").status == 303
    assert alice.post(f"/posts/{post}/undo/").status == 303


def test_a_moderator_decides_and_may_write(forum: Forum, alice: Visitor, bob: Visitor, mo: Visitor):
    thread, _ = alice.opens()
    _, post = bob.opens(title="Another", body="Another one.")
    alice.reports(post)
    rings(forum, *DOORS)
    mo.answers(thread, "We are here.")
    assert mo.decides(post).status == 303


def test_the_queue_says_what_is_paused(forum: Forum, mo: Visitor):
    assert "paused" not in mo.get("/moderate/").page.text
    rings(forum, "member")
    said = mo.get("/moderate/").page.text
    assert "Members’ writing is paused" in said and "It ends at 02:50" in said
    assert "Joining" not in said
    rings(forum, "auth")
    assert "Joining without an invitation is paused" in mo.get("/moderate/").page.text


def test_a_preview_keeps_nothing_and_does_not_wait(forum: Forum, alice: Visitor):
    rings(forum, "member")
    reply = alice.fill(NEW, **WORDS, preview="1")
    assert reply.status == 200 and "Nothing is posted yet" in reply.page.text


def test_joining_waits_with_its_own_door_and_an_invitation_does_not(forum: Forum, mo: Visitor):
    rings(forum, "auth")
    one = forum.visitor()
    assert "Joining is paused until 02:50 at the latest" in one.get("/join/").page.text
    reply = one.joins(speed_bump=one.solves())
    assert refused(reply) and reply.page.form("/join/")["adult"] == "1"
    assert one.fill("/join/", more="1").status == 200
    assert forum.visitor().joins(invitation=mo.invites()).status == 200


def test_each_surge_pauses_what_is_behind_its_own_door(forum: Forum, alice: Visitor):
    rings(forum, "auth")
    alice.opens()
    rings(forum, "auth", state="OK")
    rings(forum, "member")
    newcomer = forum.visitor()
    assert newcomer.joins(speed_bump=newcomer.solves()).status == 200


def test_it_comes_back_when_the_surge_is_over(forum: Forum, alice: Visitor):
    rings(forum, "member")
    assert refused(alice.fill(NEW, **WORDS))
    rings(forum, "member", state="OK")
    alice.opens()


def test_it_comes_back_by_the_clock_though_nothing_was_deleted(forum: Forum, alice: Visitor):
    rings(forum, "member")
    forum.later(minutes=PAUSE_MINUTES - 1)
    assert refused(alice.fill(NEW, **WORDS))
    forum.later(minutes=1)
    alice.opens()
    assert kept.item("ephemeral", "pause#member", "pause")


def test_shelves_that_do_not_answer_pause_nothing(forum: Forum, alice: Visitor, moto_tables):
    thread, _ = alice.opens()
    forum.later(seconds=breaker.LOOK_AGAIN_SECONDS)
    client = Faulty(moto_tables.client, "ThrottlingException", at=4)
    tables.connect(client, moto_tables.prefix)
    assert alice.get(f"/threads/{thread}/").status == 200
    assert client.calls == 4


def test_a_warm_process_looks_once_in_a_while(forum: Forum, alice: Visitor, calls):
    alice.get(NEW)
    calls.clear()
    for _ in range(3):
        alice.get(NEW)
    assert calls == ["BatchGetItem"] * 3
    forum.later(seconds=breaker.LOOK_AGAIN_SECONDS)
    alice.get(NEW)
    assert calls[3:] == ["BatchGetItem", "GetItem"]


def test_a_form_that_names_nothing_real_waits_too(forum: Forum, alice: Visitor):
    rings(forum, "member")
    sent = {"body": "My words", "reply_to": "", "post_id": MISSING}
    reply = alice.post(f"/threads/{MISSING}/replies/", **sent)
    assert reply.status == 429 and reply.page.heading == WRITING
    assert reply.page.form(reply.event["rawPath"])["body"] == "My words"
    assert ask(alice, Route("member", "threads.show", "GET", f"/threads/{MISSING}/")).status == 404
