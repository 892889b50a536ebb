"""A number grows old: at ninety days the build says so, at half a year the page does (N18)."""

import shutil
import subprocess
import sys
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

import build
from help import helpline_ages, helpline_data, helplines
from help.directory import Line

CHECKED = date(2026, 8, 24)
CHECK_FIRST = "Check first: this number was last checked more than six months ago."
OWN: dict[str, Any] = {
    "country": "gb",
    "name": "Evening line",
    "phone": "01632 960 123",
    "hours": "24/7",
    "verified_on": CHECKED,
    "page": "https://www.example.org/line",
}
COMMUNITY = {"country": "gb", "countries_first": ["us"], "helplines": [OWN]}


def after(days: int) -> date:
    return CHECKED + timedelta(days=days)


def line(days: int) -> Line:
    directory = helplines.read("en", str, COMMUNITY, after(days))
    return next(each for each in directory.country("gb").lines if each.name == "Evening line")


def warnings(days: int) -> list[str]:
    directory = helplines.read("en", str, COMMUNITY, after(days))
    return [words for words in directory.warnings if "Evening line" in words]


@pytest.mark.parametrize(("days", "warned"), [(0, 0), (90, 0), (91, 1), (180, 1), (181, 1)])
def test_the_build_warns_after_ninety_days(days: int, warned: int) -> None:
    found = warnings(days)
    assert len(found) == warned
    if warned:
        assert found[0] == (
            "United Kingdom, Evening line (call 01632 960 123): last checked"
            f" {days} days ago, on 2026-08-24"
        )


@pytest.mark.parametrize(("days", "old"), [(91, False), (180, False), (181, True)])
def test_the_page_says_check_first_after_half_a_year(days: int, old: bool) -> None:
    assert line(days).check_first is old
    assert line(days).checked == "24 August 2026"


def test_countries_far_away_are_counted_and_not_listed() -> None:
    directory = helplines.read("en", str, COMMUNITY, date(2027, 6, 1))
    assert any(words.startswith("United States, 988") for words in directory.warnings)
    assert not any("Chile" in words for words in directory.warnings)
    assert directory.warnings[-2].endswith(
        "lines of other countries were last checked over 90 days ago"
    )
    assert "make helplines" in directory.warnings[-1]


def test_a_fresh_directory_has_no_warning() -> None:
    document = {"countries": []}
    assert helpline_ages.warnings(document, COMMUNITY, CHECKED) == []


def test_the_built_pages_say_check_first_and_the_build_warns(site: Path, tmp_path: Path) -> None:
    ignored = shutil.ignore_patterns("_site*", "__pycache__")
    copy = Path(shutil.copytree(build.SITE, tmp_path / "site", ignore=ignored))
    out, settings = tmp_path / "out", copy / "community.toml"
    own = (
        '\n[[helplines]]\ncountry = "gb"\nname = "Samaritans"\nphone = "116 123"\nhours = "24/7"\n'
        'verified_on = 2026-05-27\npage = "https://www.samaritans.org/"\n'
    )
    settings.write_text(settings.read_text(encoding="utf-8") + own, encoding="utf-8")
    command = [sys.executable, str(copy / "build.py"), "--out", str(out), "--today", "2026-11-24"]
    said = subprocess.run(command, capture_output=True, text=True, check=True).stderr
    assert "United Kingdom, Samaritans (call 116 123): last checked 181 days ago" in said
    assert "`make helplines` lists what is due" in said
    for path in ("help/gb/index.html", "help/gb/card/index.html", "help/index.html", "index.html"):
        assert CHECK_FIRST in (out / path).read_text(encoding="utf-8"), path
        assert CHECK_FIRST not in (site / path).read_text(encoding="utf-8"), path
    assert "Last checked 27 May 2026." in (out / "help/gb/index.html").read_text(encoding="utf-8")


def due(today: date) -> str:
    command = [sys.executable, "-m", "help.helplines", "due", "--today", str(today)]
    result = subprocess.run(command, cwd=build.SITE, capture_output=True, text=True, check=True)
    return result.stdout


def test_what_is_due_is_listed_by_country_the_home_country_first() -> None:
    listed = due(date(2026, 11, 24))
    assert listed.startswith("United Kingdom (gb)\n  Shout: text 85258\n")
    assert "    last checked 2026-08-12, 104 days ago\n    https://www.giveusashout.org\n" in listed
    assert "Samaritans: call 116 123\n    last checked 2026-10-03" not in listed
    assert "no page is known: look for the provider by its name" in listed
    assert "lines were last checked over 90 days ago" in listed


def test_what_is_very_old_says_what_its_page_says() -> None:
    assert "days ago: its page says “check first”" in due(date(2027, 6, 1))


def test_the_first_countries_come_after_the_home_country() -> None:
    document = helpline_data.load(COMMUNITY, date(2027, 6, 1))
    listed = [*helpline_ages.listing(document, COMMUNITY, date(2027, 6, 1))]
    places = [words.strip() for words in listed if words.startswith("\n") and words.endswith(")")]
    assert places[:3] == ["United Kingdom (gb)", "United States (us)", "Antigua & Barbuda (ag)"]


def test_when_nothing_is_due_the_next_is_named() -> None:
    document = helpline_data.load(COMMUNITY, date(2026, 11, 24))
    for country in document["countries"]:
        for each in country["lines"]:
            each["verified_on"] = "2026-11-23"
    listed = "\n".join(helpline_ages.listing(document, COMMUNITY, date(2026, 11, 24)))
    assert listed.startswith("\n0 of ")
    assert "The next to check is " in listed


def test_the_rhythm_is_three_months_and_six() -> None:
    assert (helpline_ages.DUE_DAYS, helpline_ages.CHECK_FIRST_DAYS) == (90, 180)
