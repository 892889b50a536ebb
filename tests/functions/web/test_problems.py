"""Every refusal has a status, words and a static page: HTML for people, RFC 9457 for programs."""

import re
from collections.abc import Iterator

import pytest
from flask import Blueprint

import i18n
from conftest import Backend
from forum import errors
from forum.errors import Refusal
from store import tables
from support import people
from support.paces import PACES
from support.people import Forum, Visitor
from web import access, forms, problems
from web.pace_words import PACE_WORDS
from web.problem_words import PAUSE_WORDS, PROBLEM_WORDS

KINDS = [
    each for each in vars(errors).values() if isinstance(each, type) and issubclass(each, Refusal)
]
SLUGS = sorted({kind.slug for kind in KINDS} | {"stumbled"})
PAGES = i18n.ROOT / "site" / "content" / "en" / "problems"
ALLOWED = {400, 401, 404, 405, 409, 410, 413, 415, 422, 429, 500, 503}


@pytest.mark.parametrize("slug", SLUGS)
def test_every_kind_has_a_status_words_and_a_static_page(slug: str):
    assert problems.STATUS[slug] in ALLOWED
    assert all(PROBLEM_WORDS[slug])
    assert (PAGES / f"{slug}.md").is_file()


def test_there_are_no_others():
    assert set(problems.STATUS) == set(PROBLEM_WORDS) == set(SLUGS)


def test_no_words_blame_or_shout():
    harsh = re.compile(r"!|invalid|illegal|failed|forbidden|denied|user\b", re.I)
    assert not harsh.search(str(PROBLEM_WORDS) + str(PACE_WORDS) + str(PAUSE_WORDS))


# Over these a form asks for work, or for more of it; nobody is turned away by them.
ASKS_FOR_WORK = {
    "challenge",
    "challenge_site",
    "sign_in_locator",
    "sign_in_site",
    "recovery",
    "recovery_site",
}


def test_every_pace_that_turns_somebody_away_has_words_of_its_own():
    assert set(PACE_WORDS) == set(PACES) - ASKS_FOR_WORK


@pytest.mark.parametrize("name", PACE_WORDS)
def test_a_pace_says_what_happened_in_its_own_words(forum: Forum, name: str):
    refusal = errors.TooSoon(retry_after=600, pace=name)
    with forum.apps["member"].test_request_context("/"):
        title, text = problems.title_and_text(refusal.slug, refusal)
    assert title == PACE_WORDS[name][0]
    assert text == f"{PACE_WORDS[name][1]} You can go on in about 10 minutes."


def test_a_pace_without_words_of_its_own_slows_down_kindly(forum: Forum):
    refusal = errors.TooSoon(pace="smile")
    with forum.apps["member"].test_request_context("/"):
        said = problems.title_and_text(refusal.slug, refusal)
    assert said == PROBLEM_WORDS["too-soon"]


PROVOKED = {
    "refused": ("POST", "/sign-in/", {"strange": "1"}),
    "signed-out": ("GET", "/inbox/", {}),
    "members-only": ("GET", "/spaces/voices/", {}),
    "not-match": ("POST", "/sign-in/", {"key": "x"}),
    "not-found": ("GET", "/threads/none/", {}),
    "wrong-method": ("GET", "/sign-out/", {}),
    "incomplete": ("POST", "/join/", {"token": "0" * 26}),
    "too-large": ("POST", "/sign-in/", {"key": "x" * 60_000}),
}


@pytest.mark.parametrize("slug", PROVOKED)
def test_a_program_gets_a_problem_document(visitor: Visitor, slug: str):
    method, path, fields = PROVOKED[slug]
    visitor.headers["accept"] = "application/json"
    reply = visitor.get(path) if method == "GET" else visitor.post(path, **fields)
    assert reply.status == problems.STATUS[slug]
    assert reply.headers["content-type"] == "application/problem+json"
    assert reply.told["isBase64Encoded"] is False
    assert set(reply.json) == {"type", "title", "status", "detail"}
    assert (reply.json["type"], reply.json["status"]) == (f"/problems/{slug}/", reply.status)
    assert reply.headers["cache-control"] == "private, no-store"


