"""Every word of the static site and of the catalogue, read as a proofreader would."""

import json
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

import i18n
from help import helpline_data
from support import proofreading
from support.reading import Page

TEMPLATE = i18n.LOCALES / "leanto.pot"
# What stands for a time in a sentence, in each of its shapes.
WHENS = (
    "in the last hour",
    "last night",
    "this morning",
    "this afternoon",
    "this evening",
    "yesterday",
    "on Monday",
    "24 November 2026",
)


def own_names() -> list[str]:
    """What services call themselves, as they write it."""
    document = json.loads(helpline_data.DATA.read_text(encoding="utf-8"))
    lines = [line for country in document["countries"] for line in country["lines"]]
    names = [line[key] for line in lines for key in ("name", "local_name") if line[key]]
    return sorted(names, key=len, reverse=True)


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("a word twice", "Started this this afternoon"),
        ("no space after a mark", "A moderator took the post down.The reason is below."),
        ("no space after a mark", "Day and night.“Ask them”"),
        ("a space before a mark", "Somebody wrote , and left."),
        ("two marks", "They answer at night.."),
        ("a straight quotation mark", "It's here."),
        ("a bare id of a rule", "A moderator let a post stay (g2)"),
        ("a week by its number", "Since week 48 of 2026"),
        ("an exclamation mark", "Welcome!"),
        ("something not filled in", "Hello %(name)s"),
        ("empty brackets", "A post ()"),
    ],
)
def test_a_slip_would_be_seen(name: str, words: str) -> None:
    assert [each.partition(":")[0] for each in proofreading.slips(words)] == [name]


def test_slips_across_tags_and_in_what_is_read_out_would_be_seen() -> None:
    html = "<p>It is <b>here</b> here.</p><p>Down.</p><p>The</p><a aria-label='Say it!'>a</a>"
    found = proofreading.page_slips(Page.of(html))
    assert [each.partition(":")[0] for each in found] == ["a word twice", "an exclamation mark"]


def test_a_message_is_read_with_every_time_that_can_fill_it() -> None:
    found = proofreading.message_slips("Started this %(when)s", {"when": WHENS})
    assert any("this this afternoon" in each for each in found)
    assert proofreading.message_slips("Two  spaces", {}) != []


def test_no_static_page_has_a_slip(site: Path) -> None:
    names = own_names()
    found = {}
    for path in sorted(site.rglob("*.html")):
        own = names if "help" in path.relative_to(site).parts else ()
        if slips := proofreading.page_slips(Page.of(path.read_text(encoding="utf-8")), own):
            found[path.relative_to(site).as_posix()] = slips
    assert found == {}


def test_no_message_has_a_slip() -> None:
    with TEMPLATE.open("rb") as text:
        messages = [message for message in read_po(text) if message.id]
    assert len(messages) > 500
    found = {}
    for message in messages:
        for words in (message.id,) if isinstance(message.id, str) else message.id:
            if slips := proofreading.message_slips(words, {"when": WHENS}):
                found[words] = slips
    assert found == {}
