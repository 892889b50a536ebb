"""A wrong number is the worst mistake this software can make, so every one is compared."""

import json
import re
import tomllib
from datetime import date
from pathlib import Path

import pytest

from help import dialling, helpline_data, helplines
from help.directory import Directory
from i18n import OPEN

DATA = json.loads(helpline_data.DATA.read_text(encoding="utf-8"))
COUNTRIES = {entry["country"]: entry for entry in DATA["countries"]}
WITH_LINES = sorted(code for code, entry in COUNTRIES.items() if entry["lines"])
WITHOUT_LINES = [entry for entry in DATA["countries"] if not entry["lines"]]
COMMUNITY = tomllib.loads(helplines.COMMUNITY.read_text(encoding="utf-8"))
TODAY = date(2026, 11, 24)
SUPERSEDED = helpline_data.read_superseded()
# Dates, hours and licences are no numbers to call.
NO_NUMBER = re.compile(r"\d{1,2} [A-Z][a-z]+ \d{4}|\d{1,2}:\d{2}|\d\.\d|24/7|-\d{2}:\d{2}")
A_NUMBER = re.compile(r"[+*]?\(?\d[\d ()*-]*\d")


def english(**changes: object) -> Directory:
    return helplines.read("en", str, COMMUNITY | changes, TODAY)


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


def pages_of(code: str) -> list[str]:
    """Every page that shows a country's numbers."""
    own = [f"/help/{code.lower()}/", f"/help/{code.lower()}/card/"]
    return ["/help/", *own] if code == "GB" else own


def written(page, entry: dict) -> set[str]:
    """Every number that stands in the words of a page, but for names and hours."""
    text = "".join(page.texts).split("Moderators are usually here")[0]
    names = [line[key] for line in entry["lines"] for key in ("name", "local_name", "hours")]
    for words in sorted({name for name in names if name}, key=len, reverse=True):
        text = text.replace(words, " ")
    found = (dialling.bare(each) for each in A_NUMBER.findall(NO_NUMBER.sub(" ", text)))
    return {each for each in found if len(each) >= 3}


@pytest.mark.parametrize("code", WITH_LINES)
def test_a_countrys_pages_have_its_numbers_and_no_other(pages: dict, code: str) -> None:
    phones, texts = numbers_of(COUNTRIES[code])
    for url in pages_of(code):
        assert dialled(pages[url], "tel:") == phones, url
        assert dialled(pages[url], "sms:") == texts, url


@pytest.mark.parametrize("code", WITH_LINES)
def test_every_number_in_the_words_is_one_of_the_countrys(pages: dict, code: str) -> None:
    entry = COUNTRIES[code]
    texts = {n["number"] for line in entry["lines"] for n in line["texts"]}
    phones = {n["number"] for line in entry["lines"] for n in line["phones"]}
    known = {dialling.bare(number) for number in texts | phones | emergency_of(entry)}
    for url in pages_of(code):
        seen = written(pages[url], entry)
        assert seen <= known, url
        assert {each for each in known if len(each) >= 3} <= seen, url


@pytest.mark.parametrize("code", WITH_LINES)
def test_every_shown_number_has_sources_enough(code: str) -> None:
    families = {name: source["family"] for name, source in DATA["sources"].items()}
    entry = COUNTRIES[code]
    for shown in (entry["emergency"], *entry["lines"]):
        known = {families[name] for name in shown["sources"]}
        assert len(known) == shown["families"]
        assert len(known) >= 2 or helpline_data.PROVIDER in known


def test_each_country_without_lines_has_its_emergency_numbers_in_the_list(pages: dict) -> None:
    page = pages["/help/elsewhere/"]
    expected = {
        "tel:" + number.replace(" ", "")
        for entry in WITHOUT_LINES
        for number in emergency_of(entry)
    }
    assert dialled(page, "tel:") == expected
    for entry in WITHOUT_LINES:
        assert f"{entry['name']}: {entry['emergency']['primary']}" in page.text
    assert "https://findahelpline.com/" in page.links()


def test_a_place_whose_number_is_not_known_well_enough_is_named(pages: dict) -> None:
    assert DATA["unknown"] and not set(DATA["unknown"]) & set(COUNTRIES)
    words = "No number is known well enough for: "
    named = pages["/help/elsewhere/"].text.split(words)[1].split(".Last")[0]
    assert len(named.split(", ")) == len(DATA["unknown"])
    assert "Antarctica" in named


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
            assert dialling.bare(number) in dialling.bare(text), (path, number, text)
            seen += 1
    assert seen > 500


