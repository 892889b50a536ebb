"""The whole story, step by step, as people live it: told by the tests of one machine and of AWS."""

import re
from collections.abc import Callable

from playwright.sync_api import Page, expect

from support import page_types, story_of_keys
from support.person import Person

TITLE = "The kettle has stopped again"
WORDS = "It was hers. I know it is only a kettle."
MORE = "It was hers. I know it is only a kettle, and I cried in the shop."
ANSWER = "I kept the broken one. It sits there. You don’t have to explain."
UNKIND = "You should ring me on 01632 960 961 about it."
GLAD = "I read you, and I am glad that you wrote."
LINE = "Your number would let a stranger reach you, so this one is down. You are welcome here."


def a_moderator_accepts_their_invitation(mo: Person, link: str) -> None:
    mo.page.goto(link)
    if not mo.scripts:
        mo.page.locator("#code").fill(link.partition("#")[2])
    assert "#" not in mo.page.url or not mo.scripts, "the code stays in no history"
    mo.press("Go on")
    mo.save_the_key("Set up your passkey", "**/staff/**")
    story_of_keys.sets_up_a_passkey(mo, link.partition("#")[2])
    mo.page.get_by_role("link", name="Moderate").click()
    expect(mo.page.get_by_role("heading", level=1)).to_have_text("What needs a person")


def a_member_joins(member: Person, mo: Person) -> None:
    page = member.go("/join/")
    member.press("Show me five more")
    page_types.fill_in_joining(page)
    member.name = page.locator("input[name=name]").first.input_value()
    if not member.scripts:
        mo.go("/moderate/invitations/")
        mo.press("Make a code")
        page.get_by_label("Invitation code").fill(mo.page.locator("#code").inner_text())
    member.press("Join Willow Bank")
    expect(page.get_by_role("heading", level=1)).to_have_text(f"Welcome, {member.name}")
    member.save_the_key()


def alice_reads(alice: Person) -> None:
    alice.page.get_by_role("link", name="Missing someone").click()
    expect(alice.page.get_by_role("heading", level=1)).to_have_text("Missing someone")
    alice.page.locator(".list a").first.click()
    expect(alice.page.locator("article.post").first).to_be_visible()


def write_the_opening(page: Page) -> None:
    page.get_by_label("Just listen").check()
    page.get_by_label("A few words to open with").fill(TITLE)
    page.get_by_label("What’s going on?").fill(WORDS)


def a_closed_tab_loses_no_words(alice: Person) -> None:
    """On her own device, with the box ticked, the words outlive the tab."""
    page = alice.go("/spaces/low-days/new/")
    page.get_by_label("Keep a draft on this device").check()
    write_the_opening(page)
    context = page.context
    page.close(run_before_unload=False)
    alice.page = context.new_page()
    alice.go("/spaces/low-days/new/")
    expect(alice.page.get_by_text("Your words from before are back")).to_be_visible()
    assert alice.page.locator("#body").input_value() == WORDS
    alice.page.get_by_label("Keep a draft on this device").uncheck()


def a_lost_session_loses_no_words(alice: Person) -> None:
    """Signed out elsewhere while she wrote: the page keeps the words until she is back."""
    page = alice.page
    if not alice.scripts:
        alice.go("/spaces/low-days/new/")
        write_the_opening(page)
    page.context.clear_cookies()
    alice.press("Post")
    expect(page.get_by_text("You’ve been signed out").first).to_be_visible()
    assert page.locator("#body").input_value() == WORDS
    with page.context.expect_page() as opened:
        page.get_by_role("link", name="Sign in, in a new tab").click()
    alice.sign_in(opened.value)
    expect(opened.value.get_by_role("heading", level=1)).to_have_text("Spaces")
    page.bring_to_front()
    page.get_by_role("button", name=re.compile("^(Post|Try again)$")).click()
    expect(page.get_by_role("heading", level=1)).to_have_text(TITLE)
    expect(page.get_by_text(WORDS)).to_have_count(1)


