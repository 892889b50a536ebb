"""What is known to go wrong in lists of help lines, each trap as its own test."""

import copy
import json
from datetime import date

import pytest

from help import dialling, helpline_data, helplines, own_lines
from help.directory import Country

DATA = json.loads(helpline_data.DATA.read_text(encoding="utf-8"))
SUPERSEDED = helpline_data.read_superseded()
TODAY = date(2026, 11, 24)
COMMUNITY = {"country": "gb"}
NUMBERS = [
    (entry["country"], each["number"], each.get("then", ""))
    for entry in DATA["countries"]
    for line in entry["lines"]
    for each in (*line["phones"], *line["texts"])
]


def country(code: str) -> Country:
    return helplines.read("en", str, COMMUNITY, TODAY).country(code)


def own(**fields: object) -> list[str]:
    """What is said of a line of one's own with these fields."""
    entry = {
        "country": "gb",
        "name": "Evening line",
        "phone": "01632 960 123",
        "verified_on": date(2026, 11, 20),
        "page": "https://www.example.org/line",
        **fields,
    }
    codes = {each["country"] for each in DATA["countries"]}
    return [*own_lines.faults([entry], codes, SUPERSEDED, TODAY)]


def with_line(code: str, **fields: object) -> list[str]:
    """What is said of the shipped data when the first line of a country has these fields."""
    changed = copy.deepcopy(DATA)
    entry = next(each for each in changed["countries"] if each["country"] == code)
    entry["lines"][0] |= fields
    return [*helpline_data.faults(changed, SUPERSEDED)]


# 1. Numbers that somebody made up.


def test_a_number_that_one_list_alone_has_is_refused() -> None:
    said = with_line("KE", sources=["wiki2026"], families=1)
    assert len(said) == 1
    assert said[0].startswith("Kenya (KE), “")
    assert "a number needs two families of sources, or its provider's page" in said[0]


def test_many_copies_of_one_list_are_one_family() -> None:
    said = with_line("KE", sources=["throughline2023", "throughline2026"], families=2)
    assert any("families is 2, and its sources are of 1" in each for each in said)


def test_a_providers_page_is_enough() -> None:
    assert with_line("KE", sources=["pages2026"], families=1) == []


def test_a_line_of_ones_own_needs_its_providers_page() -> None:
    assert own() == []
    assert own(page="") == ["[[helplines]] 1 (“Evening line”, gb): page is missing"]
    assert "begins with https://" in own(page="a friend told me")[0]


def test_invented_lines_are_not_here() -> None:
    names = {line["name"] for each in DATA["countries"] for line in each["lines"]}
    assert "Lifeline Nigeria" not in names
    befrienders = [
        number
        for each in DATA["countries"]
        for line in each["lines"]
        if each["country"] == "KE" and "Befrienders" in line["name"]
        for number in line["phones"]
    ]
    assert len(befrienders) <= 1


@pytest.mark.parametrize("confidence", ["medium", "low"])
def test_only_high_confidence_is_shipped(confidence: str) -> None:
    (said,) = with_line("GB", confidence=confidence)
    assert "United Kingdom (GB), “Samaritans”" in said
    assert "check its provider's page and give it as [[helplines]]" in said


# 2. Numbers that lead to help no more.


@pytest.mark.parametrize("old", SUPERSEDED, ids=lambda old: f"{old.country} {old.number}")
def test_a_superseded_number_is_refused_from_the_data(old: dialling.Superseded) -> None:
    spaced = " ".join(old.number)
    (code, number) = (old.country, old.number if "(" in old.number else spaced)
    said = [*dialling.refusals(code, number, old.then or "", SUPERSEDED)]
    assert said and old.reason in said[0]
    if old.successor:
        assert f"use {old.successor}" in said[0]


@pytest.mark.parametrize(
    ("code", "number"),
    [
        ("in", "1800-599-0019"),
        ("in", "+91 1800 599 0019"),
        ("kr", "1393"),
        ("kr", "+82 1393"),
        ("ca", "1-833-456-4566"),
        ("ca", "833 456 4566"),
        ("ca", "45645"),
        ("nl", "0900-0113"),
        ("nl", "+31 900 0113"),
        ("sg", "1800-221-4444"),
        ("it", "199 284 284"),
        ("it", "+39 199 284 284"),
        ("eg", "762 2381"),
        ("eg", "02 762 1602"),
        ("th", "02-713-6793"),
        ("th", "+66 2 713 6793"),
    ],
)
def test_a_superseded_number_is_refused_from_a_community(code: str, number: str) -> None:
    said = " ".join(own(country=code, phone=number))
    assert "must not be shown" in said
    assert "[[helplines]] 1 (“Evening line”" in said
    assert "must not be shown" in " ".join(own(country=code, phone="", sms=number))


def test_a_superseded_number_is_refused_from_the_shipped_data() -> None:
    (said,) = with_line("IN", phones=[{"number": "1800 599 0019", "then": ""}])
    assert said.startswith("India (IN), “")
    assert "KIRAN merged into Tele-MANAS 14416; use 14416" in said


