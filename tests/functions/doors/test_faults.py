"""With DynamoDB throttled or away nothing is lost, nothing doubled, no word gone."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import boto3
import pytest

from forum import sessions
from here import emulator
from store import posts as post_store
from store import sessions as session_store
from store import tables
from store.moderation import audit as audit_store
from store.moderation import files
from support import cast, people
from support.faults import ONCE, PATIENT, EverySecond, OneFault
from support.guesses import some_key
from support.people import Forum, Reply, Visitor, key_and_code
from web.session import CLEAR_ON_LEAVING, CLEAR_SITE_DATA

ANSWERS = (200, 303)


@pytest.fixture(params=["refused", "lost"])
def fault(request, forum: Forum, moto_tables) -> Iterator[OneFault]:
    """The store speaks through a client one of whose requests goes wrong."""
    client = boto3.client("dynamodb", config=ONCE)
    tables.connect(client, moto_tables.prefix)
    yield OneFault(client, lost=request.param == "lost")
    tables.connect(moto_tables.client, moto_tables.prefix)


def at_each_call(fault: OneFault, write: Callable[[int], tuple[Callable[[], Reply], str]]) -> int:
    """Sends a form again and again, each time spoiling the next of its calls, then once more.

    `write(n)` gives what sends the n-th form, and words that must come back. Returns how many
    forms were sent; all but the last met a fault, and every one got through in the end.
    """
    for number in range(1, 20):
        send, words = write(number)
        fault.spoil(number)
        first, met = send(), fault.met
        fault.spoil(0)
        if not met:
            assert first.status in ANSWERS, first.page.text
            return number
        if first.status not in ANSWERS:
            assert (first.status, first.headers["retry-after"]) == (429, "30")
            assert "We’re mending something" in first.page.text
            assert words in first.text
        second = send()
        assert second.status in ANSWERS, (number, second.page.text)
    raise AssertionError("it never ends")


def inboxes(dump) -> int:
    return len([item for item in dump()["forum"] if item["pk"]["S"].startswith("inbox#")])


def test_replies_are_kept_once_whatever_call_fails(alice, bob, fault, dump, forum: Forum):
    thread, _ = alice.opens()
    path = f"/threads/{thread}/replies/"

    def write(number: int) -> tuple[Callable[[], Reply], str]:
        forum.later(minutes=8)
        who = forum.member(cast.bob, f"session {number}")
        form = who.get(f"/threads/{thread}/").page.form(path) | {"body": f"Reply {number}"}
        return lambda: who.post(path, **form), f"Reply {number}"

    made = at_each_call(fault, write)
    assert made >= 6
    shown = forum.visitor().get(f"/threads/{thread}/").page
    words = [one.text for one in shown.all("div", **{"class": "post-b"})]
    assert words == ["Could not sleep.", *(f"Reply {number + 1}" for number in range(made))]
    assert inboxes(dump) == made


def test_conversations_are_kept_once_whatever_call_fails(fault, dump, forum: Forum):
    path = "/spaces/porch/new/"

    def write(number: int) -> tuple[Callable[[], Reply], str]:
        forum.later(hours=1)
        who = forum.member(cast.alice, f"session {number}")
        typed = {"title": f"Night {number}", "body": "My words", "want": "listen"}
        form = who.get(path).page.form(path) | typed
        return lambda: who.post(path, **form), "My words"

    made = at_each_call(fault, write)
    assert made >= 6
    listed = [one.text for one in forum.visitor().get("/spaces/porch/").page.all("h3")]
    assert listed == [f"Night {number}" for number in range(made, 0, -1)]
    assert len([item for item in dump()["forum"] if "source" in item]) == made


def test_edits_happen_once_whatever_call_fails(alice: Visitor, fault: OneFault):
    _, post = alice.opens()
    path = f"/posts/{post}/edit/"

    def write(number: int) -> tuple[Callable[[], Reply], str]:
        form = alice.get(path).page.form(path) | {"body": f"Words {number}"}
        return lambda: alice.post(path, **form), f"Words {number}"

    made = at_each_call(fault, write)
    kept = post_store.get_post(post)
    assert (kept.words.source, kept.version) == (f"Words {made}", 1 + made)


def test_withdrawing_and_undoing_happen_once_whatever_call_fails(alice, fault: OneFault):
    _, post = alice.opens()
    at_each_call(fault, lambda _: (lambda: alice.post(f"/posts/{post}/withdraw/"), ""))
    assert (post_store.get_post(post).state, post_store.get_post(post).version) == ("withdrawn", 2)
    at_each_call(fault, lambda _: (lambda: alice.post(f"/posts/{post}/undo/"), ""))
    assert (post_store.get_post(post).state, post_store.get_post(post).version) == ("visible", 3)


def test_reports_are_kept_once_whatever_call_fails(alice, bob, fault, forum: Forum):
    _, post = alice.opens()
    path = f"/posts/{post}/report/"

    def write(number: int) -> tuple[Callable[[], Reply], str]:
        forum.later(minutes=25)
        form = bob.get(f"{path}?kind=guideline").page.form(path)
        typed = form | {"guideline": "g3", "note": f"Note {number}"}
        return lambda: bob.post(path, **typed), f"Note {number}"

    made = at_each_call(fault, write)
    notes = sorted(report.note for report in files.get_file(post).reports)
    assert notes == [f"Note {number}" for number in range(1, made + 1)]


def test_decisions_happen_once_whatever_call_fails(alice, bob, mo, fault, dump, forum: Forum):
    decided = []

    def write(number: int) -> tuple[Callable[[], Reply], str]:
        forum.later(minutes=25)
        author, reader, judge = (
            forum.member(who, f"session {number}") for who in (cast.alice, cast.bob, cast.mo)
        )
        _, post = author.opens()
        reader.reports(post)
        decided.append(post)
        path = f"/moderate/cases/{post}/"
        typed = {"action": "remove", "guideline": "g3", "line": f"Line {number}"}
        form = judge.get(path).page.form(path) | typed
        return lambda: judge.post(path, **form), f"Line {number}"

    made = at_each_call(fault, write)
    assert {post_store.get_post(post).state for post in decided} == {"paused"}
    assert forum.settles() == made
    assert {post_store.get_post(post).state for post in decided} == {"removed"}
    assert (audit_store.get_head().seq, inboxes(dump)) == (made, 2 * made)


def test_joining_and_recovering_give_one_key_whatever_call_fails(fault, mo, forum: Forum, dump):
    shown: list[Reply] = []

    def join(number: int) -> tuple[Callable[[], Reply], str]:
        visitor, code = forum.visitor(f"198.51.{number}.7"), mo.invites()
        page = visitor.get("/join/").page
        ticks = {"adult": "1", "cards": "1", "consent": "1", "invitation": code}
        form = page.form("/join/") | ticks | {"name": people.names(page)[0]}
        return lambda: shown.append(visitor.post("/join/", **form)) or shown[-1], code

    made = at_each_call(fault, join)
    assert len([i for i in dump()["identity"] if i["pk"]["S"].startswith("name#")]) == made
    code = [key_and_code(shown[-1])[1]]

    def recover(number: int) -> tuple[Callable[[], Reply], str]:
        visitor = forum.visitor(f"198.51.{100 + number}.7")
        form = visitor.get("/recover/").page.form("/recover/") | {"code": code[0]}
        return lambda: renewed(visitor.post("/recover/", **form)), ""

    def renewed(reply: Reply) -> Reply:
        if reply.status == 200:
            shown.append(reply)
            code[0] = key_and_code(reply)[1]
        return reply

    at_each_call(fault, recover)
    key, _ = key_and_code(shown[-1])
    assert forum.visitor("192.0.2.7").fill("/sign-in/", key=key).status == 303


def test_signing_in_goes_through_whatever_call_fails(fault: OneFault, mo, forum: Forum):
    member = forum.visitor()
    key, _ = key_and_code(member.joins(invitation=mo.invites()))
    joined = member.cookies[0].partition("=")[2].partition(".")[0]

    def write(number: int) -> tuple[Callable[[], Reply], str]:
        forum.later(minutes=11)
        visitor = forum.visitor(f"198.51.{number}.7")
        form = visitor.get("/sign-in/?back=/inbox/").page.form("/sign-in/") | {"key": key}
        return lambda: visitor.post("/sign-in/", **form), "/inbox/"

    assert at_each_call(fault, write) >= 6
    assert len(session_store.list_sessions(joined)) <= sessions.SESSIONS_PER_MEMBER


def test_with_every_second_call_throttled_nobody_notices(forum: Forum, moto_tables, dump):
    """The client tries three times: the whole story goes through."""
    client = boto3.client("dynamodb", config=PATIENT)
    tables.connect(client, moto_tables.prefix)
    throttle = EverySecond(client)
    alice, bob, mo = (forum.member(who) for who in (cast.alice, cast.bob, cast.mo))
    visitor = forum.visitor()
    key, code = key_and_code(visitor.joins(invitation=mo.invites()))
    assert key_and_code(forum.visitor().fill("/recover/", code=code))[0] != key
    thread, opening = alice.opens()
    reply = bob.answers(thread)
    assert bob.fill(f"/posts/{reply}/edit/", body="Better").status == 303
    assert bob.post(f"/posts/{reply}/withdraw/").status == 303
    assert bob.post(f"/posts/{reply}/undo/").status == 303
    assert bob.reports(opening).status == 200
    assert mo.decides(opening).status == 303
    assert "took the post down" in bob.get("/inbox/").page.text
    assert throttle.refused * 2 in (throttle.seen, throttle.seen + 1)
    assert throttle.refused > 60
    kept = dump()
    assert len([item for item in kept["forum"] if "source" in item]) == 2
    assert len([item for item in kept["safety"] if item["sk"]["S"].startswith("entry#")]) == 1


@dataclass
class Away:
    """Takes DynamoDB away: nothing listens where it was."""

    prefix: str

    def __call__(self) -> None:
        gone = f"http://127.0.0.1:{emulator.free_port()}"
        client = boto3.client("dynamodb", endpoint_url=gone, config=ONCE)
        tables.connect(client, self.prefix)


@pytest.fixture
def away(moto_tables: Any) -> Iterator[Away]:
    yield Away(moto_tables.prefix)
    tables.connect(moto_tables.client, moto_tables.prefix)


def test_reading_without_dynamodb_is_the_resting_page(alice: Visitor, visitor: Visitor, away):
    thread, post = alice.opens()
    away()
    for who, path in (
        (visitor, "/spaces/porch/"),
        (visitor, f"/threads/{thread}/"),
        (alice, "/spaces/"),
        (alice, "/inbox/"),
        (alice, f"/posts/{post}/edit/"),
        (alice, "/account/"),
    ):
        reply = who.get(path)
        assert (reply.status, reply.headers["retry-after"]) == (503, "30")
        assert reply.page.heading == "We’re mending something"
        assert "/help/" in [link["href"] for link in reply.page.main.all("a")]


def test_what_needs_no_table_works_without_dynamodb(visitor: Visitor, away):
    away()
    for path in ("/spaces/", "/join/", "/sign-in/", "/recover/", "/invitation/"):
        assert visitor.get(path).status == 200
    assert visitor.get("/nothing/").status == 404


def test_writing_without_dynamodb_keeps_the_words(alice: Visitor, visitor: Visitor, away):
    """Not 503: the CDN would put its own page in its place, and the words would be gone."""
    thread, post = alice.opens()
    away()
    ids = {"post_id": cast.ident("p")}
    for who, path, typed in (
        (alice, f"/threads/{thread}/replies/", ids | {"body": "My words", "reply_to": ""}),
        (alice, f"/posts/{post}/edit/", {"body": "My words", "version": "1"}),
        (visitor, f"/posts/{post}/report/", {"note": "My words", "report_id": cast.ident("r")}),
    ):
        reply = who.post(path, **typed)
        assert (reply.status, reply.headers["retry-after"]) == (429, "30")
        assert reply.page.form(path) == typed
    key = some_key()
    refused = visitor.fill("/sign-in/", key=key, name="n")
    assert refused.status == 429 and key not in refused.text


def test_leaving_without_dynamodb_clears_the_browser_all_the_same(alice: Visitor, away):
    """Somebody who leaves in a hurry must not stay signed in on this device."""
    away()
    for body, cleared in ((b"leaving=1", CLEAR_ON_LEAVING), (b"", CLEAR_SITE_DATA)):
        who = Visitor(alice.forum, cookies=alice.cookies)
        reply = who.send("/sign-out/", body)
        assert (reply.status, reply.headers["clear-site-data"]) == (429, cleared)
        assert who.cookies == ()
