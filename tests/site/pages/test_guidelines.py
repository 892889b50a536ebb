"""The guidelines: one file, whole, and the same on every page that shows it."""

import re
from datetime import date
from pathlib import Path

import pytest

import content
from content import BuildError, Words
from pages import guidelines

TEXT = (content.FOLDER / "en" / "guidelines.toml").read_text(encoding="utf-8")


def words(root: Path = content.FOLDER) -> Words:
    return Words(language="en", facts={}, today=date(2026, 11, 24), root=root)


def refused(root: Path, text: str) -> str:
    (root / "en").mkdir(parents=True, exist_ok=True)
    (root / "en" / "guidelines.toml").write_text(text, encoding="utf-8")
    with pytest.raises(BuildError) as refusal:
        guidelines.read(words(root))
    return str(refusal.value)


def without(key: str, number: int = 3) -> str:
    """The file without one line of the number-th rule."""
    before, *rules = re.split(r"(?=^\[\[rules\]\])", TEXT, flags=re.MULTILINE)
    rules[number - 1] = re.sub(rf"^{key} = .*\n", "", rules[number - 1], flags=re.MULTILINE)
    return before + "".join(rules)


def line_of(rule: int) -> int:
    starts = [n for n, line in enumerate(TEXT.splitlines(), 1) if line == "[[rules]]"]
    return starts[rule - 1]


PARTS = ["rule", "why", "fine", "not_fine", "broken", "told", "mend", "easy", "easy_words"]


@pytest.mark.parametrize("key", PARTS)
def test_a_rule_that_lacks_a_part_is_refused_with_its_line(tmp_path: Path, key: str) -> None:
    message = refused(tmp_path, without(key))
    assert f"en/guidelines.toml:{line_of(3)}: g3: `{key} = " in message
    assert "is missing" in message


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('id = "g4"', 'id = "g44"', 'rule 4 has id = "g4": ids go on in order'),
        ("urgency = 0", "urgency = 7", "urgency is 0 (looked at first) to 3"),
        ("urgency = 0", "urgencey = 0", "no “urgencey” here; is “urgency” meant?"),
        ('easy = "Be kind."', f'easy = "{"be kind " * 7}"', "`easy` has more than 12 words"),
        ("version = 1\n\n", "version = 2\n\n", "[[changed]] does not say what version 2 changed"),
        ("version = 1\n\n", 'version = "1"\n\n', "`version = 1`: a whole number"),
        ("date = 2026-11-24", 'date = "soon"', "a change has `version = 1`, `date = 2026-11-24`"),
        ('title = "Everyone', 'titel = "Everyone', "3 cards, each with a title and words"),
        ("version = 1\n\n", "version = 1\nurgent = true\n\n", "there is no “urgent” here"),
        ('rule = "No hate', "rule = No hate", "between two quotation marks"),
    ],
)
def test_a_mistake_is_told_in_words(tmp_path: Path, old: str, new: str, said: str) -> None:
    assert said in refused(tmp_path, TEXT.replace(old, new, 1))


def test_the_page_says_each_rule_its_reason_its_examples_and_what_happens(pages: dict) -> None:
    page = pages["/guidelines/"]
    for rule in guidelines.read(words()).rules:
        for key in ("rule", "why", "fine", "not_fine", "broken"):
            assert rule[key] in page.text, (rule["id"], key)
    assert "/guidelines/easy/" in page.links()


def test_the_easy_page_has_every_rule_in_easy_words(pages: dict) -> None:
    page = pages["/guidelines/easy/"]
    for rule in guidelines.read(words()).rules:
        assert rule["easy"] in page.text
        assert all(sentence in page.text for sentence in rule["easy_words"])
    assert "/guidelines/" in page.links()


def test_the_page_shows_the_cards_and_what_has_changed(pages: dict) -> None:
    read = guidelines.read(words())
    for card in read.cards:
        assert card["title"] in pages["/guidelines/"].text
    assert read.changed[0]["words"] in pages["/guidelines/"].text
    assert "24 November 2026" in pages["/guidelines/"].text


def test_no_reported_rule_is_looked_at_before_one_by_which_somebody_may_be_hurt() -> None:
    urgency = {rule["id"]: rule.get("urgency", 2) for rule in guidelines.read(words()).rules}
    assert [name for name, value in urgency.items() if value == 0] == ["g7", "g11"]
    assert urgency["g5"] == urgency["g12"] == 1
    assert urgency["g13"] == 3


def test_a_file_of_ones_own_takes_the_place_of_the_guidelines(tmp_path: Path) -> None:
    for folder, text in (("en", TEXT), ("local", TEXT.replace("Be kind, even", "Be gentle, even"))):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "guidelines.toml").write_text(text, encoding="utf-8")
    assert guidelines.read(words(tmp_path)).rules[0]["rule"].startswith("Be gentle")
