"""The schema of the shipped data, and what a community may change of it in community.toml."""

import copy
import json
import shutil
import subprocess
import sys
from datetime import date
from pathlib import Path
from typing import Any

import pytest

import build
from help import helpline_data, helpline_words, helplines
from help.directory import Directory

DATA = json.loads(helpline_data.DATA.read_text(encoding="utf-8"))
SUPERSEDED = helpline_data.read_superseded()
TODAY = date(2026, 11, 24)
OWN: dict[str, Any] = {
    "country": "gb",
    "name": "Evening line",
    "phone": "01632 960 123",
    "verified_on": date(2026, 11, 20),
    "page": "https://www.example.org/line",
}


def read(**changes: Any) -> Directory:
    return helplines.read("en", str, {"country": "gb", **changes}, TODAY)


def refused(**changes: Any) -> str:
    with pytest.raises(ValueError) as refusal:
        read(**changes)
    return str(refusal.value)


def faults(change: dict[str, Any], part: str = "lines") -> list[str]:
    """What is said when Chile's first line, or its emergency numbers, are like this."""
    changed = copy.deepcopy(DATA)
    chile = next(each for each in changed["countries"] if each["country"] == "CL")
    entry = chile["lines"][0] if part == "lines" else chile[part]
    for key, value in change.items():
        if value is ...:
            del entry[key]
        else:
            entry[key] = value
    return [*helpline_data.faults(changed, SUPERSEDED)]


def test_the_shipped_data_has_no_fault() -> None:
    assert [*helpline_data.faults(DATA, SUPERSEDED)] == []


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"hours": ...}, "hours missing"),
        ({"colour": "amber"}, "colour is no field of a line"),
        ({"phones": [], "texts": [], "chat_url": None}, "nothing to call, text or open"),
        ({"phones": [{"number": "4141 or 600", "then": ""}]}, "is not a number alone"),
        ({"phones": [{"number": "*4141", "then": "wait"}]}, "'wait' has no translation"),
        ({"audience": "people"}, "audience = 'people' has no translation"),
        ({"may_dispatch": "maybe"}, "may_dispatch is one of yes, no, unknown"),
        ({"hours": ""}, "hours are null when nobody states them"),
        ({"languages": ["Spanish"]}, "languages: 'Spanish' is no language tag"),
        ({"url": "example.org"}, "url is no address of a page"),
        ({"sources": ["a friend"]}, "no source is called a friend"),
        ({"families": 9}, "families is 9"),
        ({"sources": ["wiki2026"], "families": 1}, "needs two families of sources"),
        ({"verified_on": "spring"}, "'spring' is no day"),
        ({"verified_on": "2027-01-01"}, "no day before the data was made"),
        ({"confidence": "medium"}, "confidence is medium"),
    ],
)
def test_a_fault_names_the_country_and_the_line(change: dict[str, Any], said: str) -> None:
    found = faults(change)
    assert len(found) >= 1
    assert said in found[0]
    assert found[0].startswith("Chile (CL), “Línea de Prevención del Suicidio *4141”: ")


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"primary": None}, "there is no primary number"),
        ({"alternatives": ["112 or 911"]}, "is not a number alone"),
        ({"sources": ["wiki2026"], "families": 1}, "needs two families of sources"),
    ],
)
def test_a_fault_of_the_emergency_numbers_is_told(change: dict[str, Any], said: str) -> None:
    (found,) = faults(change, "emergency")
    assert found.startswith("Chile (CL), emergency numbers: ")
    assert said in found


def test_a_fault_in_the_file_fails_the_build_with_the_line(tmp_path: Path) -> None:
    folder = Path(shutil.copytree(helpline_data.FOLDER, tmp_path / "data"))
    changed = copy.deepcopy(DATA)
    next(each for each in changed["countries"] if each["lines"])["lines"][0]["confidence"] = "low"
    (folder / "helplines.json").write_text(json.dumps(changed), encoding="utf-8")
    with pytest.raises(ValueError, match=r"helplines\.json: .*: confidence is low"):
        helplines.read("en", str, {"country": "gb"}, TODAY, folder)


def test_every_word_of_the_vocabulary_is_translated() -> None:
    for audience in helpline_data.AUDIENCES:
        assert helpline_words.audience(audience, lambda words: "!" + words).startswith("!")
    for then in helpline_data.THENS - {""}:
        assert helpline_words.then(then, lambda words: "!" + words).startswith("!")


def test_a_line_of_ones_own_is_shown_with_what_is_said_of_it() -> None:
    own = OWN | {
        "then": "then choose option 2",
        "sms": "01632 960 124",
        "word": "HELLO",
        "hours": "Mondays",
        "languages": ["en", "cy"],
        "who_for": "For farmers",
        "region": "Powys",
        "may_dispatch": "no",
    }
    line = next(
        each for each in read(helplines=[own]).country("gb").lines if each.name == OWN["name"]
    )
    assert line.phones[0].href == "tel:01632960123"
    assert line.phones[0].then == "then choose option 2"
    assert line.texts[0].href == "sms:01632960124?body=HELLO"
    assert (line.hours, line.languages) == ("Hours: Mondays", "English, Welsh")
    assert (line.audience, line.region) == ("For farmers", "Powys")
    assert (line.url, line.checked) == ("https://www.example.org/line", "20 November 2026")


