"""One Chromium for the session, a clean page in it for each test, and the whole forum to visit.

A page that throws, breaks its own content security policy or is answered with "our side stumbled",
fails the test it was used in. No name but this machine's own leads anywhere.
"""

import threading
from collections.abc import Callable, Iterator
from functools import partial

import pytest
from playwright.sync_api import (
    Browser,
    BrowserContext,
    Page,
    Playwright,
    sync_playwright,
)

from here import emulator, screenshots
from support import fonts, running, visits
from support import village as settled
from support.running import Forum
from support.small_pages import Site
from support.village import Village


@pytest.fixture(scope="session")
def playwright() -> Iterator[Playwright]:
    """Playwright's own process."""
    with sync_playwright() as started:
        yield started


@pytest.fixture(scope="session")
def launch(playwright: Playwright) -> Callable[..., Browser]:
    """Starts a headless Chromium of this machine."""
    return partial(screenshots.launch, playwright)


@pytest.fixture(scope="session")
def browser(launch: Callable[..., Browser]) -> Iterator[Browser]:
    """A headless Chromium for the whole session; tests open contexts of their own in it."""
    started = launch()
    yield started
    started.close()


@pytest.fixture(scope="module", params=fonts.FAMILIES)
def family(request: pytest.FixtureRequest) -> str:
    """The only family of letters on a machine; a test is run once with each."""
    return str(request.param)


@pytest.fixture(scope="module")
def typeset(
    family: str, launch: Callable[..., Browser], tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Browser]:
    """The Chromium of a machine with that family."""
    started = launch(env=fonts.alone(family, tmp_path_factory.mktemp("fonts")))
    yield started
    started.close()


@pytest.fixture(scope="session")
def forum(
    tmp_path_factory: pytest.TempPathFactory, ministack: emulator.Emulator
) -> Iterator[Forum]:
    """The whole forum on a free port, with nobody in it yet."""
    with running.running(tmp_path_factory.mktemp("forum"), ministack) as started:
        yield started


@pytest.fixture(scope="session")
def village(forum: Forum) -> Village:
    """The forum's small community: what alice and bob wrote, and what mo has to look at."""
    return settled.settle(forum.site)


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    """A browser without memory: no cookies, no storage, nothing shared with another test."""
    made = browser.new_context(viewport=visits.PHONE)
    made.set_default_timeout(visits.PATIENCE_MS)
    yield made
    made.close()


@pytest.fixture
def page(context: BrowserContext) -> Iterator[Page]:
    """A page that must not complain: nothing thrown, nothing refused by its own policy."""
    opened, troubles = context.new_page(), list[str]()
    visits.watch(opened, troubles)
    yield opened
    assert not troubles


@pytest.fixture
def visit(browser: Browser, forum: Forum, village: Village) -> Iterator[visits.Visit]:
    """Opens a page of somebody's own browser: `visit("alice", java_script_enabled=False)`."""
    with visits.watched(partial(visits.own, browser, forum)) as open_page:
        yield open_page


@pytest.fixture
def site() -> Iterator[Site]:
    """Tiny pages of one module each."""
    made = Site()
    thread = threading.Thread(target=made.server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    yield made
    made.server.shutdown()
    made.server.server_close()
    thread.join()