@pytest.mark.parametrize(
    ("accept", "program"),
    [
        ("application/json", True),
        ("application/problem+json", True),
        ("application/*", True),
        ("application/json, text/html;q=0.5", True),
        ("text/html", False),
        ("*/*", False),
        ("", False),
        ("text/html, application/json;q=0.9", False),
        ("image/webp", False),
        ("text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8", False),
        (";;;q=x", False),
    ],
)
def test_what_is_asked_for_decides(visitor: Visitor, accept: str, program: bool):
    reply = visitor.get("/inbox/", accept=accept)
    assert ("problem+json" in reply.headers["content-type"]) == program


def test_a_page_says_what_happened_and_where_help_is(visitor: Visitor):
    page = visitor.get("/threads/none/").page
    assert page.heading == "There is no page here"
    links = [link["href"] for link in page.main.all("a")]
    assert {"/help/", "/spaces/", "/problems/not-found/"} <= set(links)


def test_a_wrong_method_says_which_are_right(visitor: Visitor):
    assert visitor.get("/sign-out/").headers["allow"] == "POST"
    assert visitor.post("/spaces/").headers["allow"] == "GET, HEAD"


CANARY = "a-canary-of-a-message"


@pytest.fixture
def stumbling(forum: Forum, moto_tables: Backend) -> Iterator[Forum]:
    """The member's door with three more routes, which stumble."""
    bp = Blueprint("stumbles", __name__)

    def broken(**_: str) -> str:
        raise ZeroDivisionError(CANARY)

    @bp.get("/spaces/stumbles/here/")
    def index() -> str:
        return broken()

    @bp.post("/spaces/stumbles/here/")
    @forms.fields("body", "key")
    def create() -> str:
        return broken()

    @bp.post("/spaces/stumbles/again/")
    @forms.again(broken)
    @forms.fields("body")
    def update() -> str:
        raise errors.Incomplete

    routes = ("stumbles.index", "stumbles.create", "stumbles.update")
    access.ACCESS.update(dict.fromkeys(routes, "anyone"))
    app = people.door.make_app(bp)
    tables.connect(None, moto_tables.prefix)
    yield people.doors(forum.clock.now, {"member": (app, people.door.make_handler(app))})
    for route in routes:
        del access.ACCESS[route]


def test_a_stumble_is_a_page_with_a_number_and_nothing_else(stumbling: Forum):
    reply = stumbling.visitor().get("/spaces/stumbles/here/")
    assert (reply.status, reply.page.heading) == (500, "Our side stumbled, not yours")
    assert re.search(r"tell a moderator this: [0-9a-f]{8}\b", reply.page.text)
    assert CANARY not in reply.text and "ZeroDivision" not in reply.text


def test_a_stumble_gives_back_what_was_typed_but_no_secret(stumbling: Forum):
    path = "/spaces/stumbles/here/"
    reply = stumbling.visitor().post(path, body="My words", key="seven secret words")
    assert (reply.status, reply.page.form(path)) == (500, {"body": "My words"})
    assert "secret" not in reply.text


def test_a_stumble_while_a_form_is_shown_again_is_a_stumble_too(stumbling: Forum):
    reply = stumbling.visitor().post("/spaces/stumbles/again/", body="My words")
    assert (reply.status, reply.page.heading) == (500, "Our side stumbled, not yours")
    assert "My words" in reply.page.text


def test_a_stumble_tells_a_program_as_much(stumbling: Forum):
    reply = stumbling.visitor().get("/spaces/stumbles/here/", accept="application/json")
    assert (reply.status, reply.json["type"]) == (500, "/problems/stumbled/")
    assert CANARY not in reply.text


@pytest.mark.parametrize("path", ["/inbox/", "/threads/none/"])
def test_a_problem_page_has_numbers_and_no_other_way_in_its_help_box(visitor: Visitor, path: str):
    box = visitor.get(path).page.one("section", aria_labelledby="help-box")
    ways = [link["href"] for link in box.all("a")]
    assert ways == ["tel:116123", "sms:85258", "tel:999", "/help/"]
