"""A wrong number is the worst mistake this software can make, so every one is compared."""

import json
import re
from pathlib import Path

import pytest

import helplines

DATA = json.loads(helplines.DATA.read_text(encoding="utf-8"))
COUNTRIES = {entry["country"]: entry for entry in DATA["countries"]}
# Numbers that public lists still carry and that no longer lead to help.
SUPERSEDED = [
    "1800-599-0019",
    "1393",
    "1-833-456-4566",
    "45645",
    "0900-0113",
    "09001130113",
    "1800-221-4444",
    "199284284",
    "7622381",
    "7621602",
    "02-713-6793",
    "8008101117",
    "18007842433",
    "0900-0767",
]


def english() -> helplines.Directory:
    return helplines.read("en", str)


def digits(text: str) -> str:
    return re.sub(r"[^0-9*+]", "", text)


def emergency_of(entry: dict) -> set[str]:
    emergency = entry["emergency"]
    named = (emergency[key] for key in ("primary", "ambulance", "police", "fire"))
    return {number for number in (*named, *emergency["alternatives"]) if number}


def numbers_of(entry: dict) -> tuple[set[str], set[str]]:
    """What may be called and what may be texted in a country, as addresses."""
    phones = emergency_of(entry) | {n["number"] for line in entry["lines"] for n in line["phones"]}
    texts = {(n["number"], n["word"]) for line in entry["lines"] for n in line["texts"]}
    return (
        {"tel:" + number.replace(" ", "") for number in phones},
        {
            "sms:" + number.replace(" ", "") + (f"?body={word}" if word else "")
            for number, word in texts
        },
    )


def dialled(page, scheme: str) -> set[str]:
    return {link for link in page.links() if link.startswith(scheme)}


@pytest.mark.parametrize("code", [code for code in COUNTRIES if COUNTRIES[code]["lines"]])
def test_a_countrys_page_has_its_numbers_and_no_other(pages: dict, code: str) -> None:
    url = "/help/" if code == "GB" else f"/help/{code.lower()}/"
    phones, texts = numbers_of(COUNTRIES[code])
    assert dialled(pages[url], "tel:") == phones
    assert dialled(pages[url], "sms:") == texts


def test_each_country_without_lines_has_its_emergency_numbers_in_the_list(pages: dict) -> None:
    page = pages["/help/elsewhere/"]
    without = [entry for entry in DATA["countries"] if not entry["lines"]]
    expected = {
        "tel:" + number.replace(" ", "") for entry in without for number in emergency_of(entry)
    }
    assert dialled(page, "tel:") == expected
    for entry in without:
        assert f"{entry['name']}: " in page.text
        assert f"{entry['name']}: {entry['emergency']['primary']}" in page.text
    assert "https://findahelpline.com/" in page.links()


def test_every_number_on_every_other_page_is_the_communitys_own(pages: dict) -> None:
    phones, texts = numbers_of(COUNTRIES["GB"])
    for url, page in pages.items():
        if not url.startswith("/help/"):
            assert dialled(page, "tel:") <= phones, url
            assert dialled(page, "sms:") <= texts, url


def test_the_words_of_a_link_are_the_number_it_dials(site: Path) -> None:
    link = re.compile(r'<a [^>]*href="(?:tel|sms):([^"?]+)[^"]*"[^>]*>(.*?)</a>', re.DOTALL)
    seen = 0
    for path in site.rglob("*.html"):
        for number, inner in link.findall(path.read_text(encoding="utf-8")):
            text = re.sub(r"<[^>]*>", " ", inner)
            assert digits(number) in digits(text), (path, number, text)
            seen += 1
    assert seen > 500


def test_no_superseded_number_is_on_any_page(site: Path) -> None:
    bare = {digits(number).lstrip("+") for number in SUPERSEDED}
    for path in site.rglob("*.html"):
        found = re.findall(r'href="(?:tel|sms):([^"?]+)', path.read_text(encoding="utf-8"))
        assert not bare & {digits(number).lstrip("+") for number in found}, path


def test_hours_that_nobody_stated_are_hours_that_vary(pages: dict) -> None:
    for entry in DATA["countries"]:
        url = "/help/" if entry["country"] == "GB" else f"/help/{entry['country'].lower()}/"
        if url in pages and any(line["hours"] is None for line in entry["lines"]):
            assert "Hours vary" in pages[url].text, url
    lines = [line for country in english().countries for line in country.lines]
    assert len(lines) == sum(len(entry["lines"]) for entry in DATA["countries"])
    assert all(line.hours for line in lines)
    assert not [line for line in lines if "always" in line.hours.lower()]


def test_only_stated_hours_say_day_and_night() -> None:
    for country in english().countries:
        stated = [line["hours"] for line in COUNTRIES[country.code.upper()]["lines"]]
        shown = [line.hours for line in country.lines]
        assert shown.count("Day and night") == stated.count("24/7"), country.code


def test_a_short_code_keeps_its_star_and_gets_no_country_code() -> None:
    chile = english().country("cl")
    line = next(line for line in chile.lines if line.phones[0].shown == "*4141")
    assert line.phones[0].href == "tel:*4141"
    assert line.phones[0].then == "from a mobile phone"


def test_a_menu_option_is_words_beside_the_number(pages: dict) -> None:
    assert "then extension 8" in pages["/help/id/"].text
    assert "tel:119" in pages["/help/id/"].links()
    assert "then choose option 4" in pages["/help/pt/"].text
    assert "tel:808242424" in pages["/help/pt/"].links()
    assert "then press 1" in pages["/help/us/"].text


def test_a_word_to_send_is_in_the_words_and_in_the_address(pages: dict) -> None:
    assert "Text CONNECT to 686868" in pages["/help/ca/"].text
    assert "sms:686868?body=CONNECT" in pages["/help/ca/"].links()


def test_every_help_page_begins_with_what_to_do_in_danger(pages: dict) -> None:
    for url, page in pages.items():
        if url.startswith("/help/"):
            after = page.text.split("In danger now?")[1]
            assert after.index("Call") < after.index("Can’t talk?") < after.index("With someone?")
            assert "Hand them this phone." in after, url
            assert "22 November 2026" in page.text, url


def test_the_help_page_offers_three_ways_first(pages: dict) -> None:
    calls = [each["href"] for each in pages["/help/"].all("a") if each.get("class") == "call"]
    assert calls == ["tel:116123", "sms:85258", "tel:999"]


def test_the_line_for_everybody_at_any_hour_comes_first() -> None:
    assert english().country("pt").first_call[1].shown == "1411"
    assert english().country("us").first_call[1].shown == "988"


def test_every_country_of_the_data_can_be_reached_from_the_help_page(pages: dict) -> None:
    links = pages["/help/"].links()
    for country in english().with_lines:
        assert f"/help/{country.code}/" in links or country.code == "gb"
    assert "/help/elsewhere/" in links