def bob_replies(bob: Person, thread: str) -> None:
    page = bob.go(thread)
    page.get_by_role("textbox", name="Write to").fill(ANSWER)
    bob.press("Preview")
    expect(page.get_by_text("Nothing is posted yet.")).to_be_visible()
    post_the_reply(bob, ANSWER)


def the_moderator_lets_it_up(mo: Person, author: Person) -> None:
    """Whoever is new waits for a person, and knows it; the moderator reads it and lets it up."""
    expect(author.page.get_by_text("Waiting for a person")).to_be_visible()
    page = mo.go("/moderate/")
    waiting = page.get_by_role("region", name="Waiting to be read")
    links = waiting.get_by_role("link", name="Something written in")
    expect(links.first).to_be_visible()
    for path in [str(link.get_attribute("href")) for link in links.all()]:
        if author.name in mo.go(path).get_by_role("heading", level=1).inner_text():
            break
    expect(page.get_by_role("heading", level=1)).to_contain_text(author.name)
    expect(page.get_by_text("Somebody’s first post")).to_be_visible()
    page.get_by_role("button", name="Uncover the words").click()
    page.get_by_label("Let it up").check()
    mo.press("Decide")
    expect(page.get_by_text("It’s decided")).to_be_visible()


def alice_finds_it_and_edits(alice: Person, bob: Person) -> None:
    page = alice.go("/inbox/")
    page.get_by_role("link", name=f"{bob.name} wrote back to you").click()
    expect(page.get_by_text(ANSWER)).to_be_visible()
    page.get_by_role("link", name="Change it").click()
    page.get_by_label("Your words").fill(MORE)
    alice.press("Keep the change")
    expect(page.locator(".post-first")).to_contain_text("Edited")
    expect(page.get_by_text(MORE)).to_be_visible()


def post_the_reply(person: Person, words: str) -> None:
    person.press("Post reply")
    expect(person.page.locator(".post").get_by_text(words)).to_have_count(1)


def withdraw(person: Person, thread: str, words: str) -> None:
    page = person.go(thread)
    page.locator(".post", has_text=words).get_by_role("link", name="Take it back").click()
    person.press("Withdraw this post")
    expect(page.get_by_role("heading", level=1)).to_have_text("You took this post back")


def bob_withdraws_and_brings_back(bob: Person, alice: Person, thread: str) -> None:
    page = bob.page
    withdraw(bob, thread, ANSWER)
    alice.go(thread)
    expect(alice.page.get_by_text("A post was withdrawn")).to_be_visible()
    expect(alice.page.get_by_text(ANSWER)).to_have_count(0)
    bob.press("Bring it back")
    expect(page.get_by_text(ANSWER)).to_be_visible()


def reply(person: Person, thread: str, words: str) -> None:
    person.go(thread).get_by_role("textbox", name="Write to").fill(words)
    post_the_reply(person, words)


def report(person: Person, thread: str, kind: str, about: str = UNKIND) -> None:
    page = person.go(thread)
    page.locator("article", has_text=about).get_by_role("link", name="Report").click()
    page.get_by_label(kind).check()
    person.press("Go on")


def alice_reports_signed_in(alice: Person, thread: str) -> None:
    report(alice, thread, "Something breaks a guideline")
    alice.press("Send to moderators")
    expect(alice.page.get_by_role("alert")).to_contain_text("Choose a guideline")
    alice.page.get_by_label("Which guideline?").select_option("g3")
    alice.press("Send to moderators")
    expect(alice.page.get_by_text("You will find what came of it in your inbox")).to_be_visible()


