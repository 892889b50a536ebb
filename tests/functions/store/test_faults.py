"""Whatever fails, and whenever: nothing is lost, nothing is half-written, nothing is doubled.

People do what people do: they send the same form again until it is taken.
"""

import io
import uuid
from collections.abc import Callable, Iterator
from typing import Any

import boto3
import pytest
from botocore.awsrequest import AWSResponse
from botocore.config import Config

from cost.meter import Item, Key, Meter
from forum import posts as rules
from forum import threads as thread_rules
from forum.errors import Resting
from forum.posts import Post
from store import (
    accounts,
    counters,
    credentials,
    invitations,
    posts,
    roles,
    sessions,
    tables,
    threads,
)
from store.moderation import decisions, files
from support import kept
from support.cast import (
    AT,
    NOW,
    alice,
    bob,
    conversation,
    digest,
    ident,
    reply,
    session,
    told,
    withdrawn,
    words,
)
from support.races import Faulty

ANSWER = ident("a reply")


def join() -> None:
    made = kept.credentials("bob's key", bob)
    admission = kept.admission("bob's")
    credentials.add_member(bob.account, made, admission, at=AT, week_ends=AT + 9)


def sign_in() -> None:
    sessions.add_session(session(bob))
    accounts.set_month_active(bob.id, "2026-12")


def open_thread() -> None:
    posts.add_opening(*conversation(), counts=False)


def answer() -> None:
    thread = threads.get_thread(conversation()[0].id)
    made = reply(thread)
    activity = thread_rules.activity(NOW, 2)
    posts.add_reply(made, thread, activity=activity, told=told(made, alice), counts=True)


def change(post_id: str, decide: Callable[[Post], Post]) -> None:
    post = posts.get_post(post_id)
    kept.save(post, decide(post))


def edit() -> None:
    version = 1
    change(ANSWER, lambda post: rules.edit(bob, post, version=version, words=words("Better")))


def withdraw() -> None:
    change(conversation()[1].id, lambda post: withdrawn(post, by=alice))


def undo() -> None:
    change(conversation()[1].id, lambda post: rules.undo(alice, post, now=NOW))


def tell() -> None:
    kept.report_post(posts.get_post(ANSWER), inbox=alice.id)


def decide() -> None:
    if decisions.find_decision(ANSWER, ident("a decision")):
        return
    file, post = files.get_file(ANSWER), posts.get_post(ANSWER)
    decisions.add_decision(kept.verdict(file, post))


def recover() -> None:
    old, new = (kept.credentials(name, bob) for name in ("bob's key", "bob's new key"))
    credentials.set_credentials(bob.id, new, at=AT, used_code=old.recovery)


def others() -> None:
    invitations.add_invitation("join", digest("a code"), ends=AT + 9)
    roles.set_role(bob.id, "moderator")
    counters.get_salt("20261124", "aa" * 32, at=AT)
    counters.remove_salt("20261123")
    sessions.remove_session(bob.id, session(bob).digest)


STORY = (
    join,
    sign_in,
    open_thread,
    answer,
    edit,
    withdraw,
    undo,
    tell,
    decide,
    recover,
    others,
)


def tell_story(client: Faulty) -> int:
    """Acts it all out; the operation that fails is the same one of each act. The longest act."""
    longest = 0
    for act in STORY:
        client.calls = 0
        until_taken(act)
        longest = max(longest, client.calls)
    return longest


def until_taken(act: Callable[[], None]) -> None:
    for _ in range(3):
        try:
            return act()
        except Resting:
            continue
    raise AssertionError(f"{act.__name__} was never taken")


def fresh() -> str:
    """A prefix of its own."""
    return f"fresh{uuid.uuid4().hex[:12]}"


def left(client: Any, at: int = 0, *, lost: bool = False) -> tuple[dict[Key, Item], int]:
    """Everything that the story leaves when such an operation fails, and its longest act."""
    prefix, faulty = fresh(), Faulty(client, "InternalServerError", at=at, lost=lost)
    with kept.beside(client, prefix), Meter(client) as meter:
        tables.connect(faulty, prefix)
        longest = tell_story(faulty)
        return meter.contents(), longest


@pytest.mark.parametrize("lost", [False, True], ids=["before", "after"])
def test_a_failure_of_any_operation_leaves_what_no_failure_leaves(backend, lost: bool):
    whole, longest = left(backend.client)
    assert len(whole) > 20
    for number in range(1, longest + 1):
        assert left(backend.client, number, lost=lost)[0] == whole, f"operation {number}"


class Throttled(io.BytesIO):
    """The body of a refusal, as botocore reads one."""

    def stream(self, **_: Any) -> Iterator[bytes]:
        yield self.read()


def throttled(url: str, sent: list[str]) -> Any:
    """A client of which every second request is refused, and sent again by itself."""
    patient = Config(retries={"mode": "legacy", "total_max_attempts": 2})
    client = boto3.client("dynamodb", endpoint_url=url, config=patient)

    def refuse(request: Any, **_: Any) -> AWSResponse | None:
        sent.append(request.headers["X-Amz-Target"])
        if len(sent) % 2 == 0:
            return None
        body = b'{"__type":"x#ProvisionedThroughputExceededException","message":""}'
        return AWSResponse(request.url, 400, {}, Throttled(body))

    client.meta.events.register_first("before-send.dynamodb", refuse)
    return client


def test_with_every_second_request_throttled_nothing_is_lost_or_doubled(
    ministack, ministack_client
):
    whole, _ = left(ministack_client)
    sent: list[str] = []
    client, prefix = throttled(ministack.url, sent), fresh()
    with kept.beside(ministack_client, prefix), Meter(client, ministack_client) as meter:
        tables.connect(client, prefix)
        for act in STORY:
            act()
        assert meter.contents() == whole
    assert len(sent) == 2 * len(meter.calls)
    assert sent[::2] == sent[1::2]
