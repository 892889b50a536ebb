"""A worry at night, by somebody without an account, and everything that comes of it: the alert, the
claim, how it stands, a word to the person, the reporter told by their code, the look a day later.
"""

import secrets
import time
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Page, expect

import worker
from forum import ids, threads, times
from forum.moderation.hours import Override
from forum.moderation.overrides import Said, take_back
from forum.posts import Post
from store import posts, tables
from store import threads as thread_store
from store.moderation import files
from store.moderation import overrides as store
from support import cast, guards, kept
from support import village as settled
from support.person import Person
from support.running import Forum
from support.village import Village
from web import staffing

Visit = Callable[..., Page]
NIGHT = "I do not know how to get through this one."
# Each play has words of its own: both are told to the same person.
LINES = {
    True: ("I read you just now, and I am glad that you said it.", "How is it today?"),
    False: ("You wrote, and I am here and read it.", "I thought of you. How are things now?"),
}


@pytest.fixture
def night(forum: Forum) -> Iterator[None]:
    """Nobody is here for some hours."""
    now, id = int(time.time()), ids.encode(secrets.token_bytes(ids.ID_BYTES))
    away = Override(id=id, here=False, begins=now - 60, ends=now + 3600, said_at=now, by=cast.mo.id)
    store.add_override(Said(override=away, event=kept.override().event))
    staffing.forget()
    yield
    store.set_taken_back(take_back(cast.mo, (away,), id=id, now=cast.NOW))
    staffing.forget()


@pytest.fixture
def post(village: Village) -> Post:
    """What bob wrote tonight."""
    thread, now = thread_store.get_thread(village.thread.id), settled.datetime.now(settled.UTC)
    made = threads.reply(
        cast.bob, thread, id=settled.new_id(), reply_to=1, words=settled.written(NIGHT), now=now
    )
    activity = threads.activity(now, thread.next_seq)
    return posts.add_reply(made, thread, activity=activity, told=(), counts=False)


def signed_in(visit: Visit, forum: Forum, who: str, *, scripts: bool) -> Person:
    person = Person(visit, forum.origin, scripts=scripts)
    person.page.context.add_cookies([settled.sign_in(getattr(cast, who), forum.origin)])
    return person


def a_visitor_worries(visitor: Person, post: Post) -> None:
    page = visitor.go(f"/posts/{post.id}/report/?kind=worried")
    page.get_by_label("They may be in danger now").check()
    visitor.press("Send to moderators")
    expect(page.get_by_text("You have done enough.")).to_be_visible()
    visitor.code = page.locator("#code").inner_text()


def the_alert_goes_out(post: Post) -> None:
    """As the stream of the table would tell it."""
    item = kept.item("safety", f"case#{post.id}", "case")
    told = {"Keys": {"pk": {"S": f"case#{post.id}"}, "sk": {"S": "case"}}, "NewImage": item}
    with guards.acting("worker"):
        assert worker.handler({"Records": [{"dynamodb": told}]}, None)["pressing"] == 1


def the_moderator_takes_it_and_looks(mo: Person, post: Post) -> None:
    page = mo.go("/moderate/")
    first = page.get_by_role("region", name="What cannot wait")
    assert first.locator(f"a[href='/moderate/cases/{post.id}/']").count() == 1
    expect(page.get_by_text(NIGHT)).to_have_count(0)
    page = mo.go(f"/moderate/cases/{post.id}/")
    mo.press("I’ll take it")
    expect(page.get_by_role("button", name="Decide", exact=True)).to_have_count(0)
    page.get_by_label("A plan, the means").check()
    mo.press("Uncover the words")
    expect(page.get_by_text(NIGHT).first).to_be_visible()
    expect(page.get_by_label("A plan, the means")).to_be_checked()
    mo.press("That is how it stands")


