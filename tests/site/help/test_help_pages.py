"""What a help page shows first, what it tells once, and the help box of every other page."""

import json
import tomllib
from datetime import date
from pathlib import Path

import pytest

from help import helplines
from help.directory import Directory

COMMUNITY = tomllib.loads(helplines.COMMUNITY.read_text(encoding="utf-8"))
TODAY = date(2026, 11, 24)


def english(**changes: object) -> Directory:
    return helplines.read("en", str, COMMUNITY | changes, TODAY)


def test_every_help_page_begins_with_what_to_do_in_danger(pages: dict) -> None:
    for url, page in pages.items():
        if url.startswith("/help/"):
            after = page.text.split("In danger now?")[1]
            assert after.index("Call") < after.index("Can’t talk?") < after.index("With someone?")
            assert "Hand them this" in after, url


def test_the_help_page_offers_three_ways_first(pages: dict) -> None:
    calls = [each["href"] for each in pages["/help/"].all("a") if each.get("class") == "call"]
    assert calls == ["tel:999", "sms:85258", "tel:116123"]


@pytest.mark.parametrize("code", ["gb", "ie", "us"])
def test_a_number_stands_once_on_the_page(pages: dict, code: str) -> None:
    for url in ["/help/", f"/help/{code}/"]:
        numbers = [link for link in pages[url].links() if link.startswith(("tel:", "sms:"))]
        twice = {each for each in numbers if numbers.count(each) > 1}
        # The same number with a menu option leads to somebody else.
        assert twice == ({"tel:988"} if url == "/help/us/" else set()), url


def test_an_emergency_number_of_one_service_says_so_and_the_others_follow() -> None:
    bosnia, germany = english().country("ba"), english().country("de")
    assert (bosnia.emergency.shown, bosnia.emergency_is) == ("124", "Ambulance")
    assert [(name, number.shown) for name, number in bosnia.services] == [
        ("Police", "122"),
        ("Fire service", "123"),
    ]
    assert germany.emergency_is == "Ambulance, Fire service"
    assert english().country("gb").emergency_is == ""


def test_languages_are_told_where_a_line_speaks_others_than_the_page(pages: dict) -> None:
    assert "Languages:" not in pages["/help/gb/"].text
    assert "Languages: Spanish" in pages["/help/cl/"].text


def test_what_is_known_of_a_line_stands_even_where_its_number_was_told() -> None:
    lines = english().country("gb").listed
    assert [(line.name, line.phones, line.texts) for line in lines] == [
        ("Samaritans", (), ()),
        ("Shout", (), ()),
    ]
    other = english().country("us").listed[-1]
    assert (other.phones[0].shown, other.phones[0].then) == ("988", "then press 1")


def test_what_to_do_when_somebody_might_look_stands_near_the_top(pages: dict) -> None:
    text = pages["/help/"].text
    near = text.index("If someone might check your phone")
    assert text.index("Call 116 123") < near < text.index("If you don’t know what to say")


def test_a_problem_page_has_the_numbers_in_its_help_box(pages: dict) -> None:
    for url, page in pages.items():
        if url == "/404.html" or url.startswith("/problems/"):
            numbers = [link for link in page.links() if link.startswith(("tel:", "sms:"))]
            assert numbers == ["tel:116123", "sms:85258", "tel:999"], url


def test_the_functions_get_the_same_ways_to_help_as_the_pages(site: Path) -> None:
    ways = json.loads((site.parent / "forum.json").read_text(encoding="utf-8"))["help_ways"]
    assert [way["href"] for way in ways] == [way.href for way in english().country("gb").ways]


def test_what_to_do_stands_beside_a_number_in_a_help_box() -> None:
    first, last = english().country("id").ways[0], english().country("id").ways[-1]
    assert (first.shown, first.then) == ("119", "then extension 8")
    assert (last.kind, last.then) == ("emergency", "")


def test_a_country_without_a_line_says_so_and_is_found_by_its_letter(pages: dict) -> None:
    page = pages["/help/elsewhere/"]
    letters = [link for link in page.links() if len(link) == 2 and link[0] == "#"]
    ids = [attributes["id"] for tag, attributes in page.tags if tag == "li" and "id" in attributes]
    assert [f"#{each}" for each in ids] == letters
    assert len(letters) > 20 and letters[0] == "#a"
    assert "we don’t yet know a help line well enough" in page.text
    told = [country for group in english().by_letter.values() for country in group]
    assert len(told) == len(english().without_lines)
    aland = next(country for country in told if country.name == "Åland Islands")
    assert aland in english().by_letter["A"]


def test_the_service_behind_a_countrys_first_number_is_named(pages: dict) -> None:
    assert "Albania: 127 (Ambulance)" in pages["/help/elsewhere/"].text
