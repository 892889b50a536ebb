"""The log's page: of a month, of a kind, in pages; who did it is for leads alone."""

import pytest

from forum.moderation import audit as rules
from store import items, tables, team
from store.moderation import anchors, audit
from support.cast import alice, mo
from support.cast import lee as the_lead
from support.log_patterns import said
from support.people import Forum, Visitor
from web.decision_words import EVENT_WORDS, LOG_WORDS
from web.moderator.audit import ENTRIES_PER_PAGE, kind_of

LOG = "/moderate/log/"


@pytest.fixture
def two_months(forum: Forum) -> None:
    """Three decisions of October and what the team did; two of November."""
    for number in range(3):
        audit.add_event(said("remove", number, at="2026-10-30T12:00Z"))
    audit.add_event(said("give-role", target=alice.id, at="2026-10-30T12:15Z"))
    anchors.add_anchor("20261101", audit.get_head())
    audit.add_event(said("keep", 9, at="2026-11-24T02:15Z"))
    audit.add_event(said("hours-away", 9, at="2026-11-24T02:15Z"))
    anchors.add_anchor("20261124", audit.get_head())
    team.add_seat(mo.id, "Mo")


def entries(reply) -> list[str]:
    return [each for each in ("1", "2", "3", "4", "5", "6") if f"Entry {each}, " in reply.page.text]


def test_a_month_alone_is_shown(two_months, mo: Visitor):
    assert entries(mo.get(f"{LOG}?month=2026-10")) == ["1", "2", "3", "4"]
    assert entries(mo.get(f"{LOG}?month=2026-11")) == ["5", "6"]
    assert entries(mo.get(LOG)) == ["1", "2", "3", "4", "5", "6"]


def test_a_kind_alone_is_shown(two_months, mo: Visitor):
    assert entries(mo.get(f"{LOG}?month=2026-10&kind=team")) == ["4"]
    assert entries(mo.get(f"{LOG}?month=2026-10&kind=decisions")) == ["1", "2", "3"]
    assert entries(mo.get(f"{LOG}?kind=days")) == ["6"]


@pytest.mark.parametrize("query", ["month=2026-09", "month=x&kind=x&page=x", "kind=looks&page=9"])
def test_nothing_of_that_is_a_page(two_months, mo: Visitor, query: str):
    assert mo.get(f"{LOG}?{query}").status == 200


def test_a_month_has_pages_that_keep_what_was_chosen(forum: Forum, mo: Visitor):
    for number in range(ENTRIES_PER_PAGE + 3):
        audit.add_event(said("keep", number, at="2026-11-24T02:15Z"))
    first = mo.get(f"{LOG}?month=2026-11&kind=decisions")
    assert "Entry 53," in first.page.text and "Entry 3," not in first.page.text
    (earlier,) = [a["href"] for a in first.page.all("a") if "page=2" in a["href"]]
    second = mo.get(earlier)
    assert "Entry 3," in second.page.text and "Entry 4," not in second.page.text


def test_only_leads_read_who_did_it(two_months, lee: Visitor, mo: Visitor):
    team.add_seat(the_lead.id, "Lee")
    assert "By Mo" in lee.get(LOG).page.text
    assert "By Mo" not in mo.get(LOG).page.text


def test_the_two_who_agreed_to_look_somebody_up_are_named_to_leads(forum: Forum, lee: Visitor):
    for person, name in ((mo, "Mo"), (the_lead, "Lee")):
        team.add_seat(person.id, name)
    audit.add_event(said("unseal-life", actor_role="deployer", actor_id=f"{mo.id} {the_lead.id}"))
    text = lee.get(f"{LOG}?kind=deployer").page.text
    assert "By Mo" in text and "By Lee" in text and "because a life was in danger" in text
    assert alice.name not in text


def test_a_month_in_which_something_was_changed_says_so(two_months, mo: Visitor):
    key = items.key("audit", "entry#000000002")
    tables.call("delete_item", TableName=tables.name("safety"), Key=key)
    assert "Entry 2 does not fit" in mo.get(f"{LOG}?month=2026-10&kind=team").page.text
    assert "Entry 2 does not fit" in mo.get(LOG).page.text


def test_a_log_that_begins_later_is_a_page_and_fits(two_months, mo: Visitor, forum: Forum):
    (third,) = audit.list_entries(after=2, limit=1)
    anchors.set_beginning(rules.Head(seq=3, hash=third.hash))
    for seq in (1, 2, 3):
        audit.remove_entry(seq)
    for query in ("", "?month=2026-10", "?page=2"):
        reply = mo.get(LOG + query)
        assert reply.status == 200 and "does not fit" not in reply.page.text
    assert entries(mo.get(LOG)) == ["4", "5", "6"]


def test_the_first_entry_of_a_page_may_be_gone(forum: Forum, mo: Visitor):
    for number in range(ENTRIES_PER_PAGE + 3):
        audit.add_event(said("keep", number, at="2026-11-24T02:15Z"))
    audit.remove_entry(3)
    assert "does not fit" in mo.get(LOG).page.text


def test_every_act_that_has_words_is_of_a_kind():
    without = {name for name in EVENT_WORDS if not kind_of(said(name))}
    assert without <= {"other", "copy", "restore", "unseal-law", "unseal-life"}
    assert {kind_of(said(name)) for name in EVENT_WORDS} - {""} <= set(LOG_WORDS)
    assert kind_of(said("copy", actor_role="deployer")) == "deployer"


def test_the_month_is_chosen_by_the_communitys_own_log(two_months, mo: Visitor, forum: Forum):
    page = mo.get(LOG).page.text
    assert "October 2026" in page and "September 2026" not in page
