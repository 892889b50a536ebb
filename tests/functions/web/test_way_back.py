"""After signing in people are where they wanted to be, and never on another site."""

import pytest

from support.people import Forum, Visitor, key_and_code
from web import way_back

ID = "0" * 26


@pytest.mark.parametrize(
    "path",
    [
        "/spaces/",
        "/spaces/low-days/",
        "/spaces/low-days/new/",
        f"/threads/{ID}/",
        f"/threads/{ID}/?page=2",
        f"/posts/{ID}/report/",
        "/inbox/",
        "/account/",
        "/moderate/",
        f"/moderate/cases/{ID}/",
    ],
)
def test_a_page_of_ours_is_a_way_back(path: str):
    assert way_back.safe(path) == path


@pytest.mark.parametrize(
    "path",
    [
        "",
        "/",
        "//spaces/",
        "//evil.example/spaces/",
        "/\\evil.example/spaces/",
        "https://evil.example/spaces/",
        "javascript:alert(1)",
        "/spaces/../sign-out/",
        "/spaces//evil.example/",
        "/spaces/%2f%2fevil.example/",
        "/spaces/\r\nSet-Cookie: x=1/",
        "/spaces/\n",
        "/spaces/?page=1&to=//evil.example",
        "/spaces/?next=//evil.example",
        "/spaces/#x",
        "/spaces/@evil.example",
        "/spaces.evil.example/",
        "/spacesevil/",
        "/sign-out/",
        "/sign-in/",
        "/reports/some-code/",
        "/help/",
        "spaces/",
        " /spaces/",
        "/spaces/\u2028/",
        f"/spaces/{'a' * 61}/",
        "/spaces/a/a/a/a/a/",
        "/spaces/" + "a" * 10_000,
    ],
)
def test_nothing_else_is(path: str):
    assert way_back.safe(path) == ""


@pytest.fixture
def key(mo: Visitor, forum: Forum) -> str:
    return key_and_code(forum.visitor().joins(invitation=mo.invites()))[0]


def sign_in_link(page) -> str:
    links = {a["href"] for a in page.main.all("a") if a["href"].startswith("/sign-in/")}
    (link,) = links
    return link


@pytest.mark.parametrize(
    "wanted", ["/spaces/voices/", "/inbox/", "/account/", f"/posts/{ID}/edit/", "/moderate/"]
)
def test_a_page_that_needs_a_session_leads_back_to_itself(key: str, visitor: Visitor, wanted: str):
    refused = visitor.get(wanted)
    assert refused.status == 401
    reply = visitor.fill(sign_in_link(refused.page), "/sign-in/", key=key)
    assert (reply.status, reply.location) == (303, wanted)


def test_a_thread_leads_back_to_the_page_that_was_read(key, alice, visitor, forum: Forum):
    thread, _ = alice.opens()
    forum.fills(thread, 25)
    for address in (f"/threads/{thread}/", f"/threads/{thread}/?page=2"):
        link = sign_in_link(visitor.get(address).page)
        reply = forum.visitor().fill(link, "/sign-in/", key=key)
        assert reply.location == address


def test_the_way_back_outlasts_a_slip_in_the_key(key: str, visitor: Visitor):
    slip = visitor.fill("/sign-in/?back=/inbox/", "/sign-in/", key="x")
    fields = slip.page.form("/sign-in/") | {"key": key}
    assert visitor.post("/sign-in/", **fields).location == "/inbox/"


def test_every_page_that_is_read_leads_back_to_itself_but_the_first(alice, visitor: Visitor):
    thread, _ = alice.opens()
    for page in ("/spaces/porch/", f"/threads/{thread}/"):
        links = {a["href"] for a in visitor.get(page).page.all("a")}
        assert f"/sign-in/?back={page}" in links
    assert not [a for a in visitor.get("/spaces/").page.all("a") if "back=" in a["href"]]
    assert not [a for a in visitor.fill("/sign-in/", key="x").page.all("a") if "back=" in a["href"]]


@pytest.mark.parametrize("back", ["//evil.example/", "https://evil.example/", "/sign-out/", "x"])
def test_nobody_is_led_elsewhere(key: str, forum: Forum, back: str):
    link = forum.visitor().fill(f"/sign-in/?back={back}", "/sign-in/", key=key)
    form = forum.visitor().fill("/sign-in/", key=key, back=back)
    assert (link.location, form.location) == ("/spaces/", "/spaces/")


def test_a_page_with_a_query_of_another_kind_leads_back_to_nothing(visitor: Visitor):
    assert sign_in_link(visitor.get("/inbox/?page=x").page) == "/sign-in/"
