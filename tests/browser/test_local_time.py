"""A time of the community's clock, and what the reader's own shows then."""

import pytest
from playwright.sync_api import Browser, expect

from support.small_pages import Site

SAID = """<p><local-time data-say="That is {time} where you are.">Moderators are usually back at
  <time datetime="2026-11-25T08:00Z">08:00</time>.</local-time></p>"""


@pytest.mark.parametrize(
    ("zone", "said"),
    [
        ("Europe/London", ""),
        ("Africa/Accra", ""),
        ("Europe/Berlin", "That is Wednesday 09:00 where you are."),
        ("America/Los_Angeles", "That is Wednesday 00:00 where you are."),
        ("Pacific/Auckland", "That is Wednesday 21:00 where you are."),
        ("Pacific/Honolulu", "That is Tuesday 22:00 where you are."),
    ],
)
def test_another_clock_is_said_as_well(browser: Browser, site: Site, zone: str, said: str) -> None:
    context = browser.new_context(timezone_id=zone)
    page = context.new_page()
    page.goto(site.put("/join/", "local-time", SAID))
    page.wait_for_function("Boolean(customElements.get('local-time'))")
    text = " ".join(page.locator("local-time").inner_text().replace("\u202f", " ").split())
    assert text == f"Moderators are usually back at 08:00. {said}".strip()
    context.close()


def test_without_scripts_the_communitys_time_stands(browser: Browser, site: Site) -> None:
    context = browser.new_context(timezone_id="Europe/Berlin", java_script_enabled=False)
    page = context.new_page()
    page.goto(site.put("/join/", "local-time", SAID))
    expect(page.locator("local-time")).to_have_text("Moderators are usually back at 08:00.")
    context.close()
