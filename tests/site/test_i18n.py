"""Interface words: nothing on a page is outside the catalogues."""

import json
import re
import tomllib
from datetime import date
from io import BytesIO
from pathlib import Path

import pytest
from babel.messages import Catalog
from babel.messages.pofile import write_po

import build
import i18n
from help import helpline_data, helplines

MARKED = re.compile(r"⟦[^⟦⟧]*⟧")
WORD = re.compile(r"[^\W\d_]{2,}")


def data_words() -> list[str]:
    """Data and not interface: the community's own words, and what services call themselves."""
    community = tomllib.loads((build.SITE / "community.toml").read_text(encoding="utf-8"))
    words = [value for value in community.values() if isinstance(value, str)]
    words += [space[key] for space in community["spaces"] for key in ("name", "who_for")]
    for entry in json.loads(helpline_data.DATA.read_text(encoding="utf-8"))["countries"]:
        for line in entry["lines"]:
            words += [line["name"], line["local_name"] or "", line["hours"] or ""]
    directory = helplines.read(i18n.PSEUDO, str, community, date(2026, 11, 24))
    names = [*(each.name for each in directory.countries), "".join(directory.by_letter)]
    return sorted(
        {word for word in (*words, *names, *directory.unknown) if word}, key=len, reverse=True
    )


def unmarked(text: str) -> str:
    """What is left of a page when marked messages are taken out, innermost first."""
    while MARKED.search(text):
        text = MARKED.sub(" ", text)
    return text


def test_no_raw_string_is_on_any_page_of_the_pseudo_locale(pseudo_pages: dict) -> None:
    data = data_words()
    for url, page in pseudo_pages.items():
        left = unmarked(page.text)
        for words in data:
            left = left.replace(words, " ")
        assert not WORD.findall(left), (url, WORD.findall(left)[:5])


def test_labels_that_only_some_people_hear_are_translated_too(pseudo_pages: dict) -> None:
    for url, page in pseudo_pages.items():
        for tag, attributes in page.tags:
            for name in ("aria-label", "title", "alt", "placeholder", "data-exit-say"):
                label = attributes.get(name)
                assert not label or label.startswith(i18n.OPEN), (url, tag, name, label)


def test_a_mark_keeps_placeholders_and_tags_and_leaves_numbers_alone() -> None:
    assert i18n.mark("Call %(number)s") == "⟦Call %(number)s⟧"
    assert i18n.mark_html("<p>One <b>two</b> 3</p>") == "<p>⟦One ⟧<b>⟦two⟧</b> 3</p>"
    assert i18n.mark("116 123") == "116 123"


def test_plurals_are_marked_in_every_form_of_the_locale() -> None:
    messages = Catalog()
    messages.add(("%(num)d reply", "%(num)d replies"), ("", ""))
    catalogue = i18n.pseudo(messages)
    forms = catalogue.get("%(num)d reply").string
    assert len(forms) == catalogue.num_plurals == 6
    assert set(forms) == {"⟦%(num)d replies⟧"}


def test_english_needs_no_catalogue_and_an_unknown_language_is_refused(tmp_path: Path) -> None:
    assert i18n.translations("en", tmp_path).gettext("Spaces") == "Spaces"
    with pytest.raises(FileNotFoundError, match="no catalogue for xx"):
        i18n.translations("xx", tmp_path)


@pytest.mark.parametrize(("language", "expected"), [("en", "ltr"), ("ar-XB", "rtl"), ("he", "rtl")])
def test_the_direction_follows_the_language(language: str, expected: str) -> None:
    assert i18n.direction(language) == expected


def test_the_committed_template_holds_every_message() -> None:
    made = BytesIO()
    write_po(made, i18n.template(), width=100, include_lineno=False, sort_output=True)
    committed = (i18n.LOCALES / "leanto.pot").read_bytes()
    assert made.getvalue() == committed, "run: python site/i18n.py extract pseudo"
