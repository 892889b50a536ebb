"""The log holds no body, name, key, code, cookie, address or id, whatever goes wrong."""

import logging
import re

import boto3
import pytest
from flask import Blueprint

from forum import errors
from store import tables
from support import cast, people
from support.faults import ONCE, OneFault
from support.guesses import some_key
from support.people import Forum, Visitor, key_and_code
from web import access, forms

WORDS = "Canarywords"
ADDRESS = "203.0.113.77"


@pytest.fixture
def said(caplog, capfd):
    """Everything that the process has said: every logger, and both streams."""
    caplog.set_level(logging.INFO)

    def text() -> str:
        out, err = capfd.readouterr()
        return caplog.text + out + err

    return text


def canaries(forum: Forum, mo: Visitor) -> set[str]:
    """A walk in which everything is a canary; what must not be heard of it."""
    visitor = forum.visitor(ADDRESS)
    key, code = key_and_code(visitor.joins(invitation=(invitation := mo.invites())))
    name = visitor.get("/account/").page.heading.removeprefix("You are ").removesuffix(" here")
    for typed in (key, f"{key} wrong", some_key()):
        forum.visitor(ADDRESS).fill("/sign-in/", key=typed)
    thread, post = visitor.opens(title=f"{WORDS} title", body=f"{WORDS} body")
    mo.lets_up(post)
    report = forum.visitor(ADDRESS).reports(post, note=f"{WORDS} note")
    mo.decides(post, line=f"{WORDS} line")
    outcome = report.page.id("code").text
    forum.visitor(ADDRESS).get(f"/reports/{outcome}/?{WORDS}=1", **{"user-agent": WORDS})
    visitor.get(f"/posts/{post}/")
    visitor.get(f"/{WORDS}/")
    visitor.send("/sign-in/", WORDS.encode(), "text/plain")
    visitor.fill("/recover/", code=code)
    (cookie,) = visitor.cookies
    account_id, _, token = cookie.partition("=")[2].partition(".")
    return {
        WORDS,
        ADDRESS,
        key,
        code,
        invitation,
        outcome,
        name,
        thread,
        post,
        account_id,
        token,
        *re.findall(r"[a-z]{4,}", key),
    }


def heard(text: str, secrets: set[str]) -> list[str]:
    return [secret for secret in secrets if secret.lower() in text.lower()]


def test_an_ordinary_day_says_nothing(forum: Forum, mo: Visitor, said):
    secrets = canaries(forum, mo)
    assert heard(said(), secrets) == []


def test_a_day_on_which_shelves_fail_says_nothing_either(forum: Forum, alice, said, moto_tables):
    thread, post = alice.opens()
    path = f"/threads/{thread}/replies/"
    bob = forum.member(cast.bob)
    form = bob.get(f"/threads/{thread}/").page.form(path) | {"body": WORDS}
    client = boto3.client("dynamodb", config=ONCE)
    tables.connect(client, moto_tables.prefix)
    for lost in (False, True):
        fault = OneFault(client, lost=lost)
        for number in range(1, 7):
            fault.spoil(number)
            assert bob.post(path, **form).status in (303, 429)
        fault.spoil(0)
    token = bob.cookies[0].partition(".")[2]
    assert heard(said(), {WORDS, thread, post, token, people.ADDRESS, cast.bob.id}) == []


def test_a_stumble_is_logged_by_type_and_place_alone(forum, alice: Visitor, said, moto_tables):
    bp = Blueprint("stumbles", __name__)

    @bp.post("/posts/<id>/stumbles/")
    @forms.fields("body")
    def create(id: str) -> str:
        raise KeyError(f"{WORDS} {id} {forms.text('body')}")

    def broken(id: str) -> str:
        raise LookupError(f"{WORDS} {id}")

    @bp.post("/posts/<id>/again/")
    @forms.again(broken)
    @forms.fields("body")
    def update(id: str) -> str:
        raise errors.Incomplete

    routes = dict.fromkeys(("stumbles.create", "stumbles.update"), "anyone")
    access.ACCESS.update(routes)
    app = people.door.make_app(bp)
    tables.connect(None, moto_tables.prefix)
    stumbling = people.doors(cast.NOW, {"member": (app, people.door.make_handler(app))})
    who = Visitor(stumbling, cookies=alice.cookies, address=ADDRESS)
    for path in (f"/posts/{cast.ident('p')}/stumbles/", f"/posts/{cast.ident('p')}/again/"):
        assert who.post(path, body=f"{WORDS} body").status == 500
    for name in routes:
        del access.ACCESS[name]
    text = said()
    lines = re.findall(r"(\w+Error) at ([\w.]+):\d+, request [0-9a-f]{8}", text)
    assert [kind for kind, _ in lines] == ["KeyError", "LookupError"]
    token = alice.cookies[0].partition(".")[2]
    assert heard(text, {WORDS, cast.ident("p"), ADDRESS, token, cast.alice.id, "Traceback"}) == []
