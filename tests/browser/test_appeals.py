"""A removal with a pause, its reasons, another look, and the words back in their place (M12, M20,
M22, W5).
"""

from collections.abc import Callable
from dataclasses import dataclass

import pytest
from playwright.sync_api import Page, expect

from support import cast
from support.running import Forum
from support.village import Village

Visit = Callable[..., Page]


@dataclass(frozen=True)
class Said:
    """What is said in one telling, so that each finds its own in the same village."""

    words: str
    line: str
    answer: str


TOLD = {
    True: Said(
        "There is a bench in Acacia Road that I miss.",
        "A street leads to your door, so this one is down. The rest was kind.",
        "Three miles and years ago: nobody could find you by it. You were right.",
    ),
    False: Said(
        "My old bus stopped in Acacia Road.",
        "A street is named in it, so this one is down. The bus may stay.",
        "A bus stop of years ago leads nowhere. You were right.",
    ),
}
WHY = "The road is three miles long, and I moved away years ago."


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
    bob.get_by_label("Which guideline?").select_option("g3")
    press(bob, "Send to moderators")
    expect(bob.get_by_text("Thank you.").first).to_be_visible()


def takes_it_down(mo: Page, origin: str, post: str, line: str) -> None:
    mo.goto(f"{origin}/moderate/cases/{post}/")
    mo.get_by_label("Take it down").check()
    mo.get_by_label("Guideline", exact=True).select_option("g3")
    mo.get_by_label(f"A sentence of your own to {cast.alice.name}").fill(line)
    expect(mo.get_by_text("Nothing counts against them in the last year.")).to_be_visible()
    mo.get_by_label(f"Does anything follow for {cast.alice.name}?").select_option("pause 14")
    press(mo, "Decide")
    expect(mo.get_by_text("It’s decided")).to_be_visible()


def opens_the_notice(alice: Page, origin: str, line: str, title: str) -> None:
    """Wherever it is: what came in one quarter of an hour stands in no order."""
    alice.goto(f"{origin}/inbox/")
    while not (told := alice.locator(".list > li", has_text=line)).count():
        alice.get_by_role("link", name="Earlier").click()
    told.get_by_role("link", name=title).click()


def reads_why_and_asks_again(alice: Page, origin: str, said: Said) -> str:
    """The address of her reasons."""
    opens_the_notice(alice, origin, said.line, "We took down one of your posts")
    expect(alice.get_by_role("heading", level=1)).to_have_text("You are still welcome here")
    expect(alice.get_by_text(said.line)).to_be_visible()
    expect(alice.get_by_label("As you wrote it")).to_have_value(said.words)
    expect(alice.get_by_role("heading", name="If you might not be safe right now")).to_be_visible()
    expect(alice.get_by_text("You are asked to pause your writing until")).to_be_visible()
    alice.get_by_label("Why should we look again?").fill(WHY)
    press(alice, "Ask for another look")
    expect(alice.get_by_text("You have asked for another look")).to_be_visible()
    return alice.url.partition("#")[0]


def cannot_answer_for_their_own_decision(mo: Page, address: str) -> None:
    mo.goto(address)
    expect(mo.get_by_text("Somebody else needs to answer this one")).to_be_visible()
    expect(mo.get_by_role("button", name="Answer", exact=True)).to_have_count(0)


def answers(lee: Page, origin: str, address: str, line: str) -> None:
    lee.goto(f"{origin}/moderate/")
    link = lee.locator(f'a[href="{address.removeprefix(origin)}"]')
    expect(link).to_have_text("A decision, to look at again")
    link.click()
    expect(lee.get_by_text(WHY)).to_be_visible()
    expect(lee.locator("main")).not_to_contain_text(cast.mo.name)
    lee.get_by_label("It was wrong").check()
    lee.get_by_label(f"Your answer to {cast.alice.name}").fill(line)
    press(lee, "Answer")
    expect(lee.get_by_text("It’s decided")).to_be_visible()


def finds_it_back(alice: Page, origin: str, said: Said) -> None:
    opens_the_notice(alice, origin, said.answer, "A moderator looked again, and you were right")
    expect(alice.get_by_text(said.answer)).to_be_visible()
    alice.get_by_role("link", name="See it there").click()
    expect(alice.get_by_text(said.words).first).to_be_visible()


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])
def test_a_removal_that_is_taken_back(
    visit: Visit, forum: Forum, village: Village, scripts: bool
) -> None:
    alice, bob, mo, lee = (
        visit(who, java_script_enabled=scripts) for who in ("alice", "bob", "mo", "lee")
    )
    said, origin = TOLD[scripts], forum.origin
    post = writes(alice, origin, village.porch.id, said.words)
    reports(bob, origin, post)
    takes_it_down(mo, origin, post, said.line)
    forum.later()
    reasons = reads_why_and_asks_again(alice, origin, said)
    address = reasons.replace("/notices/", "/moderate/appeals/")
    cannot_answer_for_their_own_decision(mo, address)
    answers(lee, origin, address, said.answer)
    forum.later()
    finds_it_back(alice, origin, said)
    writes(alice, origin, village.porch.id, f"Thank you. {said.answer}")
    bob.goto(f"{origin}/inbox/")
    expect(bob.get_by_text("came to another answer").first).to_be_visible()
