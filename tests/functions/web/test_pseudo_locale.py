"""In another language nothing stays in English: every message of every page is marked."""

import re

import pytest

import i18n
from support import cast, tour
from support.people import Forum
from support.reading import Node

MARKED = re.compile(f"{i18n.OPEN}[^{i18n.OPEN}{i18n.CLOSE}]*{i18n.CLOSE}")
WORD = re.compile(r"[^\W\d_]{2,}")
SPOKEN = ("aria-label", "alt", "title", "placeholder")
NAMES = [viewer.name for viewer in (cast.alice, cast.bob, cast.mo, cast.charlie)]


@pytest.fixture
def forum(place) -> Forum:
    return place(language=i18n.PSEUDO)


def unmarked(html: str, own: list[str]) -> list[str]:
    """What stands outside the marks and is nobody's own words."""
    for words in sorted(own, key=len, reverse=True):
        html = html.replace(words, "")
    left, before = html, ""
    while left != before:  # a mark may hold another: a message with a translated part
        left, before = MARKED.sub("", left), left
    return [piece.strip() for piece in left.splitlines() if WORD.search(piece)]


def spoken(root: Node) -> str:
    """All that a person reads or hears: text in order, and the attributes that are read out."""
    said = "".join(piece.words for piece in root.pieces())
    heard = [one[name] for one in root.all() for name in SPOKEN if name in one.attributes]
    told = [
        value
        for one in root.all()
        for name, value in one.attributes.items()
        if name.startswith("data-") and " " in value
    ]
    titles = ["".join(child.words for child in one.children) for one in root.all("title")]
    return "\n".join([said, *heard, *told, *titles])


def test_a_raw_word_would_be_seen():
    assert unmarked("⟦Write to Mo⟧ raw\n⟦In ⟦May⟧⟧ 12:30\nMo", ["Mo"]) == ["raw"]


def test_no_page_has_a_word_that_was_never_translated(forum: Forum):
    own = [*tour.TYPED, *NAMES, *ours(forum)]
    left = {}
    for name, reply in tour.tour(forum).items():
        page = reply.page
        assert page.one("html").attributes == {"lang": i18n.PSEUDO, "dir": "rtl"}, name
        mine = [*own, *(code.text for code in page.all("code")), *shown_names(page.root)]
        if found := unmarked(spoken(page.root), mine):
            left[name] = found
    assert left == {}


def ours(forum: Forum) -> list[str]:
    """What the nonprofit wrote in community.toml and in its guidelines."""
    content = forum.apps["member"].extensions["content"]
    facts = [value for value in vars(content.community).values() if isinstance(value, str)]
    spaces = [words for space in content.community.spaces for words in (space.name, space.who_for)]
    cards = [words for card in content.cards for words in (card.title, card.words)]
    return [*facts, *spaces, *cards, *(rule.rule for rule in content.guidelines)]


def shown_names(root: Node) -> list[str]:
    """Made-up names, and the two letters on their seals."""
    picked = [one["value"] for one in root.all("input", type="radio", name="name")]
    seals = [one.text for one in root.all("span") if one.attributes.get("class", "")[:4] == "seal"]
    return [*picked, *(bdi.text for bdi in root.all("bdi")), *seals]


def test_a_problem_told_to_a_program_is_translated_too(forum: Forum):
    for path in ("/threads/none/", "/inbox/", "/sign-out/"):
        told = forum.visitor().get(path, accept="application/json").json
        assert not unmarked(told["title"], []) and not unmarked(told["detail"], [])
