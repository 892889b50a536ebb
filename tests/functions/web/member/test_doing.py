"""*How we are doing*: a month for everybody, from the log, with nobody in it."""

import re
from datetime import UTC, datetime

import pytest

import logkeeping
from store.moderation import anchors, audit, numbers
from support import guards
from support.cast import alice, bob, charlie, gwen, lee, mo, nell
from support.log_patterns import said
from support.people import Visitor

NOVEMBER = datetime(2026, 12, 1, 1, 5, tzinfo=UTC)


@pytest.fixture
def counted(forum) -> None:
    """A month of forty decisions, and of other acts that name people."""
    for number in range(20):
        audit.add_event(said("approve", number, held=True, waited=30, at="2026-11-24T02:15Z"))
        audit.add_event(said("remove", 50 + number, answers=1, waited=90, at="2026-11-24T02:15Z"))
    audit.add_event(said("give-role", target=gwen.id, at="2026-11-24T02:15Z"))
    audit.add_event(said("unseal-law", target=alice.id, at="2026-11-24T02:15Z"))
    anchors.add_anchor("20261125", audit.get_head())
    with guards.acting("worker"):
        assert logkeeping.publish(NOVEMBER)


def test_a_visitor_reads_how_we_are_doing(counted, visitor: Visitor):
    page = visitor.get("/how-we-are-doing/").page
    for words in ("November 2026", "Reports that were answered 20", "Let up 20"):
        assert words in page.text
    assert "within 2 hours" in page.text or "within an hour" in page.text


def test_the_page_says_the_root_that_it_was_counted_from(counted, visitor: Visitor):
    page = visitor.get("/how-we-are-doing/").page
    head = audit.get_head()
    assert head.hash in page.text and f"Seal of entry {head.seq}" in page.text


def test_nobody_is_in_it(counted, visitor: Visitor):
    """No name, no id of an account, a post or an entry, no words, and no time but the month."""
    reply = visitor.get("/how-we-are-doing/")
    html = reply.text.replace(audit.get_head().hash, "")
    html = re.sub(r' viewBox="[0-9 ]+"', "", html)
    for person in (alice, bob, charlie, gwen, lee, mo, nell):
        assert person.id not in html
        assert not re.search(rf">[^<]*\b{re.escape(person.name)}\b", html)
    assert not re.search(r"\b[0-7][0-9a-z]{25}\b", html)
    assert not re.search(r"\b[0-9a-f]{64}\b", html)
    assert not re.search(r"20\d\d-\d\d-\d\d|\d\d:\d\d", html[html.index("<main") :])
    assert "@" not in html and not re.search(r"\+?\d[\d ]{7,}", html[html.index("<main") :])


def test_no_number_under_five_is_on_it(counted, visitor: Visitor):
    cells = re.findall(r"<td>([^<]*)</td>", visitor.get("/how-we-are-doing/").text)
    shown = [int(each) for each in cells if each.isdigit()]
    assert shown and all(each >= 5 for each in shown)
    assert "fewer than five" in cells


def test_the_picture_says_in_words_what_it_shows(counted, visitor: Visitor):
    html = visitor.get("/how-we-are-doing/").text
    svg = re.search(r"<svg class=\"bars\".*?</svg>", html, re.S)[0]
    assert 'role="img"' in svg and "Let up: 20." in svg and "style" not in svg


def test_an_earlier_month_has_its_own_address(counted, visitor: Visitor):
    assert "November 2026" in visitor.get("/how-we-are-doing/2026-11/").page.text
    for wrong in ("2026-10", "2026-13", "yesterday", "2026-1"):
        assert visitor.get(f"/how-we-are-doing/{wrong}/").status == 404


def test_before_the_first_month_the_page_says_so(visitor: Visitor):
    assert "Nothing has been counted yet" in visitor.get("/how-we-are-doing/").page.text
    assert numbers.list_months() == []


def test_leads_see_the_month_that_goes_on(forum, lee: Visitor, mo: Visitor, alice: Visitor):
    for number in range(10):
        audit.add_event(said("keep", number, at="2026-11-24T02:15Z"))
    page = lee.get("/moderate/how-we-are-doing/").page
    assert "This month so far" in page.text and "It stays 10" in page.text
    assert mo.get("/moderate/how-we-are-doing/").status == 404
    assert alice.get("/moderate/how-we-are-doing/").status == 404
