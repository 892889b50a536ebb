"""Home: cards that keep together however many spaces there are, and no door pressed on a member."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from support import static_site
from support.static_site import Site

WIDTHS = (360, 700, 1280)
MOST_SPACES = 12
# How wide the last card is, of the grid, and how many stand in its row; with `count` cards.
LAST_ROW = """(count) => {
  const grid = document.querySelector('main .grid');
  while (grid.children.length > count) grid.lastElementChild.remove();
  while (grid.children.length < count) grid.append(grid.firstElementChild.cloneNode(true));
  const boxes = [...grid.children].map((each) => each.getBoundingClientRect());
  const last = boxes.at(-1);
  const row = boxes.filter((each) => Math.abs(each.top - last.top) < 2);
  return [row.length, last.width / grid.getBoundingClientRect().width];
}"""


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    made = static_site.make(tmp_path_factory.mktemp("home"))
    with made.up():
        yield made


@pytest.fixture
def home(browser: Browser, site: Site) -> Iterator[Page]:
    context = browser.new_context()
    page = context.new_page()
    page.goto(site.origin + "/")
    yield page
    context.close()


@pytest.mark.parametrize("width", WIDTHS)
def test_the_last_card_does_not_stand_alone(home: Page, width: int) -> None:
    home.set_viewport_size({"width": width, "height": 800})
    for count in range(2, MOST_SPACES + 1):
        beside, share = home.evaluate(LAST_ROW, count)
        assert beside > 1 or share > 0.99, (width, count)


def test_whoever_reads_is_asked_before_they_are_told_to_join(home: Page) -> None:
    main = home.locator("main")
    expect(main.locator("a.btn[href='/join/']")).to_have_count(0)
    expect(main.get_by_text("New here? Join with a made-up name")).to_be_visible()
    expect(main.get_by_text("Been here before? Sign in")).to_be_visible()


def test_on_paper_the_picture_stays_away_and_the_numbers_stay(home: Page) -> None:
    home.emulate_media(media="print")
    expect(home.locator(".scene")).to_be_hidden()
    expect(home.locator("main a[href='tel:999']")).to_be_visible()