def a_visitor_reports_signed_out(visitor: Person, thread: str) -> None:
    report(visitor, thread, "I’m worried about this person")
    visitor.page.get_by_label("They sound very low").check()
    visitor.press("Send to moderators")
    visitor.code = visitor.page.locator("#code").inner_text()
    visitor.page.get_by_role("link", name="The page where the outcome will be").click()
    expect(visitor.page.get_by_text("Nothing is decided yet")).to_be_visible()


def the_moderator_writes_to_the_person(mo: Person, level: str = "No risk that I can see") -> None:
    mo.page.get_by_label(level).check()
    mo.press("That is how it stands")
    mo.page.locator("#message").fill(GLAD)
    mo.press("Send it now")


def the_moderator_decides(mo: Person, bob: Person) -> None:
    page = mo.go("/moderate/")
    expect(page.get_by_text(bob.name)).to_have_count(0)
    worries = page.get_by_role("region", name="Someone may be at risk")
    worries.get_by_role("link", name="Something written in Low days").last.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text(bob.name)
    expect(page.locator("#said-h + ul > li")).to_have_count(2)
    expect(page.get_by_text(UNKIND)).to_have_count(0)
    page.get_by_role("button", name="Uncover the words").click()
    expect(page.get_by_text(UNKIND).first).to_be_visible()
    the_moderator_writes_to_the_person(mo)
    page.get_by_label("Take it down").check()
    page.get_by_label("Guideline").select_option("g3")
    page.get_by_label(f"A sentence of your own to {bob.name}").fill(LINE)
    mo.press("Decide")
    expect(page.get_by_text("It’s decided")).to_be_visible()
    mo.go("/moderate/log/")
    expect(page.locator(".log")).to_contain_text("took a post down: Keep yourself unknown")


def everybody_reads_their_notice(bob: Person, alice: Person, visitor: Person, thread: str) -> None:
    page = bob.go("/inbox/")
    notice = page.locator(".list > li", has_text="We took down one of your posts")
    expect(notice).to_contain_text(LINE)
    rule = notice.get_by_role("link", name="Keep yourself unknown")
    assert rule.get_attribute("href") == "/guidelines/#g3"
    notice.get_by_role("link", name="We took down one of your posts").click()
    expect(page.get_by_text(UNKIND)).to_be_visible()
    alice.go("/inbox/")
    expect(alice.page.get_by_text("Thank you for telling us")).to_be_visible()
    visitor.go(f"/reports/{visitor.code}/")
    expect(visitor.page.get_by_text("Thank you for telling us")).to_be_visible()
    visitor.go(thread)
    expect(visitor.page.get_by_text("A post was taken down")).to_be_visible()
    expect(visitor.page.get_by_text(UNKIND)).to_have_count(0)


def alice_opens_a_conversation(alice: Person) -> str:
    """She is in, and tells, whatever happens to her browser meanwhile; the conversation's path."""
    if alice.scripts:
        a_closed_tab_loses_no_words(alice)
    a_lost_session_loses_no_words(alice)
    return alice.page.url.removeprefix(alice.origin).partition("?")[0]


def in_a_conversation(
    mo: Person,
    alice: Person,
    bob: Person,
    visitor: Person,
    thread: str,
    later: Callable[[], object],
) -> None:
    """From the first answer to where everybody is again at the end. `later` lets the worker come
    once a decision can no longer be undone.
    """
    the_moderator_lets_it_up(mo, alice)
    a_member_joins(bob, mo)
    later()
    bob_replies(bob, thread)
    the_moderator_lets_it_up(mo, bob)
    later()
    alice_finds_it_and_edits(alice, bob)
    bob_withdraws_and_brings_back(bob, alice, thread)
    reply(bob, thread, UNKIND)
    alice_reports_signed_in(alice, thread)
    a_visitor_reports_signed_out(visitor, thread)
    the_moderator_decides(mo, bob)
    later()
    everybody_reads_their_notice(bob, alice, visitor, thread)
    story_of_keys.recovers_their_place(bob)
    story_of_keys.signs_out_everywhere(alice)
