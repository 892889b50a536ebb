"""A moderator's passkey; and how the story ends: a lost key, a new one, everybody signed out."""

from playwright.sync_api import expect

from here import screenshots
from support.person import Person


def sets_up_a_passkey(mo: Person, code: str) -> None:
    """This step needs scripts: who has switched them off allows them once, and never again."""
    page = mo.page if mo.scripts else mo.visit()
    if not mo.scripts:
        expect(mo.page.get_by_text("Please allow it here and load the page again.")).to_be_visible()
        page.context.add_cookies(mo.page.context.cookies())
        page.goto(f"{mo.origin}/staff/#{code}")
    screenshots.with_passkeys(page)
    assert page.locator("#code").input_value() == code
    page.get_by_role("button", name="Set up my passkey").click()
    expect(page.get_by_text("Your passkey was used in this visit.")).to_be_visible()
    if not mo.scripts:
        mo.page.context.add_cookies(page.context.cookies())


def recovers_their_place(bob: Person) -> None:
    lost, before = bob.key, bob.page
    bob.page = bob.browse()
    bob.go("/recover/")
    bob.page.get_by_label("Recovery code").fill(bob.code.lower().replace("-", " "))
    bob.press("Give me a new key")
    bob.save_the_key()
    assert bob.key != lost
    before.goto(bob.origin + "/inbox/")
    expect(before.locator("#main").get_by_role("link", name="Sign in")).to_be_visible()
    before.goto(bob.origin + "/sign-in/")
    before.get_by_label("Your key: seven words").fill(lost)
    before.get_by_role("button", name="Sign in").click()
    expect(before.get_by_role("alert")).to_contain_text("That didn’t match")


def signs_out_everywhere(alice: Person) -> None:
    second = alice.browse()
    alice.sign_in(second)
    second.goto(alice.origin + "/account/")
    expect(second.locator(".list > li")).to_have_count(3)
    second.get_by_role("button", name="Sign out everywhere").click()
    expect(second.get_by_role("heading", level=1)).to_have_text("You’re signed out")
    for page in (second, alice.page):
        page.goto(alice.origin + "/inbox/")
        expect(page.get_by_role("link", name="Join with a made-up name")).to_be_visible()
