"""Crisis help on paper and in a pocket: numbers stay, names go, and one sheet is enough (N19)."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

import build
import i18n
from support import inspector, static_site
from support.static_site import Site

A_SHEET = re.compile(rb"/Type\s*/Page\b")
# The longest, the most digits, a star, a menu option, many languages, lines without a name.
COUNTRIES = ("gb", "us", "au", "cl", "id", "in", "jp", "ag", "eg", "lb")
PAPER = {"width": 794, "height": 1123}
CARD_MM = (148, 105)
MM_PX = 96 / 25.4
SLACK_PX = 20
COVERED = """() => [...document.querySelectorAll('.fold a, .fold p')].filter((each) => {
  const box = each.getBoundingClientRect();
  const half = each.closest('.fold > div').getBoundingClientRect();
  return each.checkVisibility() && (box.right > half.right + 1 || box.bottom > half.bottom + 1);
}).map((each) => each.textContent.trim())"""


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    made = static_site.make(tmp_path_factory.mktemp("paper"))
    with made.up():
        yield made


@pytest.fixture(scope="module")
def mirrored(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """The site from right to left."""
    out: Path = tmp_path_factory.mktemp("mirrored") / "_site"
    build.build(out, i18n.PSEUDO)
    made = Site(folder=out)
    with made.up():
        yield made


@pytest.fixture
def paper(browser: Browser) -> Iterator[Page]:
    """A page as it will be printed, in a browser that prefers the dark and runs no script."""
    context = browser.new_context(
        viewport=PAPER, color_scheme="dark", java_script_enabled=True, reduced_motion="reduce"
    )
    page = context.new_page()
    page.emulate_media(media="print")
    yield page
    context.close()


def sheets(page: Page) -> int:
    """How many A4 sheets a page takes; its own margins count."""
    return len(A_SHEET.findall(page.pdf(format="A4", prefer_css_page_size=True)))


def dialled(page: Page) -> set[str]:
    links = page.locator("main a[href^='tel:'], main a[href^='sms:']").all()
    return {link.get_attribute("href") or "" for link in links}


@pytest.mark.parametrize("code", COUNTRIES)
def test_a_countrys_page_is_one_sheet_with_every_number(paper: Page, site: Site, code: str) -> None:
    paper.goto(f"{site.origin}/help/{code}/")
    written = paper.locator("main").inner_text()
    for href in dialled(paper):
        number = re.sub(r"^(?:tel|sms):|\?.*", "", href)
        assert number in re.sub(r" ", "", written), href
    assert "Last checked" in written
    assert sheets(paper) == 1


def test_the_help_page_itself_is_one_sheet(paper: Page, site: Site) -> None:
    paper.goto(site.origin + "/help/")
    assert sheets(paper) == 1


@pytest.mark.parametrize("path", ["/help/", "/help/gb/", "/help/gb/card/", "/help/elsewhere/"])
def test_paper_has_no_name_no_logo_and_no_way_around(paper: Page, site: Site, path: str) -> None:
    paper.goto(site.origin + path)
    for part in (".eave", ".mast", ".foot", ".brand", ".skip", "main nav", ".crumb"):
        for each in paper.locator(part).all():
            expect(each).to_be_hidden()
    assert "Willow Bank" not in paper.locator("body").inner_text()
    assert paper.locator("main a[href^='tel:']:visible").count() >= 2


@pytest.mark.parametrize("code", COUNTRIES)
def test_a_card_is_one_sheet_and_folds_to_a_pocket(paper: Page, site: Site, code: str) -> None:
    paper.goto(f"{site.origin}/help/{code}/card/")
    box = paper.locator(".fold").bounding_box()
    assert box
    assert abs(box["width"] - CARD_MM[0] * MM_PX) < 2
    assert CARD_MM[1] * MM_PX - 2 < box["height"] < CARD_MM[1] * MM_PX + SLACK_PX
    assert paper.evaluate(COVERED) == []
    assert sheets(paper) == 1


def test_a_card_is_only_the_card(paper: Page, site: Site) -> None:
    paper.goto(site.origin + "/help/gb/card/")
    words = paper.locator("body").inner_text()
    assert words.startswith("In danger now?\nCall 999")
    expect(paper.get_by_role("heading")).to_have_count(0)
    expect(paper.get_by_text("Somebody I can call:")).to_be_visible()


def test_a_card_has_the_numbers_of_its_page(paper: Page, site: Site) -> None:
    for code in COUNTRIES:
        paper.goto(f"{site.origin}/help/{code}/")
        page = dialled(paper)
        paper.goto(f"{site.origin}/help/{code}/card/")
        assert dialled(paper) == page, code


@pytest.mark.parametrize("path", ["/help/", "/help/eg/", "/help/cl/", "/help/us/card/"])
@pytest.mark.parametrize("where", ["site", "mirrored"])
def test_on_a_screen_it_fits_and_axe_finds_nothing(
    browser: Browser, request: pytest.FixtureRequest, where: str, path: str
) -> None:
    origin = request.getfixturevalue(where).origin
    page = browser.new_page()
    page.goto(origin + path)
    page.evaluate(inspector.AXE)
    for scheme, width in (("light", 360), ("dark", 1280), ("light", 320)):
        assert inspector.axe(page, scheme, width, inspector.ALL) == []
        assert page.evaluate(inspector.OVERFLOW) <= 0
    page.close()


@pytest.mark.parametrize("path", ["/help/", "/help/us/", "/help/us/card/", "/help/elsewhere/"])
def test_help_works_without_a_script(browser: Browser, site: Site, path: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(site.origin + path)
    assert page.locator("main a[href^='tel:']:visible").count() >= 2
    page.locator(".eave .help").click()
    page.get_by_role("link", name="United States").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Get help now: United States")
    context.close()


def test_a_star_keeps_its_place_from_right_to_left(browser: Browser, mirrored: Site) -> None:
    page = browser.new_page()
    page.goto(mirrored.origin + "/help/cl/")
    number = page.locator("bdi", has_text="*4141").first
    assert number.get_attribute("dir") == "ltr"
    assert number.inner_text() == "*4141"
    page.close()
