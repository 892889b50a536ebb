"""Saying when somebody is here: everything goes by it, the log has it, and it can be taken back."""

from datetime import timedelta

import pytest

from forum import times
from forum.moderation.reports import PROMISE
from store.moderation import cases
from support import cast
from support.people import Forum, Visitor
from web import staffing

PATH = "/moderate/hours/"
# The cast live early on a Tuesday in November, when nobody is here until 08:00.
TODAY = cast.NOW.date().isoformat()
HERE = {"here": "here", "day": TODAY, "begins": "02:00", "ends": "06:00", "why": "Lee cannot sleep"}
AWAY = {"here": "away", "day": TODAY, "begins": "08:00", "ends": "12:00", "why": "A funeral"}


@pytest.mark.parametrize(("said", "due_in"), [((), 1), ((AWAY,), 5), ((HERE,), 0)])
def test_a_promise_goes_by_what_was_said(mo: Visitor, alice: Visitor, bob: Visitor, said, due_in):
    for each in said:
        assert mo.fill(PATH, **each).location == PATH + "#said"
    _, post = alice.opens()
    bob.reports(post, kind="worried", reason="low", guideline="")
    (case,) = cases.list_open_cases()
    opening = cast.NOW.replace(hour=8, minute=0) + timedelta(hours=due_in - 1)
    begins = cast.NOW if said == (HERE,) else opening
    expected = begins + PROMISE[1]
    assert case.due_at == times.stamp(times.quarter_after(expected))


def test_the_page_has_the_days_to_come(mo: Visitor):
    page = mo.get(PATH).page
    assert "Just now nobody is. The next time is 08:00 on Tuesday, 24 November." in page.text
    assert "From 08:00 on Tuesday, 24 November, until 23:00 on Tuesday, 24 November" in page.text
    mo.fill(PATH, **HERE)
    page = mo.get(PATH).page
    assert "Just now somebody is here." in page.text and "Lee cannot sleep" in page.text
    assert "Now, until 06:00 on Tuesday, 24 November" in page.text


def test_a_day_is_chosen_by_its_name_and_stays_chosen(mo: Visitor):
    options = mo.get(PATH).page.id("day").all("option")
    assert [each.text for each in options[:2]] == ["Choose", "On Tuesday, 24 November"]
    assert len(options) == 61 and options[-1]["value"] == "2027-01-22"
    again = mo.fill(PATH, **AWAY | {"why": "", "day": "2026-12-25"}).page
    (chosen,) = [each for each in again.id("day").all("option") if "selected" in each.attributes]
    assert chosen.text == "On Friday, 25 December"


def test_it_is_taken_back_once_and_the_log_has_both(mo: Visitor, lee: Visitor, dump):
    mo.fill(PATH, **AWAY)
    actions = [form["action"] for form in lee.get(PATH).page.all("form")]
    (form,) = [each for each in actions if each.endswith("take-back/")]
    assert [lee.post(form).status for _ in range(2)] == [303, 404]
    assert "A funeral" not in lee.get(PATH).page.text
    assert "until 23:00 on Tuesday" in lee.get(PATH).page.text
    log = mo.get("/moderate/log/").page.text
    assert "A moderator said when nobody is here" in log
    assert "A lead took back what was said about a certain day" in log
    assert "funeral" not in log


def test_the_same_form_says_it_once(mo: Visitor, dump):
    form = mo.get(PATH).page.form(PATH) | AWAY
    assert [mo.post(PATH, **form).status for _ in range(2)] == [303, 303]
    kept = [item for item in dump()["safety"] if "override#" in str(item)]
    assert len(kept) == 1


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"here": "x"}, "here"),
        ({"day": "2026-02-30"}, "day"),
        ({"day": "tomorrow"}, "day"),
        ({"day": "2027-11-24"}, "day"),
        ({"begins": "25:00"}, "begins"),
        ({"ends": ""}, "ends"),
        ({"why": " "}, "why"),
        ({"begins": "00:00", "ends": "01:00"}, "ends"),
    ],
)
def test_what_is_missing_is_said_and_the_rest_is_kept(mo: Visitor, change, field):
    reply = mo.fill(PATH, **AWAY | change)
    assert reply.status == 422
    assert [link["href"] for link in reply.page.id("errors").all("a")] == [f"#{field}"]
    assert reply.page.id("why").text.strip() == (AWAY | change)["why"].strip()
    assert mo.get("/moderate/log/").page.text.count("Entry") == 0


def test_other_doors_know_it_within_a_minute(forum: Forum, mo: Visitor, alice: Visitor):
    assert "usually back" in alice.get("/spaces/porch/").page.root.text
    known = list(staffing._known)
    mo.fill(PATH, **HERE)
    staffing._known[:] = known
    assert "usually back" in alice.get("/spaces/porch/").page.root.text
    forum.later(seconds=staffing.LOOK_AGAIN_SECONDS)
    assert "usually back" not in alice.get("/spaces/porch/").page.root.text