def the_reporter_is_told(visitor: Person) -> None:
    page = visitor.go(f"/reports/{visitor.code}/")
    expect(page.get_by_text("A moderator is with them now.")).to_have_count(1)
    expect(page.locator("main").get_by_role("link", name="people are awake now")).to_be_visible()


def the_moderator_writes(mo: Person, line: str) -> None:
    mo.press("Send it now")
    expect(mo.page.get_by_role("alert")).to_contain_text("Write a sentence of your own")
    mo.page.locator("#message").fill(line)
    mo.press("Send it now")
    expect(mo.page.get_by_role("heading", name="Call a lead")).to_be_visible()


def the_person_reads_it(bob: Person, line: str) -> None:
    page = bob.go("/inbox/")
    notice = page.locator(".list > li", has_text=line)
    expect(notice).to_have_count(1)
    expect(notice.get_by_role("link", name="Emergency")).to_be_visible()
    expect(notice).to_contain_text("We cannot send help to you")
    expect(notice).to_contain_text("A moderator is back at")


def the_steps_go_on(mo: Person) -> None:
    mo.press("A lead knows")
    expect(mo.page.get_by_text("We hold no location data")).to_be_visible()
    mo.press("Not possible: we do not know where they are")
    mo.press("I have looked after the others")
    expect(mo.page.locator("#care")).to_contain_text("Not before")


def the_words_stay(mo: Person) -> None:
    page = mo.page
    page.locator("#action-keep").check()
    page.get_by_label("Guideline").select_option("care")
    page.locator("#line").fill("Your words stay, and so do we.")
    mo.press("Decide")
    expect(page.get_by_text("It’s decided")).to_be_visible()


def a_day_passes(post: Post) -> None:
    """The look that is due tomorrow is due now."""
    care = files.get_file(post.id).welfare
    assert care and care.state == "follow-up"
    at = times.stamp(settled.datetime.now(settled.UTC) - settled.timedelta(hours=1))
    item = kept.item("safety", f"case#{post.id}", "welfare")
    moved = {**(item or {}), "opens_at": {"S": at}, "queue_order": {"S": f"{at}#{post.id}"}}
    tables.call("put_item", TableName=tables.name("safety"), Item=moved)


def somebody_looks_again(lee: Person, post: Post, line: str) -> None:
    page = lee.go("/moderate/")
    due = page.get_by_role("region", name="Somebody to look after again")
    due.locator(f"a[href^='/moderate/cases/{post.id}/']").click()
    lee.press("Leave this step to somebody else")
    expect(page.get_by_role("button", name="They have been here")).to_be_visible()
    page.locator("#message").fill(line)
    lee.press("They have been here")
    lee.press("I have taken a moment")
    expect(page.get_by_role("heading", name="It is done")).to_be_visible()
    page.get_by_text("Who was told, and what was done").click()
    expect(page.get_by_text("Nobody outside was told")).to_be_visible()
    page = lee.go("/moderate/")
    expect(page.locator(f"a[href^='/moderate/cases/{post.id}/']")).to_have_count(0)


@pytest.mark.usefixtures("night")
@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])
def test_a_worry_at_night(visit: Visit, forum: Forum, post: Post, scripts: bool) -> None:
    line, later = LINES[scripts]
    visitor = Person(visit, forum.origin, scripts=scripts)
    mo, lee, bob = (signed_in(visit, forum, who, scripts=scripts) for who in ("mo", "lee", "bob"))
    a_visitor_worries(visitor, post)
    the_alert_goes_out(post)
    the_moderator_takes_it_and_looks(mo, post)
    the_reporter_is_told(visitor)
    the_moderator_writes(mo, line)
    the_person_reads_it(bob, line)
    the_steps_go_on(mo)
    the_words_stay(mo)
    forum.later()
    the_reporter_is_told(visitor)
    a_day_passes(post)
    somebody_looks_again(lee, post, later)
    expect(bob.go("/inbox/").get_by_text(later)).to_be_visible()
