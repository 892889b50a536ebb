"""The doctor: one fixture for each thing that would let people down."""

import copy
import subprocess
import sys
import tomllib
from datetime import date
from pathlib import Path
from typing import Any

import pytest

import doctor
from help import helpline_data

TODAY = date(2026, 11, 24)
REVIEWS = [("en: resources/grounding/feet", date(2027, 6, 1))]
HEALTHY: dict[str, Any] = {
    "country": "gb",
    "leave_to": "https://www.bbc.co.uk/weather",
    "hours": "from 8am to 11pm, UK time",
    "joining": "invitation",
    "spaces": [{"slug": "porch", "name": "The porch", "readers": "open", "sensitive": False}],
}


def directory(verified_on: str = "2026-11-01") -> dict[str, Any]:
    """The shipped lines, all of them checked on that day."""
    document = copy.deepcopy(helpline_data.load({"country": "gb"}, TODAY))
    for country in document["countries"]:
        for line in country["lines"]:
            line["verified_on"] = verified_on
    return document


def without(*keys: str) -> dict[str, Any]:
    return {key: value for key, value in HEALTHY.items() if key not in keys}


def findings(
    community: dict[str, Any] | None = None,
    document: dict[str, Any] | None = None,
    reviews: list[tuple[str, date]] = REVIEWS,
) -> dict[str, list[str]]:
    """What is said, by level."""
    found = doctor.examine(community or HEALTHY, document or directory(), reviews, TODAY)
    return {
        level: [each.words for each in found if each.level == level]
        for level in (doctor.PASS, doctor.WARN, doctor.FAIL)
    }


def test_a_healthy_community_passes_in_everything() -> None:
    found = findings()
    assert (found["warn"], found["fail"]) == ([], [])
    assert len(found["pass"]) == 7


def test_words_of_the_example_warn_until_they_are_changed() -> None:
    shipped = tomllib.loads((doctor.SITE / "community.toml").read_text("utf-8"))
    (said,) = [words for words in findings(shipped)["warn"] if "example" in words]
    assert "still says what the example says: name, run_by, contact." in said
    changed = dict.fromkeys(doctor.EXAMPLE, "Rowan House")
    assert not [words for words in findings(shipped | changed)["warn"] if "example" in words]


def test_a_country_without_help_lines_fails() -> None:
    (said,) = findings(HEALTHY | {"country": "af"})["fail"]
    assert 'No help line is known for country = "af".' in said
    assert "[[helplines]]" in said


def test_help_lines_that_are_all_hidden_fail() -> None:
    document = directory()
    next(each for each in document["countries"] if each["country"] == "GB")["lines"] = []
    assert len(findings(document=document)["fail"]) == 1


def test_help_lines_over_three_months_old_warn() -> None:
    found = findings(document=directory("2026-08-01"))
    assert found["fail"] == []
    assert "United Kingdom, Samaritans (call 116 123) was last checked 115 days ago." in "".join(
        found["warn"]
    )
    assert any("help lines of other countries" in words for words in found["warn"])


def test_help_lines_over_six_months_old_fail() -> None:
    found = findings(document=directory("2026-05-01"))
    assert any(words.startswith("United Kingdom, Samaritans") for words in found["fail"])
    assert any("over 180 days ago" in words for words in found["fail"])
    assert found["warn"] == []


@pytest.mark.parametrize("community", [without("spaces"), HEALTHY | {"spaces": []}])
def test_no_spaces_fail(community: dict[str, Any]) -> None:
    (said,) = findings(community)["fail"]
    assert "There are no [[spaces]]" in said


def test_an_open_sensitive_space_warns() -> None:
    spaces = [{"slug": "a", "name": "Missing someone", "readers": "open", "sensitive": True}]
    (said,) = findings(HEALTHY | {"spaces": spaces})["warn"]
    assert "“Missing someone” is sensitive" in said


def test_a_sensitive_space_for_members_passes() -> None:
    spaces = [{"slug": "a", "name": "Voices", "readers": "members", "sensitive": True}]
    assert findings(HEALTHY | {"spaces": spaces})["warn"] == []


@pytest.mark.parametrize("address", ["http://www.bbc.co.uk/weather", "www.bbc.co.uk", ""])
def test_a_way_out_without_https_fails(address: str) -> None:
    (said,) = findings(HEALTHY | {"leave_to": address})["fail"]
    assert said.startswith("leave_to must begin with https://")


def test_a_resource_past_its_review_fails() -> None:
    (said,) = findings(reviews=[("en: resources/sleep", date(2026, 11, 23))])["fail"]
    assert said.startswith("en: resources/sleep was to be reviewed by 2026-11-23.")


def test_a_resource_that_is_nearly_due_warns() -> None:
    found = findings(reviews=[("en: resources/sleep", date(2026, 12, 20))])
    assert found["warn"] == ["en: resources/sleep is to be reviewed by 2026-12-20."]
    assert found["fail"] == []


@pytest.mark.parametrize("community", [without("hours"), HEALTHY | {"hours": " "}])
def test_missing_hours_fail(community: dict[str, Any]) -> None:
    (said,) = findings(community)["fail"]
    assert said.startswith("hours is missing")


def test_open_joining_warns() -> None:
    (said,) = findings(HEALTHY | {"joining": "open"})["warn"]
    assert said.startswith("Anybody may join.")


@pytest.mark.parametrize("community", [without("joining"), HEALTHY | {"joining": "closed"}])
def test_a_way_of_joining_that_is_not_known_fails(community: dict[str, Any]) -> None:
    (said,) = findings(community)["fail"]
    assert said.startswith("joining must be")


def test_settings_that_cannot_be_read_fail(tmp_path: Path) -> None:
    (tmp_path / "community.toml").write_text("name = ", encoding="utf-8")
    assert [each.level for each in doctor.read(TODAY, tmp_path)] == ["fail"]


def test_a_superseded_number_fails(tmp_path: Path) -> None:
    text = (doctor.SITE / "community.toml").read_text(encoding="utf-8")
    own = (
        '\n[[helplines]]\ncountry = "in"\nname = "Old"\nphone = "1800-599-0019"\n'
        'verified_on = 2026-11-20\npage = "https://www.example.org/"\n'
    )
    (tmp_path / "community.toml").write_text(text + own, encoding="utf-8")
    said = [each.words for each in doctor.read(TODAY, tmp_path) if each.level == "fail"]
    assert len(said) == 1
    assert "must not be shown" in said[0]


def run(today: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, doctor.__file__, "--today", today]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def test_the_demo_is_healthy_and_an_old_one_is_not() -> None:
    now, later = run("2026-11-24"), run("2027-06-01")
    assert now.returncode == 0, now.stdout
    assert "0 to mend" in now.stdout
    assert "Only the files were looked at, not an AWS account" in now.stdout
    assert later.returncode == 1
    assert "fail  United Kingdom, Samaritans" in later.stdout