def test_no_superseded_number_is_on_any_page(site: Path) -> None:
    """Those that are wrong in one country only are the business of that country's own pages."""
    for path in site.rglob("help/*/index.html"):
        found = re.findall(r'href="(?:tel|sms):([^"?]+)', path.read_text(encoding="utf-8"))
        for old in SUPERSEDED:
            if old.then is None and path.parent.name == old.country.lower():
                assert not [one for one in found if dialling.same(old.number, one)], path


def test_hours_that_nobody_stated_are_a_question(pages: dict) -> None:
    for code in WITH_LINES:
        if any(line["hours"] is None for line in COUNTRIES[code]["lines"]):
            for url in pages_of(code):
                assert "Ask them when they answer." in pages[url].text, url
    lines = [line for country in english().countries for line in country.lines]
    assert len(lines) == sum(len(entry["lines"]) for entry in DATA["countries"])
    assert all(line.hours for line in lines)
    assert not [line for line in lines if "always" in line.hours.lower()]


def test_only_stated_hours_say_day_and_night() -> None:
    for country in english().countries:
        stated = [line["hours"] for line in COUNTRIES[country.code.upper()]["lines"]]
        shown = [line.hours for line in country.lines]
        assert shown.count("Day and night") == stated.count("24/7"), country.code


def test_a_word_to_send_is_in_the_words_and_in_the_address(pages: dict) -> None:
    assert "Text CONNECT to 686868" in pages["/help/ca/"].text
    assert "sms:686868?body=CONNECT" in pages["/help/ca/"].links()


def test_every_line_says_who_it_is_for_and_whether_it_may_send_somebody(pages: dict) -> None:
    for code in WITH_LINES:
        country, page = english().country(code), pages[f"/help/{code.lower()}/"]
        assert page.text.count("Ask them whether they may send someone.") == len(country.lines)
        for line in country.lines:
            assert f"{line.audience}. " in page.text
            assert f"Last checked {line.checked}." in page.text


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        ("yes", "They may send police or an ambulance."),
        ("no", "They don’t send police or an ambulance."),
        ("unknown", "Ask them whether they may send someone."),
    ],
)
def test_whether_a_line_may_send_police_is_said(answer: str, words: str) -> None:
    own = {
        "country": "gb",
        "name": "Evening line",
        "phone": "01632 960 123",
        "may_dispatch": answer,
        "verified_on": date(2026, 11, 20),
        "page": "https://www.example.org/line",
    }
    lines = english(helplines=[own]).country("gb").lines
    assert next(line for line in lines if line.name == "Evening line").dispatch == words


def test_the_line_for_everybody_at_any_hour_comes_first() -> None:
    assert english().country("pt").first_call[1].shown == "1411"
    assert english().country("us").first_call[1].shown == "988"


def test_every_country_of_the_data_can_be_reached_from_the_help_page(pages: dict) -> None:
    links = pages["/help/"].links()
    for country in english().with_lines:
        assert links.count(f"/help/{country.code}/") == (country.code != "gb"), country.code
        assert f"/help/{country.code}/card/" in pages[f"/help/{country.code}/"].links()
    assert "/help/elsewhere/" in links
    assert "/help/gb/card/" in links


def test_the_countries_that_a_community_puts_first_come_first() -> None:
    directory = english(countries_first=["us", "ie"])
    assert [country.code for country in directory.first] == ["us", "ie"]
    assert {"us", "ie"} & {country.code for country in directory.others} == set()
    assert len(directory.first + directory.others) == len(directory.with_lines)


def test_a_note_says_when_the_lines_answer_in_other_languages() -> None:
    note = english().country("cl").language_note
    assert note == (
        "Lines here answer in Spanish, as far as we know."
        " We don’t know of one here that answers in English."
    )
    assert english().country("gb").language_note == ""
    assert english().country("lb").language_note == "", "nobody states their languages"


def test_a_note_names_the_line_that_answers_in_the_readers_language() -> None:
    own = {
        "country": "cl",
        "name": "The English line",
        "phone": "01632 960 123",
        "languages": ["en"],
        "verified_on": date(2026, 11, 20),
        "page": "https://www.example.org/line",
    }
    note = english(helplines=[own]).country("cl").language_note
    assert note.endswith(" If you need English: The English line.")
    assert "Spanish" in note and "English" in note


def test_the_words_of_the_data_are_translated(pseudo_pages: dict) -> None:
    """Its whole vocabulary is known, so that no page in another language has an English rest."""
    marked = helplines.read("ar-XB", lambda words: OPEN + words, COMMUNITY, TODAY)
    lines = [line for country in marked.countries for line in country.lines]
    assert all(line.audience.startswith(OPEN) for line in lines)
    assert all(line.dispatch.startswith(OPEN) for line in lines)
    thens = [number.then for line in lines for number in line.phones if number.then]
    assert thens and all(then.startswith(OPEN) for then in thens)
    assert "⟦" in pseudo_pages["/help/cl/card/"].text
