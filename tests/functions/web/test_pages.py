"""Every page of the doors: landmarks, one heading, help and the way out, and forms that say what
is wrong where it is."""

import re

import pytest

import i18n
from support import tour
from support.people import Forum, Reply
from support.reading import Node

ERRORS = {
    "joining, with everything missing": 4,
    "joining, without the check": 1,
    "signing in, with a word too few": 1,
    "signing in, wrongly": 1,
    "recovering, wrongly": 1,
    "a staff invitation, wrongly": 1,
    "a new key, wrongly": 1,
    "a new thread, with everything missing": 3,
    "an empty reply": 1,
    "an empty edit": 1,
    "a report without its reason": 1,
    "a decision without reasons": 3,
    "reasons, asked about without words": 1,
    "an answer without reasons": 2,
    "how somebody is, without an answer": 1,
    "a message without words": 1,
    "hours, with everything missing": 5,
}
CONTENT = i18n.ROOT / "site" / "content" / "en"
EAVE = {"class": "eave"}
ELSEWHERE = ("https://", "tel:", "sms:", "#")
FORMS_AGAIN = set(ERRORS) | {
    "too soon to sign in",
    "a reply too soon",
    "an edit that lost",
    "signed out while writing",
    "signed out while replying",
    "paused",
    "a reply to what is gone",
}


@pytest.fixture
def pages(walk: tuple[tour.Pages, Forum]) -> tour.Pages:
    return walk[0]


@pytest.fixture
def doors(walk: tuple[tour.Pages, Forum]) -> Forum:
    return walk[1]


def wrong_of(name: str, reply: Reply) -> list[str]:
    """Everything about one page that should be otherwise."""
    page, wrong = reply.page, []
    checks = {
        "one h1": len(page.all("h1")) == 1 and bool(page.heading),
        "one main": len(page.all("main")) == 1 and page.main["id"] == "main",
        "skip link first": page.one("body").all("a")[0]["href"] == "#main",
        "get help now": any(a["href"] == "/help/" for a in page.one("nav", **EAVE).all("a")),
        "leave this site": any("data-exit" in a.attributes for a in page.one("nav", **EAVE).all()),
        "a footer": len(page.all("footer")) == 1,
        "lang and dir": page.one("html").attributes == {"lang": "en", "dir": "ltr"},
        "noindex": page.one("meta", name="robots")["content"] == "noindex",
        "header noindex": reply.headers["x-robots-tag"] == "noindex, noarchive",
        "no-store": reply.headers["cache-control"] == "private, no-store",
        "title": page.title.startswith("Error: ") == (name in FORMS_AGAIN),
        "named navs": all(nav.attributes.get("aria-label") for nav in page.all("nav")),
    }
    wrong += [what for what, right in checks.items() if not right]
    return [*wrong, *references(page.root), *inline(page.root), *unlabelled(page.root)]


def references(root: Node) -> list[str]:
    """Ids that are doubled, and references to ids that are not there."""
    ids = [one["id"] for one in root.all() if "id" in one.attributes]
    wrong = [f"id {one} twice" for one in set(ids) if ids.count(one) > 1]
    for one in root.all():
        named = [one.attributes.get("for", "")] if one.tag == "label" else []
        for attribute in ("aria-describedby", "aria-labelledby", "aria-controls"):
            named += one.attributes.get(attribute, "").split()
        if one.attributes.get("href", "").startswith("#"):
            named.append(one["href"][1:])
        wrong += [f"{one.tag} names {id}" for id in named if id and id not in ids]
    return wrong


def inline(root: Node) -> list[str]:
    """Scripts, styles and handlers that the policy would not run."""
    wrong = []
    for one in root.all():
        if (one.tag == "script" and not one.attributes.get("src")) or one.tag == "style":
            wrong.append(f"inline {one.tag}")
        bad = [name for name in one.attributes if name == "style" or name.startswith("on")]
        wrong += [f"{one.tag} {name}" for name in bad]
        for name in ("href", "src", "action"):
            if re.match(r"\s*(?:javascript|data):", one.attributes.get(name, ""), re.I):
                wrong.append(f"{one.tag} {name}")
    return wrong


def unlabelled(root: Node) -> list[str]:
    """Fields that nobody can name."""
    named = {label.attributes.get("for") for label in root.all("label")}
    inside = {id(one) for label in root.all("label") for one in label.all()}
    fields = [one for tag in ("input", "textarea", "select") for one in root.all(tag)]
    return [
        f"{one.tag} {one.attributes.get('name')} has no label"
        for one in fields
        if one.attributes.get("type") != "hidden"
        and "hidden" not in one.attributes
        and one.attributes.get("id") not in named
        and id(one) not in inside
    ]


def test_every_page_has_what_every_page_has(pages: tour.Pages):
    wrong = {name: wrong_of(name, reply) for name, reply in pages.items()}
    assert {name: found for name, found in wrong.items() if found} == {}


def test_errors_come_first_and_link_to_their_fields(pages: tour.Pages):
    for name, reply in pages.items():
        alerts = reply.page.main.all("", role="alert")
        assert len(alerts) == (name in FORMS_AGAIN), name
        assert len(reply.page.errors) == ERRORS.get(name, 0), name
        if alerts:
            first = [one for one in reply.page.main.all() if one.text][:2]
            assert alerts[0] in first, name
            assert alerts[0]["tabindex"] == "-1", name


def test_a_field_that_is_wrong_says_so_itself(pages: tour.Pages):
    for name in ERRORS:
        page = pages[name].page
        for link in page.main.all("", role="alert")[0].all("li"):
            field = link.all("a")[0]["href"][1:]
            said = page.id(f"{field}-error")
            assert said.text == f"Error: {link.text}", (name, field)
            assert f"{field}-error" in page.id(field)["aria-describedby"].split(), (name, field)


def test_every_form_writes_to_a_route_that_takes_its_fields(pages: tour.Pages, doors: Forum):
    for name, reply in pages.items():
        for form in reply.page.all("form", method="post"):
            taken = fields_of(doors, form["action"].partition("?")[0])
            named = [one.attributes.get("name") for one in form.all()]
            sent = {one for one in named if one}
            assert sent <= taken, (name, form["action"], sent - taken)


def fields_of(forum: Forum, path: str) -> set[str]:
    """The fields that the route of a path takes."""
    for app in forum.apps.values():
        adapter = app.url_map.bind("")
        if adapter.test(path, "POST"):
            endpoint, _ = adapter.match(path, "POST")
            return set(getattr(app.view_functions[endpoint], "fields", ()))
    raise AssertionError(f"no door takes {path}")


def test_every_link_leads_somewhere(pages: tour.Pages, doors: Forum):
    adapters = [app.url_map.bind("") for app in doors.apps.values()]
    static = {f"/{path.stem}/" for path in CONTENT.glob("*.md")} | {"/", "/guidelines/"}
    static |= {f"/problems/{path.stem}/" for path in CONTENT.glob("problems/*.md")}
    for name, reply in pages.items():
        for link in reply.page.all("a"):
            path = re.split("[?#]", link["href"])[0]
            outside = link["href"].startswith(ELSEWHERE) or path in static
            known = any(adapter.test(path, "GET") for adapter in adapters)
            assert outside or known, (name, link["href"])


def test_what_a_member_wrote_is_isolated_and_finds_its_own_direction(pages: tour.Pages):
    page = pages["a thread"].page
    assert page.one("h1").all("bdi")[0]["dir"] == "auto"
    bodies = page.all("div", **{"class": "post-b"})
    assert bodies and all(one["dir"] == "auto" for one in bodies)