def test_a_line_of_ones_own_for_some_stands_behind_the_one_for_everybody() -> None:
    country = read(helplines=[OWN | {"who_for": "For farmers"}]).country("gb")
    assert country.first_call[1].shown == "116 123"
    country = read(helplines=[OWN | {"hours": "24/7"}]).country("gb")
    assert country.first_call[1].shown == "01632 960 123"


def test_a_line_with_a_shipped_number_takes_its_place() -> None:
    lines = read(helplines=[OWN | {"name": "Samaritans", "phone": "116123"}]).country("gb").lines
    assert [line.checked for line in lines if line.name == "Samaritans"] == ["20 November 2026"]


def test_a_menu_option_is_not_the_number_alone() -> None:
    own = OWN | {"country": "us", "name": "988", "phone": "988", "sms": "988"}
    names = [line.name for line in read(helplines=[own]).country("us").lines]
    assert sorted(names) == ["988", "Crisis Text Line", "Veterans Crisis Line"]


def test_a_country_of_which_no_line_is_known_gets_a_page_by_ones_own() -> None:
    directory = read(helplines=[OWN | {"country": "af"}], countries_first=["af"])
    assert "af" in [country.code for country in directory.with_lines]
    assert [country.code for country in directory.first] == ["af"]


def test_a_hidden_number_is_gone_and_its_line_with_it() -> None:
    lines = read(hide=[{"country": "gb", "number": "85258"}]).country("gb").lines
    assert [line.name for line in lines] == ["Samaritans"]


def test_a_line_that_can_be_reached_otherwise_stays() -> None:
    shown = next(line for line in read().country("ca").lines if line.phones and line.texts)
    changed = read(hide=[{"country": "CA", "number": shown.phones[0].shown}]).country("ca")
    left = next(line for line in changed.lines if line.texts == shown.texts or line.chat_url)
    assert shown.phones[0] not in left.phones


@pytest.mark.parametrize(
    ("entry", "said"),
    [
        ({"country": "gb", "number": "85259"}, "no shipped line of gb has the number “85259”"),
        ({"country": "gb"}, 'write { country = "gb", number = "…" }'),
        ("85258", 'write { country = "gb", number = "…" }'),
    ],
)
def test_hiding_nothing_is_a_mistake(entry: Any, said: str) -> None:
    assert refused(hide=[entry]) == f"community.toml: hide: {said}"


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"name": ""}, "name is missing"),
        ({"verified_on": ""}, "verified_on is missing"),
        ({"phone": ""}, "there is nothing to call, text or open: give phone, sms or chat"),
        ({"fone": "1"}, "fone is not known here"),
        ({"phone": 116123}, "phone is written in quotes"),
        ({"country": "zz"}, 'country = "zz" is no country we know emergency numbers of'),
        ({"phone": "ask me"}, "phone 'ask me' is not a number alone"),
        ({"word": "HELLO"}, "word stands beside sms, and there is no sms"),
        ({"page": "http://example.org"}, "page is an address that begins with https://"),
        ({"chat": "example.org/chat"}, "chat is an address that begins with https://"),
        ({"may_dispatch": "perhaps"}, "may_dispatch is one of yes, no, unknown"),
        ({"languages": "en"}, "languages is a list of language tags"),
        ({"verified_on": "last week"}, "verified_on is the day somebody checked the page"),
        ({"verified_on": date(2027, 1, 1)}, "verified_on is 2027-01-01, which has not come yet"),
    ],
)
def test_a_mistake_in_a_line_of_ones_own_is_told(change: dict[str, Any], said: str) -> None:
    words = refused(helplines=[OWN | change])
    assert words.startswith("community.toml: [[helplines]] 1 (“")
    assert said in words


def test_a_date_in_quotes_is_a_date_too() -> None:
    assert read(helplines=[OWN | {"verified_on": "2026-11-20"}])


def test_a_country_that_comes_first_needs_a_line_to_show() -> None:
    hidden = [{"country": "ie", "number": number} for number in ("116 123", "50808")]
    assert read(hide=hidden).country("ie").lines == ()
    said = refused(hide=hidden, countries_first=["ie"])
    assert said.endswith(
        'countries_first: "ie" has no help line to show: give one as [[helplines]]'
    )
    assert 'country: "ie" has no help line' in refused(hide=hidden, country="ie")
    assert 'country: "af" has no help line' in refused(country="af")


def test_a_first_country_needs_a_page() -> None:
    assert 'countries_first: "af" is no country with a page' in refused(countries_first=["af"])


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ("phone = '01632 960 123'\nverified_on = 2026-11-20", "page is missing"),
        ("phone = '999999999999x'\nverified_on = 2026-11-20", "is not a number alone"),
    ],
)
def test_the_build_refuses_it_in_words(tmp_path: Path, wrong: str, said: str) -> None:
    ignored = shutil.ignore_patterns("_site*", "__pycache__")
    site = Path(shutil.copytree(build.SITE, tmp_path / "site", ignore=ignored))
    settings = site / "community.toml"
    own = f"\n[[helplines]]\ncountry = 'gb'\nname = 'Evening line'\n{wrong}\n"
    settings.write_text(settings.read_text(encoding="utf-8") + own, encoding="utf-8")
    command = [sys.executable, str(site / "build.py"), "--out", str(tmp_path / "out")]
    result = subprocess.run(command, capture_output=True, text=True, check=False)
    assert result.returncode == 1
    assert "community.toml: [[helplines]] 1 (“Evening line”, gb): " in result.stderr
    assert said in result.stderr
    assert "Traceback" not in result.stderr
