"""Every page that a function can answer with, read as a proofreader would, soon and later."""

import pytest

from support import cast, proofreading, tour
from support.people import Forum, Reply

WHO = (cast.alice, cast.bob, cast.mo, cast.charlie)


def slips(pages: tour.Pages) -> dict[str, list[str]]:
    """The slips of each page, by its name; what people typed is theirs."""
    found = {}
    for name, reply in pages.items():
        if said := proofreading.page_slips(reply.page, tour.TYPED):
            found[name] = said
    return found


def again(forum: Forum, name: str, reply: Reply) -> tour.Pages:
    """The same address, asked for now by the same person, if it is a page to read."""
    event = reply.event
    if event["requestContext"]["http"]["method"] != "GET":
        return {}
    cookie = "".join(event.get("cookies", ()))
    who = next((each for each in WHO if each.id in cookie), None)
    visitor = forum.member(who, "later") if who else forum.visitor()
    query = f"?{event['rawQueryString']}" if event["rawQueryString"] else ""
    return {name: visitor.get(event["rawPath"] + query)}


def test_no_page_has_a_slip(walk: tuple[tour.Pages, Forum]):
    pages, _ = walk
    assert slips(pages) == {}


@pytest.mark.parametrize("hours", [2, 24, 60, 300])
def test_no_page_has_a_slip_when_time_has_passed(hours: int, afternoon: tuple[tour.Pages, Forum]):
    pages, forum = afternoon
    forum.clock.now = cast.AFTERNOON
    forum.later(hours=hours)
    later: tour.Pages = {}
    for name, reply in pages.items():
        later |= again(forum, name, reply)
    assert len(later) > 20
    assert slips(later) == {}
