"""The help page on a phone: short, with the first ways to call or text on the first screen."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from support import static_site
from support.static_site import Site

SMALL = {"width": 360, "height": 640}
# It was 6,174 px before numbers were told once and countries folded.
TALLEST_PX = 3400
COUNTRY_PX = 2800
HEIGHT = "document.documentElement.scrollHeight"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    made = static_site.make(tmp_path_factory.mktemp("help"))
    with made.up():
        yield made


@pytest.fixture(params=[True, False], ids=["script", "no-script"])
def phone(browser: Browser, request: pytest.FixtureRequest) -> Iterator[Page]:
    context = browser.new_context(viewport=SMALL, java_script_enabled=request.param)
    yield context.new_page()
    context.close()


@pytest.mark.parametrize(
    ("path", "most"), [("/help/", TALLEST_PX), ("/help/gb/", COUNTRY_PX), ("/help/us/", COUNTRY_PX)]
)
def test_help_is_no_taller_than_it_needs_to_be(
    phone: Page, site: Site, path: str, most: int
) -> None:
    phone.goto(site.origin + path)
    assert phone.evaluate(HEIGHT) <= most


def test_the_first_screen_shows_every_first_button(phone: Page, site: Site) -> None:
    phone.goto(site.origin + "/help/")
    calls = phone.locator(".call")
    expect(calls).to_have_count(3)
    last = calls.last.bounding_box()
    assert last and last["y"] + last["height"] <= SMALL["height"]


def test_every_country_is_one_press_away_without_a_script(phone: Page, site: Site) -> None:
    phone.goto(site.origin + "/help/")
    far = phone.get_by_role("link", name="Chile", include_hidden=True)
    expect(far).to_be_hidden()
    phone.get_by_text("All the others, by name").click()
    far.click()
    expect(phone.get_by_role("heading", level=1)).to_have_text("Get help now: Chile")


def test_hiding_a_visit_is_told_once_it_is_asked_for(phone: Page, site: Site) -> None:
    phone.goto(site.origin + "/help/#private")
    told = phone.get_by_text("It can’t clear your history")
    expect(told).to_be_hidden()
    phone.get_by_text("If someone might check your phone").click()
    expect(told).to_be_visible()


def test_paper_does_not_speak_of_a_phone_to_hand_over(phone: Page, site: Site) -> None:
    phone.goto(site.origin + "/help/")
    words = phone.get_by_text("Hand them this phone.")
    expect(words).to_be_visible()
    phone.emulate_media(media="print")
    expect(words).to_be_hidden()
