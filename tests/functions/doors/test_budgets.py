"""What a page may ask of DynamoDB: counted call by call, because each is time and money."""

from support import cast
from support.people import Forum, Visitor

READS = ["GetItem", "Query", "BatchGetItem"]


def asked(calls: list[str], act) -> list[str]:
    """The operations of one act."""
    calls.clear()
    act()
    return list(calls)


def test_a_visitor_reads_without_a_session_read(visitor: Visitor, calls):
    assert asked(calls, lambda: visitor.get("/spaces/")) == []
    visitor.get("/spaces/porch/")
    assert asked(calls, lambda: visitor.get("/spaces/porch/")) == ["Query"]


def test_who_is_here_is_looked_up_once_a_minute(visitor: Visitor, forum: Forum, calls):
    for seconds, looks in ((0, ["Query"]), (59, []), (1, ["Query"])):
        forum.later(seconds=seconds)
        assert asked(calls, lambda: visitor.get("/spaces/porch/")) == ["Query", *looks]


def test_a_session_is_one_read(alice: Visitor, calls):
    assert asked(calls, lambda: alice.get("/spaces/")) == ["BatchGetItem"]


def test_a_moderators_session_is_one_read_too(mo: Visitor, calls):
    assert asked(calls, lambda: mo.get("/moderate/invitations/")) == ["BatchGetItem"]


def test_the_idle_clock_is_wound_every_few_minutes_and_no_oftener(alice, forum: Forum, calls):
    for minutes, wound in ((4, []), (1, ["UpdateItem"]), (4, []), (1, ["UpdateItem"])):
        forum.later(minutes=minutes)
        assert asked(calls, lambda: alice.get("/spaces/")) == ["BatchGetItem", *wound]


def test_a_thread_is_a_session_read_and_two_more(alice: Visitor, bob: Visitor, calls):
    thread, _ = alice.opens()
    bob.answers(thread)
    assert asked(calls, lambda: alice.get(f"/threads/{thread}/")) == [
        "BatchGetItem",
        "GetItem",
        "Query",
    ]


def test_a_reply_is_one_transaction_its_paces_and_a_mark(alice: Visitor, bob: Visitor, calls):
    thread, _ = alice.opens()
    path = f"/threads/{thread}/replies/"
    fields = bob.get(f"/threads/{thread}/").page.form(path) | {"body": "b"}
    made = asked(calls, lambda: bob.post(path, **fields))
    writes = [call for call in made if call not in READS]
    assert writes == ["UpdateItem", "UpdateItem", "TransactWriteItems", "UpdateItem"]
    assert made == ["BatchGetItem", "GetItem", *writes]


def test_a_conversation_is_one_transaction_and_its_paces(alice: Visitor, calls):
    path = "/spaces/porch/new/"
    fields = alice.get(path).page.form(path) | {"title": "t", "body": "b", "want": "listen"}
    made = asked(calls, lambda: alice.post(path, **fields))
    assert made == ["BatchGetItem", *["UpdateItem"] * 3, "TransactWriteItems"]


def test_a_report_reads_its_post_and_writes_once(alice: Visitor, bob: Visitor, calls):
    _, post = alice.opens()
    path = f"/posts/{post}/report/"
    fields = bob.get(f"{path}?kind=guideline").page.form(path) | {"guideline": "g3"}
    made = asked(calls, lambda: bob.post(path, **fields))
    assert made == [
        "BatchGetItem",
        "GetItem",
        "GetItem",
        "UpdateItem",
        "UpdateItem",
        "Query",
        "TransactWriteItems",
    ]


def test_a_space_costs_the_same_however_large_it_is(visitor: Visitor, forum: Forum, calls):
    for number in range(4):
        forum.later(hours=1)
        forum.member(cast.alice, f"session {number}").opens()
        assert asked(calls, lambda: visitor.get("/spaces/porch/")) == ["Query"]


def test_what_is_refused_before_the_door_costs_nothing(alice: Visitor, forum: Forum, calls):
    refused = (
        lambda: forum.send("GET", "/spaces/%2e%2e/", cookies=alice.cookies),
        lambda: forum.send("POST", "/spaces/porch/new/", cookies=alice.cookies),
        lambda: alice.get("/nothing/"),
        lambda: alice.send("/spaces/porch/new/", b"body=%00"),
        lambda: alice.send("/spaces/porch/new/", b"body=" + b"x" * 60_000),
        lambda: alice.post("/spaces/porch/new/", strange="1"),
    )
    for act in refused:
        assert asked(calls, act) == []


def test_a_cookie_that_is_none_of_ours_costs_nothing(forum: Forum, calls):
    for cookie in ("leanto=x", "leanto=", "__Host-leanto=x"):
        assert asked(calls, lambda one=cookie: forum.send("GET", "/spaces/", cookies=(one,))) == []
