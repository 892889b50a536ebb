"""A removal, its reasons, another look, and the words back in their place (M12, M22, W5)."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from support import cast
from support.running import Forum
from support.village import Village

Visit = Callable[..., Page]
LINE = "A street leads to your door, so this one is down. The rest was kind."
WHY = "The road is three miles long, and I moved away years ago."
ANSWER = "Three miles and years ago: nobody could find you by it. You were right."


def press(page: Page, words: str) -> None:
    page.get_by_role("button", name=words, exact=True).click()


def writes(alice: Page, origin: str, thread: str, words: str) -> str:
    """The id of what she wrote."""
    alice.goto(f"{origin}/threads/{thread}/")
    alice.locator("#body").fill(words)
    press(alice, "Post reply")
    post = alice.locator("article.post", has_text=words)
    link = post.get_by_role("link", name="Change it").get_attribute("href")
    return str(link).split("/")[2]


def reports(bob: Page, origin: str, post: str) -> None:
    bob.goto(f"{origin}/posts/{post}/report/?kind=guideline")
    bob.get_by_label("Keep yourself unknown").check()
    press(bob, "Send to moderators")
    expect(bob.get_by_text("Thank you.").first).to_be_visible()


def takes_it_down(mo: Page, origin: str, post: str) -> None:
    mo.goto(f"{origin}/moderate/cases/{post}/")
    mo.get_by_label("Take it down").check()
    mo.get_by_label("Guideline", exact=True).select_option("g3")
    mo.get_by_label(f"A sentence of your own to {cast.alice.name}").fill(LINE)
    press(mo, "Decide")
    expect(mo.get_by_text("It’s decided")).to_be_visible()


def reads_why_and_asks_again(alice: Page, origin: str, words: str) -> str:
    """The address of her reasons."""
    alice.goto(f"{origin}/inbox/")
    alice.get_by_role("link", name="We took down one of your posts").first.click()
    expect(alice.get_by_role("heading", level=1)).to_have_text("You are still welcome here")
    expect(alice.get_by_text(LINE)).to_be_visible()
    expect(alice.get_by_label("As you wrote it")).to_have_value(words)
    expect(alice.get_by_role("heading", name="If you might not be safe right now")).to_be_visible()
    alice.get_by_label("Why should we look again?").fill(WHY)
    press(alice, "Ask for another look")
    expect(alice.get_by_text("You have asked for another look")).to_be_visible()
    return alice.url.partition("#")[0]


def cannot_answer_for_their_own_decision(mo: Page, address: str) -> None:
    mo.goto(address)
    expect(mo.get_by_text("Somebody else needs to answer this one")).to_be_visible()
    expect(mo.get_by_role("button", name="Answer", exact=True)).to_have_count(0)


def answers(lee: Page, origin: str, address: str) -> None:
    lee.goto(f"{origin}/moderate/")
    link = lee.locator(f'a[href="{address.removeprefix(origin)}"]')
    expect(link).to_have_text("A decision, to look at again")
    link.click()
    expect(lee.get_by_text(WHY)).to_be_visible()
    expect(lee.locator("main")).not_to_contain_text(cast.mo.name)
    lee.get_by_label("It was wrong").check()
    lee.get_by_label(f"Your answer to {cast.alice.name}").fill(ANSWER)
    press(lee, "Answer")
    expect(lee.get_by_text("It’s decided")).to_be_visible()


def finds_it_back(alice: Page, origin: str, words: str) -> None:
    alice.goto(f"{origin}/inbox/")
    alice.get_by_role("link", name="A moderator looked again, and you were right").first.click()
    expect(alice.get_by_text(ANSWER)).to_be_visible()
    alice.get_by_role("link", name="See it there").click()
    expect(alice.get_by_text(words).first).to_be_visible()


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])
def test_a_removal_that_is_taken_back(
    visit: Visit, forum: Forum, village: Village, scripts: bool
) -> None:
    alice, bob, mo, lee = (
        visit(who, java_script_enabled=scripts) for who in ("alice", "bob", "mo", "lee")
    )
    words = f"There is a bench in Acacia Road {'that I miss' if scripts else 'that I like'}."
    thread, origin = village.thread.id, forum.origin
    post = writes(alice, origin, thread, words)
    reports(bob, origin, post)
    takes_it_down(mo, origin, post)
    forum.later()
    reasons = reads_why_and_asks_again(alice, origin, words)
    address = reasons.replace("/notices/", "/moderate/appeals/")
    cannot_answer_for_their_own_decision(mo, address)
    answers(lee, origin, address)
    forum.later()
    finds_it_back(alice, origin, words)
    bob.goto(f"{origin}/inbox/")
    expect(bob.get_by_text("came to another answer").first).to_be_visible()
