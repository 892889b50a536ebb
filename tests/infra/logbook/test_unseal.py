"""`make unseal` and `make export-audit`: what they ask, what they print, and what they never do."""

import json
from collections.abc import Callable
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from deploy.answers import Stop
from deploy.steps import Step
from forum.posts import Post
from logbook import export, unseal
from logbook.case import read_case
from logbook.unseal import Wish
from store import items, tables, team
from store.moderation import audit, unsealings
from support import kept
from support.cast import NOW, alice, bob, charlie, ident, lee, mo

Said = tuple[int, str]
PEOPLE = ("lee", "Robin Outside")


@pytest.fixture
def post(place) -> Post:
    """Alice wrote it, charlie reported it, mo decided; lee and mo are of the team."""
    kept.account(alice)
    team.add_seat(lee.id, "Lee")
    team.add_seat(mo.id, "Mo")
    _, opening = kept.thread()
    kept.decide(kept.reported(opening), opening, action="keep", line="It is about care.")
    return opening


@pytest.fixture
def look(tell: Callable[[Step], Said], post: Post) -> Callable[..., Said]:
    def run(case: str = post.id, **how: Any) -> Said:
        wish = Wish(**{"reason": "law", "people": PEOPLE, **how})
        act = partial(unseal.unseal, case_id=case, wish=wish, now=NOW)
        return tell(Step(slug="unseal", words="…", run=act))

    return run


def test_it_says_who_is_behind_a_case_and_that_there_is_nothing_else(look, post):
    code, said = look()
    assert code == 0
    assert alice.name in said and alice.id in said and "Nothing else is known of them" in said
    assert "in a minute or two" in said
    for other in (charlie, bob, mo, lee):
        assert other.id not in said and other.name not in said


def test_every_lead_reads_it_in_the_log_with_those_of_the_team_alone(look, post):
    look()
    entry = kept.log()[-1].event
    assert (entry.event, entry.target, entry.actor_id) == ("unseal-law", post.id, lee.id)
    assert "Robin" not in str(tables.client().scan(TableName=tables.name("safety"))["Items"])


def test_nothing_is_printed_before_the_log_has_it(post, place):
    """A log that cannot be written to: its head was set back."""
    tables.call("put_item", **items.put("safety", "audit", "head", {"seq": 0, "hash": "0" * 64}))
    said = unseal.unseal(place, post.id, Wish(reason="law", people=PEOPLE), NOW)
    with pytest.raises(Exception):  # noqa: B017
        next(said)
    assert unsealings.list_due(2**31) == []


def test_a_safety_date_puts_off_what_the_member_is_told(look):
    until = datetime(2026, 12, 24, tzinfo=UTC)
    _, said = look(until=until)
    assert "on 2026-12-24" in said
    assert unsealings.list_due(int(until.timestamp()) - 1) == []


def test_a_case_that_is_not_there_is_said_and_not_logged(look):
    before = audit.get_head()
    code, said = look(ident("another"))
    assert code == 1 and "There is no such case" in said
    assert audit.get_head() == before


def test_an_account_that_is_gone_is_told_by_what_the_case_holds(look, post):
    key = items.key(f"account#{alice.id}", "account")
    tables.call("delete_item", TableName=tables.name("forum"), Key=key)
    code, said = look()
    assert code == 0 and alice.name in said and "The account is gone" in said


def typed(*answers: str) -> Callable[[str], str]:
    rest = iter(answers)
    return lambda _: next(rest)


def test_two_people_have_names():
    asked = unseal.ask("law", "", NOW, typed(" Lee ", "Robin"))
    assert asked == Wish(reason="law", people=("Lee", "Robin"))


@pytest.mark.parametrize("people", [("Lee", ""), ("", ""), ("Lee", "lee"), ("Lee", " LEE ")])
def test_one_person_is_not_enough(people: tuple[str, str]):
    with pytest.raises(Stop, match="Two people"):
        unseal.ask("law", "", NOW, typed(*people))


@pytest.mark.parametrize("reason", ["", "curious"])
def test_a_reason_is_asked_for_before_anything_else(reason: str):
    with pytest.raises(Stop, match="REASON=law"):
        unseal.ask(reason, "", NOW, typed())


@pytest.mark.parametrize(
    ("until", "said"),
    [
        ("soon", "is no day"),
        ("2026-11-24", "from tomorrow on"),
        ("2026-11-01", "from tomorrow on"),
        ("2027-12-01", "at most 365"),
    ],
)
def test_a_safety_date_is_a_day_within_a_year(until: str, said: str):
    with pytest.raises(Stop, match=said):
        unseal.ask("law", until, NOW, typed())


@pytest.mark.parametrize("text", ["{}", "https://example.org/moderate/cases/{}/", "cases/{} "])
def test_a_case_is_meant_by_its_id_or_its_address(text: str):
    assert read_case(text.format(ident("a post")), "unseal") == ident("a post")


@pytest.mark.parametrize("text", ["", "5", "https://example.org/moderate/", "x" * 26])
def test_what_names_no_case_is_said(text: str):
    with pytest.raises(Stop, match="make unseal CASE="):
        read_case(text, "unseal")


def exported(tell: Callable[[Step], Said], place: Any, case: str) -> tuple[int, str, list[Path]]:
    act = partial(export.export, case_id=case, now=NOW)
    code, said = tell(Step(slug="export", words="…", run=act))
    return code, said, sorted((place.place.made / "cases").glob("*.json"))


def test_an_export_has_role_act_guideline_and_time_and_nobodys_id(tell, place, post):
    code, said, (file,) = exported(tell, place, post.id)
    assert code == 0 and str(file) in said
    assert oct(file.stat().st_mode)[-3:] == "600"
    found = json.loads(file.read_text("utf-8"))
    (entry,) = found["entries"]
    assert (entry["act"], entry["role"], entry["guideline"]) == ("keep", "moderator", "g1")
    assert found["log"] == {"whole": True, "entries": 1, "seal": entry["seal"]}
    text = file.read_text("utf-8")
    for each in (alice, bob, charlie, mo):
        assert each.id not in text and each.name not in text
    assert "about care" not in text and post.words.source not in text


def test_an_export_of_a_log_that_was_changed_says_so(tell, place, post):
    entry = kept.item("safety", "audit", "entry#000000001") | items.pack({"reason": "g2"})
    tables.call("put_item", TableName=tables.name("safety"), Item=entry)
    code, said, (file,) = exported(tell, place, post.id)
    assert code == 0 and "The log of decisions was changed" in said
    assert json.loads(file.read_text("utf-8"))["log"]["whole"] is False


def test_a_case_of_which_the_log_says_nothing_is_said(tell, place, post):
    code, said, written = exported(tell, place, ident("another"))
    assert code == 1 and "says nothing about this case" in said and written == []


def test_what_is_looked_up_is_the_author_never_who_reported(look, post):
    _, other = kept.thread("another thread")
    assert kept.reported(other).reports[0].inbox == charlie.id
    code, said = look(other.id)
    assert code == 0 and alice.id in said and charlie.id not in said