def test_the_menu_option_that_ended_is_refused_and_the_other_stays() -> None:
    assert with_line("US", phones=[{"number": "988", "then": "press 1"}]) == []
    said = " ".join(with_line("US", phones=[{"number": "988", "then": "press 3"}]))
    assert "this menu option has ended" in said


def test_a_number_that_is_right_somewhere_else_is_not_refused_there() -> None:
    assert own(country="jp", phone="1393") == []


def test_no_number_on_any_page_is_superseded() -> None:
    for code, number, then in NUMBERS:
        assert [*dialling.refusals(code, number, then, SUPERSEDED)] == []


def test_what_took_a_numbers_place_is_what_the_page_shows() -> None:
    """But for two whose successor is right and not yet sure enough to ship."""
    unsure = {("GB", "111"), ("NL", "09000767")}
    for old in SUPERSEDED:
        shown = [number for code, number, then in NUMBERS if code == old.country]
        successor = (old.successor or "").split(",")[0]
        if shown and successor and (old.country, old.number) not in unsure:
            assert any(dialling.same(successor, number) for number in shown), old


# 3. Short codes, stars and menu options.


@pytest.mark.parametrize("number", ["+33 3114", "+33333114", "+82109", "+44116123", "+353 116 123"])
def test_a_short_code_with_a_country_code_is_refused(number: str) -> None:
    assert "short code with a country code" in own(phone=number)[0]


def test_no_short_code_has_a_country_code() -> None:
    for _, number, _ in NUMBERS:
        assert [*dialling.faults(number)] == []
        if number.startswith("+"):
            assert len(dialling.bare(number)) > 10


def test_a_number_without_its_star_is_refused() -> None:
    assert "the star is part of it" in own(country="cl", phone="4141")[0]
    assert own(country="cl", phone="*4141") == []


def test_the_star_is_shown_and_dialled() -> None:
    line = next(each for each in country("cl").lines if each.phones[0].shown == "*4141")
    assert line.phones[0].href == "tel:*4141"
    assert line.phones[0].then == "from a mobile phone"


@pytest.mark.parametrize(("code", "number"), [("id", "119"), ("gb", "111"), ("pt", "808 24 24 24")])
def test_a_number_without_its_menu_option_is_refused(code: str, number: str) -> None:
    assert "the menu option is part of it" in own(country=code, phone=number)[0]
    assert own(country=code, phone=number, then="then choose it") == []


def test_a_menu_option_is_words_beside_the_number(pages: dict) -> None:
    assert "Call 119, then extension 8" in pages["/help/id/"].text
    assert "tel:119" in pages["/help/id/"].links()
    assert "Call 808 24 24 24, then choose option 4" in pages["/help/pt/"].text
    assert "tel:808242424" in pages["/help/pt/"].links()
    assert "Call 988, then press 1" in pages["/help/us/"].text


@pytest.mark.parametrize("number", ["988 (press 1)", "119 ext. 8", "call 116 123", "116 123 "])
def test_words_inside_a_number_are_refused(number: str) -> None:
    assert any("is not a number alone" in each for each in own(phone=number))


# 4. Hours.


@pytest.mark.parametrize(
    ("code", "hours"),
    [
        ("dk", "daily 09:00-05:00"),
        ("it", "daily 09:00-24:00"),
        ("jp", "daily 16:00-21:00; 24 h from 08:00 on the 10th of each month"),
    ],
)
def test_lines_that_close_say_when(pages: dict, code: str, hours: str) -> None:
    assert f"Hours: {hours}" in [line.hours for line in country(code).lines]
    assert hours in pages[f"/help/{code}/"].text


def test_hours_are_never_assumed() -> None:
    (said,) = with_line("GB", hours="always open")
    assert "never “always open”" in said
    text_line = next(line for line in country("ie").lines if line.name.startswith("50808"))
    assert text_line.hours == "Ask them when they answer"


def test_day_and_night_needs_a_source_that_read_the_providers_page() -> None:
    copied = {"sources": ["legacy", "throughline2023", "wiki2026"], "families": 3}
    (said,) = with_line("GB", hours="24/7", hours_url=None, **copied)
    assert "“Samaritans”: no source of “day and night” read its provider's page" in said
    assert with_line("GB", hours=None, hours_url=None, **copied) == []
    assert with_line("GB", hours="24/7", hours_url="https://www.example.org/", **copied) == []


# 5. When it was checked, and where else to look.


def test_every_country_page_has_its_days_the_emergency_number_and_find_a_helpline(
    pages: dict,
) -> None:
    for code in {code.lower() for code, _, _ in NUMBERS}:
        page = pages[f"/help/{code}/"]
        assert "Last checked " in page.text
        assert country(code).emergency.href in page.links()
        assert "https://findahelpline.com/" in page.links()


# 6. Emergency numbers on which sources differ.


def test_where_sources_differ_the_page_gives_the_other_numbers_too(pages: dict) -> None:
    differing = [each for each in DATA["countries"] if each["emergency"]["alternatives"]]
    assert len(differing) > 20
    for each in differing:
        code = each["country"].lower() if each["lines"] else "elsewhere"
        links = pages[f"/help/{code}/"].links()
        for number in (each["emergency"]["primary"], *each["emergency"]["alternatives"]):
            assert "tel:" + number.replace(" ", "") in links, (code, number)
