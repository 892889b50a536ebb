"""The speed bump: solved in the browser, while the form is filled in."""

import re
from datetime import UTC, datetime

import pytest
from playwright.sync_api import Page, expect

from forum.errors import SpeedBump
from support.small_pages import SECRET, Site
from web.auth import speed_bump

JOIN = """<form method="post" action="/joined/"><label>Invitation <input name="invitation"></label>
  <speed-bump data-challenge-url="/join/challenge/" data-working="One moment."
    data-ready="Ready." data-failed="That did not work here.">
  <input type="hidden" name="speed_bump">
  <p role="status" data-bump-say></p></speed-bump><button>Join</button>
  <button name="more" value="1">Five more</button></form>"""

# Read before the work can be done, which on a quick machine takes a moment.
SENT_AT_ONCE = """() => {
  document.querySelector("form").requestSubmit();
  return document.querySelector("[data-bump-say]").textContent;
}"""


def check(site: Site) -> str:
    return speed_bump.check(site.sent[-1]["speed_bump"][0], datetime.now(UTC), SECRET, "join")


def test_the_speed_bump_is_passed_while_the_form_is_filled_in(page: Page, site: Site) -> None:
    page.goto(site.put("/join/", "speed-bump", JOIN))
    expect(page.locator("[data-bump-say]")).to_be_empty()
    page.locator("[name=invitation]").focus()
    expect(page.locator("[data-bump-say]")).to_have_text("Ready.")
    page.get_by_role("button", name="Join").click()
    page.wait_for_url("**/joined/")
    assert re.fullmatch("[0-9a-f]{32}", check(site))


def test_a_form_sent_too_early_waits_and_then_goes_by_itself(page: Page, site: Site) -> None:
    page.goto(site.put("/join/", "speed-bump", JOIN))
    assert page.evaluate(SENT_AT_ONCE) == "One moment."
    page.wait_for_url("**/joined/")
    assert len(site.sent) == 1
    assert check(site)


def test_an_old_answer_is_made_anew(page: Page, site: Site) -> None:
    page.clock.install()
    page.goto(site.put("/join/", "speed-bump", JOIN))
    page.locator("[name=invitation]").focus()
    expect(page.locator("[data-bump-say]")).to_have_text("Ready.")
    first = page.locator("[name=speed_bump]").input_value()
    page.clock.fast_forward("10:00")
    page.get_by_role("button", name="Join").click()
    page.wait_for_url("**/joined/")
    assert site.sent[-1]["speed_bump"] != [first]
    assert check(site)


def test_an_invitation_needs_no_work(page: Page, site: Site) -> None:
    site.handler.challenge_status = 429
    page.goto(site.put("/join/", "speed-bump", JOIN))
    page.locator("[name=invitation]").fill("A-CODE")
    page.get_by_role("button", name="Join").click()
    page.wait_for_url("**/joined/")
    assert site.sent[0]["invitation"] == ["A-CODE"]


def test_a_button_for_other_names_needs_no_work(page: Page, site: Site) -> None:
    site.handler.challenge_status = 429
    page.goto(site.put("/join/", "speed-bump", JOIN))
    page.get_by_role("button", name="Five more").click()
    page.wait_for_url("**/joined/")
    assert site.sent[0]["more"] == ["1"]


def test_what_is_there_instead_of_the_work_folds_away_until_it_fails(
    page: Page, site: Site
) -> None:
    code = (
        "<details open data-bump-instead><summary>A code</summary><input name=invitation></details>"
    )
    folded = JOIN.replace('<label>Invitation <input name="invitation"></label>', code)
    page.goto(site.put("/join/", "speed-bump", folded))
    expect(page.locator("[name=invitation]")).to_be_hidden()
    site.handler.challenge_status = 429
    page.get_by_role("button", name="Join").focus()
    expect(page.locator("[name=invitation]")).to_be_visible()


def test_when_the_work_fails_the_form_still_goes(page: Page, site: Site) -> None:
    site.handler.challenge_status = 429
    page.goto(site.put("/join/", "speed-bump", JOIN))
    page.locator("[name=invitation]").focus()
    expect(page.locator("[data-bump-say]")).to_have_text("That did not work here.")
    page.get_by_role("button", name="Join").click()
    page.wait_for_url("**/joined/")
    with pytest.raises(SpeedBump):
        speed_bump.check(site.sent[0].get("speed_bump", [""])[0], datetime.now(UTC), SECRET, "join")


def test_the_speed_bump_is_low() -> None:
    """At most three million rounds of SHA-256: a fact, where seconds are the machine's."""
    assert speed_bump.COST * speed_bump.COUNTER_MAX <= 3_000_000
