"""From nothing to a conversation with one command, on AWS as far as it can be had on this machine;
then everything that happens to a forum later: an upgrade, a loss, its end, and its coming back.

Each test goes on where the one before it stopped, as a forum's life does.
"""

import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import partial
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, expect

from here import emulator
from support import edge_front, house, story, surges, visits
from support.deployments import Deployment
from support.story import Person
from support.synthesis import NODE

Launch = Callable[..., Browser]
PATIENCE_MS = 3 * visits.PATIENCE_MS
LATER = "I have one more thing to tell, another day."
NIGHT = "It is the nights, mostly."
LINK = re.compile(r"https://\S+/invitation/#\S+")


@dataclass
class Village:
    """Who lives in the forum from test to test."""

    mo: Person
    alice: Person
    bob: Person
    thread: str


@pytest.fixture(scope="module")
def forum(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Deployment]:
    """A deployer's copy of the house, and an account with nothing in it."""
    copy = house.copy(tmp_path_factory.mktemp("deployed") / "house")
    with emulator.Emulator(services="", node=NODE) as aws:
        yield Deployment(url=aws.url, made=copy / ".leanto", house=copy)


@pytest.fixture(scope="module")
def outside(
    forum: Deployment, launch: Launch, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Browser]:
    """A browser that finds every name at the emulated edge."""
    with edge_front.standing(forum.url, tmp_path_factory.mktemp("front")) as port:
        browser = launch(also=[f"--host-resolver-rules=MAP * 127.0.0.1:{port}"])
        yield browser
        browser.close()


@pytest.fixture(scope="module")
def visit(outside: Browser) -> Iterator[visits.Visit]:
    def browse(**options: Any) -> BrowserContext:
        context = outside.new_context(ignore_https_errors=True, **options)
        context.set_default_timeout(PATIENCE_MS)
        return context

    with visits.watched(browse) as open_page:
        yield open_page


@pytest.fixture(scope="module")
def village(forum: Deployment, visit: visits.Visit) -> Village:
    """Everybody, once the forum is there; and where they will talk."""
    said = run(forum, "--person", "Rowan")
    (link,) = LINK.findall(said)
    origin = forum.outputs()["Address"]
    assert link.startswith(origin)
    mo, alice, bob = (Person(visit, origin, scripts=True) for _ in range(3))
    story.a_moderator_accepts_their_invitation(mo, link)
    story.a_member_joins(alice, mo)
    return Village(mo, alice, bob, story.alice_opens_a_conversation(alice))


def run(forum: Deployment, *words: str, program: str = "deploy") -> str:
    """A command that comes to a good end; what it said."""
    done = forum.run(*words, program=program)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def test_one_command_leads_from_nothing_to_a_conversation(
    village: Village, forum: Deployment, visit: visits.Visit
) -> None:
    visitor = Person(visit, village.mo.origin, scripts=True)
    people = village.mo, village.alice, village.bob, visitor
    story.in_a_conversation(*people, village.thread, partial(later, forum))


def later(forum: Deployment) -> None:
    """The worker comes, when nothing that was decided by now can be undone any more."""
    event = {"time": (datetime.now(UTC) + timedelta(minutes=1)).isoformat()}
    assert "settled" in call_worker(forum, event)


def call_worker(forum: Deployment, event: dict[str, Any]) -> Any:
    """What the worker answers."""
    name, payload = f"{forum.name}-worker", json.dumps(event)
    told = forum.client("lambda").invoke(FunctionName=name, Payload=payload)
    return json.load(told["Payload"])


def test_run_again_it_changes_nothing(village: Village, forum: Deployment) -> None:
    before = forum.outputs()
    said = run(forum)
    assert LINK.findall(said) == [], "the first lead has come in"
    assert forum.outputs() == before
    expect(village.bob.go("/inbox/").locator("#main")).to_contain_text("We took down one of your")


def test_newer_code_is_an_upgrade_in_place(village: Village, forum: Deployment) -> None:
    before = forum.outputs()
    for page in ("forum/spaces.html", "static/home.html"):
        house.change(forum.house / "site/templates" / page, "<h1>", "<h1>Newer ")
    run(forum)
    after = forum.outputs()
    assert after.pop("Version") != before.pop("Version")
    assert after == before
    alice, bob = village.alice, village.bob
    for path in ("/", "/spaces/"):
        expect(bob.go(path).get_by_role("heading", level=1)).to_contain_text("Newer ")
    expect(bob.go(village.thread).get_by_text(story.MORE)).to_be_visible()
    alice.sign_in(alice.page)
    expect(alice.go("/inbox/").get_by_text(f"{bob.name} wrote back to you")).to_have_count(2)


def test_a_surge_pauses_what_is_written_and_no_cry_for_help(
    village: Village, forum: Deployment
) -> None:
    """The emulator has no alarm that calls a function, so the test says what AWS would."""
    alice, bob, thread = village.alice, village.bob, village.thread
    surge(forum, "ALARM")
    page = alice.go(thread)
    expect(page.get_by_text("Writing is paused until")).to_be_visible()
    page.get_by_role("textbox", name="Add to your conversation").fill(NIGHT)
    alice.press("Post reply")
    expect(page.get_by_role("alert")).to_contain_text("Writing is paused for a little while")
    expect(page.locator("#help-box")).to_be_visible()
    story.report(bob, thread, "I’m worried about this person", about=story.MORE)
    bob.page.get_by_label("They sound very low").check()
    bob.press("Send to moderators")
    expect(bob.page.get_by_role("heading", level=1)).to_contain_text("Thank you")
    surge(forum, "OK")
    assert page.locator("#body").input_value() == NIGHT
    story.post_the_reply(alice, NIGHT)


def surge(forum: Deployment, state: str) -> None:
    """The alarm of the member door says so; a process that has just begun looks at once."""
    event = surges.alarm("member", datetime.now(UTC), state, forum.name)
    assert "paused" in call_worker(forum, event)
    functions = forum.client("lambda")
    name = f"{forum.name}-member"
    seconds = functions.get_function_configuration(FunctionName=name)["Timeout"]
    functions.update_function_configuration(FunctionName=name, Timeout=seconds)


def test_what_was_lost_comes_back_from_a_backup(village: Village, forum: Deployment) -> None:
    """What was written after the backup is gone; what was taken back after it stays so."""
    alice, bob, thread = village.alice, village.bob, village.thread
    run(forum, "backup", program="backup")
    story.reply(bob, thread, LATER)
    story.withdraw(bob, thread, story.ANSWER)
    said = run(forum, "restore-drill", "--swap", program="backup")
    assert "Passed: " in said and "As it was at " in said
    page = alice.go(thread)
    expect(page.get_by_text(story.MORE)).to_be_visible()
    for words in (LATER, story.ANSWER):
        expect(page.get_by_text(words)).to_have_count(0)
    for person in (alice, bob):
        expect(person.go("/inbox/").get_by_role("link", name="Sign in").first).to_be_visible()
        person.sign_in(person.page)
    story.reply(bob, thread, LATER)


def test_taken_away_and_made_again_it_is_the_same_forum(
    village: Village, forum: Deployment
) -> None:
    run(forum, "destroy", "--confirm", forum.name)
    assert forum.outputs() == {}
    run(forum)
    bob = village.bob
    bob.origin = forum.outputs()["Address"]
    bob.sign_in(bob.page)
    expect(bob.go(village.thread).get_by_text(LATER)).to_be_visible()
