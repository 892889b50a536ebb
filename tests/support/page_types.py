"""Every type of page there is, and how somebody comes to see it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from playwright.sync_api import Page

from store.moderation import numbers
from support import cast
from support.log_patterns import counted
from support.running import Forum
from support.village import Village

Walk = Callable[[Page, Forum, Village], Any]
PEOPLE = {"alice": cast.alice, "bob": cast.bob, "nell": cast.nell, "mo": cast.mo, "lee": cast.lee}


@dataclass(frozen=True)
class PageType:
    """A page, who looks at it (nobody: a visitor), and the way there."""

    name: str
    walk: Walk
    who: str = ""

    def __str__(self) -> str:
        return self.name.replace(" ", "-")


def at(name: str, path: str, who: str = "") -> PageType:
    """A page with an address. `{thread}` and the like stand for what the village has."""

    def walk(page: Page, forum: Forum, village: Village) -> None:
        ids = {key: value.id for key, value in vars(village).items()}
        page.goto(forum.origin + path.format(**ids))

    return PageType(name, walk, who)


def then(name: str, before: PageType, act: Callable[[Page], Any]) -> PageType:
    """A page that answers what somebody did on another."""

    def walk(page: Page, forum: Forum, village: Village) -> None:
        before.walk(page, forum, village)
        act(page)

    return PageType(name, walk, before.who)


def press(words: str) -> Callable[[Page], Any]:
    """The button with these words, whatever the form still lacks."""

    def act(page: Page) -> None:
        page.get_by_role("button", name=words, exact=True).click()

    return act


def refused(words: str) -> Callable[[Page], Any]:
    """The same, and the form is back with what needs mending."""

    def act(page: Page) -> None:
        press(words)(page)
        page.get_by_role("alert").wait_for()

    return act


def fill_in_joining(page: Page) -> None:
    """Everything that joining asks for, but the button."""
    page.locator("input[name=name]").first.check()
    page.get_by_label("I’ve read these three cards").check()
    page.get_by_label("I’m 18 or over").check()
    page.get_by_label("I agree that what I choose").check()


def join(page: Page) -> None:
    fill_in_joining(page)
    page.get_by_role("button", name="Join Willow Bank").click()
    page.get_by_text("Your key: this is how you sign in").wait_for()


def preview(page: Page) -> None:
    page.get_by_label("Just listen").check()
    page.locator("#title").fill("A quiet evening")
    page.locator("#body").fill("A *small* hello.\n\n- one\n- two")
    page.get_by_role("button", name="Preview").click()
    page.get_by_text("Nothing is posted yet.").wait_for()


def report(page: Page) -> None:
    page.get_by_label("They sound very low").check()
    page.get_by_role("button", name="Send to moderators").click()
    page.get_by_text("Thank you. A moderator").wait_for()


def take(page: Page) -> None:
    """The case, which whoever came here before may have already."""
    mine, free = (
        page.get_by_role("button", name=name) for name in ("Hand this on", "I’ll take it")
    )
    if free.count():
        free.click()
    mine.wait_for()


def fear(page: Page) -> None:
    """The heaviest that it can be, which whoever came here before may have said already."""
    if page.get_by_role("button", name="Send it now").count() == 0:
        page.get_by_label("A plan, the means").check()
        page.get_by_role("button", name="That is how it stands").click()
        page.get_by_role("button", name="Send it now").wait_for()
        page.goto(page.url.partition("#")[0])
    page.get_by_role("button", name="Send it now").wait_for()


def recover_with_a_wrong_code(page: Page) -> None:
    page.get_by_label("Recovery code").fill("NOT-THE-CODE")
    page.get_by_role("button", name="Give me a new key").click()


def refused_as(label: str) -> Callable[[Page], None]:
    """Something is chosen, and what it alone asks for is missing."""

    def act(page: Page) -> None:
        page.get_by_label(label).check()
        refused("Decide")(page)

    return act


def how_we_are_doing(page: Page, forum: Forum, village: Village) -> None:
    """A month that was counted, with two before it."""
    for month in ("2026-09", "2026-10", "2026-11"):
        numbers.add_month(counted(month))
    page.goto(f"{forum.origin}/how-we-are-doing/")


JOIN = at("join", "/join/")
COMPOSE = at("compose", "/spaces/low-days/new/", "alice")
THREAD = at("thread", "/threads/{thread}/", "alice")
RECOVER = at("recover", "/recover/")
FEARED = at("case of a worry", "/moderate/cases/{feared}/", "mo")
CASE = at("case", "/moderate/cases/{reported}/", "mo")
HELD = at("several held posts", "/moderate/held/", "mo")
APPEAL = at("appeal", "/moderate/appeals/{asked}/", "lee")
HOURS = at("hours", "/moderate/hours/", "mo")
INVITE = at("invitations", "/moderate/invitations/", "mo")
STEP_TWO = at("report, step two", "/posts/{opening}/report/?kind=worried", "bob")
SIGNED_OUT_STEP_TWO = at("report", "/posts/{opening}/report/?kind=worried")

STATIC = (
    at("home", "/"),
    at("help", "/help/"),
    at("country", "/help/ie/"),
    at("card", "/help/gb/card/"),
    at("elsewhere", "/help/elsewhere/"),
    at("guidelines", "/guidelines/"),
    at("easy guidelines", "/guidelines/easy/"),
    at("resources", "/resources/"),
    at("resource", "/resources/learning/benefits-gb/"),
    at("grounding", "/grounding/"),
    at("privacy", "/privacy/"),
    at("about", "/about/"),
    at("problem", "/problems/too-soon/"),
    at("not found", "/nothing/"),
    at("resting", "/resting.html"),
)
READING = (
    at("spaces", "/spaces/"),
    at("space", "/spaces/missing-someone/"),
    at("quiet space", "/spaces/good-things/", "alice"),
    at("thread for a visitor", "/threads/{thread}/"),
    THREAD,
    at("thread, page two", "/threads/{thread}/?page=2", "bob"),
    at("members only", "/spaces/voices/"),
    at("sign in first", "/inbox/"),
    at("gone", "/posts/{removed}/"),
)
WRITING = (
    COMPOSE,
    then("compose with errors", COMPOSE, refused("Post")),
    then("preview", COMPOSE, preview),
    at("edit", "/posts/{opening}/edit/", "alice"),
    at("own posts", "/posts/", "alice"),
    at("withdraw", "/posts/{opening}/withdraw/", "alice"),
    at("own removed post", "/posts/{removed}/", "alice"),
    at("reasons", "/notices/{reasons}/", "alice"),
    then(
        "reasons, with errors",
        at("", "/notices/{reasons}/", "alice"),
        refused("Ask for another look"),
    ),
    at("reasons, asked again", "/notices/{asked}/", "alice"),
    at("reasons, answered", "/notices/{answered}/", "alice"),
    at("own held post", "/posts/{held}/", "nell"),
    at("own posts, one held", "/posts/", "nell"),
    at("own returned post", "/posts/{returned}/", "nell"),
    at("edit of a returned post", "/posts/{returned}/edit/", "nell"),
    at("edit of a held post", "/posts/{held}/edit/", "nell"),
    at("edit of a redacted post", "/posts/{redacted}/edit/", "alice"),
    at("thread with a held reply", "/threads/{thread}/?page=2", "nell"),
    at("own withdrawn post", "/posts/{withdrawn}/", "alice"),
    at("report, step one", "/posts/{opening}/report/", "bob"),
    at("report, a guideline", "/posts/{opening}/report/?kind=guideline", "bob"),
    STEP_TWO,
    then("report with errors", STEP_TWO, refused("Send to moderators")),
    then("reported", STEP_TWO, report),
    then("reported, signed out", SIGNED_OUT_STEP_TWO, report),
    PageType("how we are doing", how_we_are_doing),
    at("inbox", "/inbox/", "alice"),
    at("quiet inbox", "/inbox/", "mo"),
)
PLACE = (
    JOIN,
    then("join with errors", JOIN, refused("Join Willow Bank")),
    then("keep", JOIN, join),
    at("sign in", "/sign-in/"),
    then("sign in with errors", at("", "/sign-in/"), refused("Sign in")),
    RECOVER,
    then("recover with errors", RECOVER, recover_with_a_wrong_code),
    at("sign in, signed in", "/sign-in/", "alice"),
    at("account", "/account/", "alice"),
    then("signed out", at("", "/account/", "bob"), press("Sign out")),
    at("invitation", "/invitation/"),
)
MODERATING = (
    at("queue", "/moderate/", "mo"),
    CASE,
    then("case that one has taken", CASE, take),
    then("case with errors", CASE, refused("Decide")),
    then("case, no detail to take out", CASE, refused_as("Take a detail out")),
    then("case, nothing that is right", CASE, refused_as("Put what is right in front of it")),
    FEARED,
    then("case of a worry, with errors", FEARED, refused("That is how it stands")),
    then("case of somebody in danger", at("", "/moderate/cases/{endangered}/", "mo"), fear),
    HELD,
    then("several held posts, with errors", HELD, refused("Decide on those I ticked")),
    at("case of a held post", "/moderate/cases/{held}/?words=1", "mo"),
    APPEAL,
    then("appeal with errors", APPEAL, refused("Answer")),
    HOURS,
    then("hours with errors", HOURS, refused("Say so")),
    at("notes about a member", f"/moderate/people/{cast.alice.id}/", "mo"),
    at("handover", "/moderate/handover/", "mo"),
    then("handover with errors", at("", "/moderate/handover/", "mo"), refused("Hand it over")),
    at("log", "/moderate/log/", "mo"),
    at("how we are doing, for leads", "/moderate/how-we-are-doing/", "lee"),
    at("passkeys", "/staff/", "mo"),
    at("team", "/staff/team/", "lee"),
    INVITE,
    then("invitation code", INVITE, press("Make a code")),
)
EVERY = (*STATIC, *READING, *WRITING, *PLACE, *MODERATING)
