"""Help without a network: kept after one visit, the same for everybody, and gone on leaving."""

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

import headers
from support import static_site
from support.static_site import WORDS, Site

KEPT = ["/help/", "/help/gb/", "/grounding/", "/breathing/", "/safety-plan/", "/offline/"]
BEGINS = ["/help/", "/help/ie/", "/grounding/", "/breathing/"]
# Their neighbours may, by their address, and need not.
MAY = re.compile(r"/help/(?:elsewhere|\w\w/card)/")
NEVER = ["/", "/privacy/", "/guidelines/", "/offline/", "/professional-sheet/", "/resources/"]
READY = "async () => (await navigator.serviceWorker.ready).active.state"
REGISTERED = "async () => (await navigator.serviceWorker.getRegistrations()).length"
CACHED = """async () => (await Promise.all((await caches.keys()).map(async (name) =>
  (await (await caches.open(name)).keys()).map((each) => new URL(each.url).pathname)))).flat()"""
REGISTER = """async (how) => { try {
    const url = how === 'policy'
      ? trustedTypes.createPolicy('leanto-offline', { createScriptURL: (u) => u })
          .createScriptURL('/offline-worker.js') : '/offline-worker.js';
    await navigator.serviceWorker.register(url);
    return 'registered';
  } catch (error) { return error.name; } }"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return static_site.make(tmp_path_factory.mktemp("static")).folder


@pytest.fixture
def site(folder: Path) -> Site:
    return Site(folder=folder)


@pytest.fixture
def page(context: BrowserContext) -> Iterator[Page]:
    """A page that may meet a stopped server, and may not throw."""
    opened, troubles = context.new_page(), list[str]()
    opened.on("pageerror", lambda error: troubles.append(str(error)))
    yield opened
    assert not troubles


def prepare(page: Page, site: Site, path: str = "/help/") -> None:
    """One visit, until the copy is whole."""
    page.goto(site.origin + path)
    wait_until(page, READY, "activated")


def wait_until(page: Page, question: str, answer: object) -> None:
    """Playwright's own wait would evaluate text inside the page, and the policy refuses that."""
    for _ in range(100):
        if page.evaluate(question) == answer:
            return
        page.wait_for_timeout(50)
    raise AssertionError(f"{question}: {page.evaluate(question)} and not {answer}")


def test_help_opens_without_a_server_after_one_visit(page: Page, site: Site) -> None:
    with site.up():
        prepare(page, site)
    for path in KEPT:
        page.goto(site.origin + path)
        expect(page.locator("h1")).to_be_visible()
        assert (
            page.evaluate("getComputedStyle(document.querySelector('.eave')).position") == "sticky"
        )
    page.goto(site.origin + "/help/")
    expect(page.locator("a[href='tel:999']").first).to_be_visible()
    assert page.evaluate("document.documentElement.classList.contains('js')")


def test_any_other_page_becomes_the_offline_page_and_comes_back(page: Page, site: Site) -> None:
    with site.up():
        prepare(page, site)
    for path in ("/help/ie/", "/spaces/", "/nothing/", "/about/"):
        page.goto(site.origin + path)
        expect(page.locator("h1")).to_have_text("You’re offline, and this still works")
    expect(page.locator("main a[href='tel:116123']")).to_be_visible()
    for name in ("My safety plan", "Grounding", "Slow breathing", "More numbers"):
        assert page.get_by_role("link", name=name).get_attribute("href") in KEPT
    with site.up():
        page.get_by_role("link", name="Try again").click()
        expect(page.locator("h1")).to_have_text("About this community")


def test_the_forum_is_never_kept(page: Page, site: Site) -> None:
    with site.up():
        prepare(page, site)
        for path in ("/spaces/", "/spaces/porch/", "/inbox/", "/threads/abc/"):
            page.goto(site.origin + path)
            expect(page.locator("h1")).to_have_text(WORDS)
        kept = page.evaluate(CACHED)
    assert sorted(path for path in kept if not path.startswith("/assets/")) == sorted(KEPT)
    assert all(path.startswith("/assets/") or path in KEPT for path in kept)
    for path in ("/spaces/", "/spaces/porch/", "/inbox/", "/threads/abc/"):
        page.goto(site.origin + path)
        assert WORDS not in page.content()
        expect(page.locator("h1")).to_have_text("You’re offline, and this still works")


def test_what_is_kept_was_asked_for_without_a_cookie(
    context: BrowserContext, page: Page, site: Site
) -> None:
    with site.up():
        context.add_cookies([{"name": "leanto", "value": "secret", "url": site.origin}])
        prepare(page, site)
    asked = [each for each in site.asked if each.path in KEPT]
    assert {each.path for each in asked} == set(KEPT)
    assert [each.path for each in asked if each.cookies] == ["/help/"]


