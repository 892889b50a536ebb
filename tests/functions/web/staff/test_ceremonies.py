"""What a passkey answers, and what is wrong with an answer: nothing wrong opens anything (P7)."""

import json

import pytest

from store import counters
from store import passkeys as shelf
from support import cast
from support.authenticator import ORIGIN, PRESENT, VERIFIED, Authenticator, to_bytes
from support.keyring import SET_UP, USE, asked, events, invited, options, refused
from support.people import Forum, Visitor

LATER = {"minutes": 6}


@pytest.mark.parametrize(
    "wrong",
    [
        {"origin": "https://elsewhere.invalid"},
        {"host": "elsewhere.invalid"},
        {"type": "webauthn.create"},
        {"challenge": "A" * 43},
    ],
    ids=["origin", "host", "ceremony", "challenge"],
)
def test_an_answer_that_is_for_something_else_opens_nothing(
    again: Visitor, phone: Authenticator, wrong: dict[str, str]
):
    origin = {"origin": ORIGIN} | {k: v for k, v in wrong.items() if k == "origin"}
    answer = phone.get(options(again, "get"), **wrong | origin)
    assert refused(again.post(USE, back="", **answer))
    assert "Your passkey was used" not in again.get("/staff/").page.text


@pytest.mark.parametrize("flags", [0, PRESENT, VERIFIED])
def test_whoever_is_not_there_or_not_verified_opens_nothing(
    again: Visitor, phone: Authenticator, flags: int
):
    phone.flags = flags
    assert refused(again.post(USE, back="", **phone.get(options(again, "get"))))


@pytest.mark.parametrize("flags", [0, PRESENT, VERIFIED])
def test_nor_is_one_set_up_without(mo: Visitor, flags: int):
    answer = Authenticator(flags=flags).create(options(mo, "create"))
    assert refused(mo.post(SET_UP, code=invited(), **answer))
    assert shelf.get_ring(cast.mo.id).passkeys == ()


def test_another_passkey_opens_nothing(again: Visitor):
    for other in (Authenticator(), Authenticator(id=b"another")):
        assert refused(again.post(USE, back="", **other.get(options(again, "get"))))


def test_a_colleagues_passkey_opens_nothing(forum: Forum, phone: Authenticator):
    lee, own = forum.with_key_alone(cast.lee), Authenticator(id=b"lee's")
    lee.post(SET_UP, code=invited("lee"), **own.create(options(lee, "create")))
    lee = forum.with_key_alone(cast.lee, "the next day")
    assert refused(lee.post(USE, back="", **phone.get(options(lee, "get"))))


def test_an_answer_counts_once(again: Visitor, phone: Authenticator):
    old, answer = again.cookies, phone.get(options(again, "get"))
    assert again.post(USE, back="", **answer).status == 303
    assert refused(again.post(USE, back="", **answer)), "the challenge was the old session's"
    thief = Visitor(again.forum, cookies=old)
    assert thief.post(USE, back="", **answer).status == 401


def test_an_answer_counts_once_in_the_same_session_too(again: Visitor, phone: Authenticator):
    """Another request with the same challenge was a moment faster, and the session is the same."""
    answer = phone.get(options(again, "get"))
    spent = counters.challenge_item(to_bytes(answer["challenge"]).hex(), ends=cast.AT + 300)
    shelf.set_ring(shelf.get_ring(cast.mo.id), challenge=spent)
    assert refused(again.post(USE, back="", **answer))


def test_a_challenge_is_for_one_session(forum: Forum, again: Visitor, phone: Authenticator):
    other = forum.with_key_alone(cast.mo, "a third")
    answer = phone.get(options(again, "get"))
    assert refused(other.post(USE, back="", **answer))


def test_it_is_good_for_five_minutes(forum: Forum, again: Visitor, phone: Authenticator):
    answer = phone.get(options(again, "get"))
    forum.later(minutes=5)
    reply = again.post(USE, back="", **answer)
    assert refused(reply)
    fresh = asked(reply, "get")
    assert again.post(USE, back="", **phone.get(fresh)).status == 303


def test_one_that_counts_backwards_is_put_aside(again: Visitor, phone: Authenticator):
    phone.counter, phone.step = 5, 0
    first = again.post(USE, back="", **phone.get(options(again, "get")))
    assert first.status == 303
    phone.counter = 4
    reply = again.post(USE, back="", **phone.get(options_after_six_minutes(again)))
    assert refused(reply, 409, "counted backwards")
    assert "put aside" in again.get("/staff/").page.text
    assert events() == ["set-up-passkey", "freeze-passkey"]
    assert not again.get("/staff/").page.all("pass-key", data_kind="get")


def options_after_six_minutes(person: Visitor) -> str:
    person.forum.later(**LATER)
    return options(person, "get")


def test_one_that_never_counts_goes_on(forum: Forum, mo: Visitor):
    cloud = Authenticator(step=0)
    mo.post(SET_UP, code=invited(), **cloud.create(options(mo, "create")))
    for day in range(3):
        person = forum.with_key_alone(cast.mo, f"day {day}")
        assert person.post(USE, back="", **cloud.get(options(person, "get"))).status == 303


@pytest.mark.parametrize(
    "credential",
    ["", "x", "[]", "{}", '{"id":1}', '{"id":"AA","rawId":"AA","type":"public-key"}', "[" * 5000],
)
def test_junk_opens_nothing(again: Visitor, mo: Visitor, credential: str):
    said = json.loads(options(again, "get"))["challenge"]
    assert refused(again.post(USE, back="", challenge=said, credential=credential))
    said = json.loads(options(again, "create"))["challenge"]
    sent = {"challenge": said, "credential": credential, "code": invited()}
    assert refused(again.post(SET_UP, **sent))


@pytest.mark.parametrize("challenge", ["", "x", "A" * 43, "é", "A" * 9000])
def test_a_challenge_that_is_none_opens_nothing(
    again: Visitor, phone: Authenticator, challenge: str
):
    answer = phone.get(options(again, "get")) | {"challenge": challenge}
    assert refused(again.post(USE, back="", **answer))


@pytest.mark.parametrize("part", ["clientDataJSON", "authenticatorData", "signature"])
@pytest.mark.parametrize("at", [0, 5, -3])
def test_one_other_character_opens_nothing(
    again: Visitor, phone: Authenticator, part: str, at: int
):
    answer = phone.get(options(again, "get"))
    said = json.loads(answer["credential"])
    text = list(said["response"][part])
    text[at] = "B" if text[at] != "B" else "C"
    said["response"][part] = "".join(text)
    assert again.post(USE, back="", **answer | {"credential": json.dumps(said)}).status in (
        401,
        409,
    )
    assert "Your passkey was used" not in again.get("/staff/").page.text


def test_trying_is_slowed_down(again: Visitor):
    said = json.loads(options(again, "get"))["challenge"]
    tries = [again.post(USE, back="", challenge=said, credential="{}") for _ in range(130)]
    assert {reply.status for reply in tries} == {401, 429}
    assert tries[-1].status == 429