def test_with_a_network_the_page_is_the_networks(page: Page, site: Site, tmp_path: Path) -> None:
    with site.up():
        prepare(page, site)
    changed = ("breathing/index.html", "<h1>", "A new word for ")
    newer = static_site.copied(site, tmp_path / "_site", *changed)
    with newer.up():
        page.goto(site.origin + "/breathing/")
        page.reload()
        expect(page.locator("h1")).to_contain_text("A new word for ")


def test_a_broken_answer_is_replaced_by_the_copy(page: Page, site: Site, tmp_path: Path) -> None:
    with site.up():
        prepare(page, site)
    broken = Site(folder=tmp_path, port=site.port)
    with broken.up():
        answer = page.goto(site.origin + "/help/")
        assert answer and answer.status == 200
        expect(page.locator("a[href='tel:999']").first).to_be_visible()
        assert page.goto(site.origin + "/about/").status == 404


def test_a_new_build_takes_the_place_of_the_old_copy(
    page: Page, site: Site, tmp_path: Path
) -> None:
    with site.up():
        prepare(page, site)
        old = page.evaluate("caches.keys()")
    newer = static_site.copied(site, tmp_path / "_site", "offline-worker.js", '"version": "', "1")
    with newer.up():
        page.goto(site.origin + "/help/")
        wait_until(page, "async () => (await caches.keys()).length", 1)
        wait_until(page, f"async () => (await caches.keys())[0] !== {json.dumps(old[0])}", True)


@pytest.mark.parametrize("path", BEGINS)
def test_each_help_page_begins_the_worker(page: Page, site: Site, path: str) -> None:
    with site.up():
        prepare(page, site, path)
        assert page.evaluate(REGISTERED) == 1


@pytest.mark.parametrize("path", NEVER)
def test_no_other_page_does_or_could(page: Page, site: Site, path: str) -> None:
    with site.up():
        page.goto(site.origin + path)
        page.wait_for_timeout(200)
        assert page.evaluate(REGISTERED) == 0
        assert page.evaluate(REGISTER, "plain") == "TypeError"
        assert page.evaluate(REGISTER, "policy") == "TypeError"


def test_help_pages_take_no_worker_but_through_the_policy(page: Page, site: Site) -> None:
    with site.up():
        page.goto(site.origin + "/help/")
        assert page.evaluate(REGISTER, "plain") == "TypeError"
        assert page.evaluate(REGISTER, "policy") == "TypeError", "the one policy is taken already"


def test_pages_with_the_script_are_the_pages_whose_headers_allow_it(folder: Path) -> None:
    for path in folder.rglob("*.html"):
        url = "/" + path.relative_to(folder).as_posix().removesuffix("index.html")
        policy = headers.headers_for(url, secure=True)["Content-Security-Policy"]
        begins = re.search(r"/assets/keep-help\.\w+\.js", path.read_text("utf-8")) is not None
        assert begins == ("worker-src 'self'" in policy and not MAY.fullmatch(url)), url


def test_leaving_takes_the_copy_and_the_worker_away(
    context: BrowserContext, page: Page, site: Site
) -> None:
    context.route(
        re.compile("https://www.bbc.co.uk/.*"), lambda route: route.fulfill(body="Sunny spells")
    )
    with site.up():
        prepare(page, site)
        page.reload()
        page.get_by_role("link", name="Leave this site").click()
        page.wait_for_url("https://www.bbc.co.uk/**", wait_until="commit")
        page.goto(site.origin + "/about/")
        wait_until(page, REGISTERED, 0)
        assert page.evaluate("caches.keys()") == []


def test_a_visit_from_elsewhere_still_comes_without_the_session(
    context: BrowserContext, page: Page, site: Site
) -> None:
    """The worker passes a visit on as what it is: a Strict cookie stays at home."""
    cookie = {"name": "leanto", "value": "secret", "url": "http://localhost", "sameSite": "Strict"}
    with site.up():
        context.add_cookies([cookie])
        prepare(page, site)
        page.reload()
        context.route(
            "http://elsewhere.test/",
            lambda route: route.fulfill(
                body=f"<a href='{site.origin}/spaces/'>go</a>", content_type="text/html"
            ),
        )
        page.goto("http://elsewhere.test/")
        page.get_by_role("link", name="go").click()
        expect(page.locator("h1")).to_have_text(WORDS)
        visit = next(each for each in site.asked if each.path == "/spaces/")
        assert (visit.cookies, visit.headers["sec-fetch-site"]) == ((), "cross-site")


def test_without_javascript_help_is_as_it_was(browser: Browser, site: Site) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    with site.up():
        page.goto(site.origin + "/help/")
        expect(page.locator("a[href='tel:999']").first).to_be_visible()
    assert "/offline-worker.js" not in {each.path for each in site.asked}
    context.close()
