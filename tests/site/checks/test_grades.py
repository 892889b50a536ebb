"""How hard pages are to read, measured, and refused above a limit."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

import build
import content
from checks import grades
from content import BuildError, Words

HARD = (
    "Notwithstanding the aforementioned considerations, comprehensive organisational "
    "responsibilities necessitate institutional documentation of extraordinary circumstances."
)


@pytest.mark.parametrize(
    ("word", "beats"),
    [
        ("a", 1),
        ("help", 1),
        ("like", 1),
        ("makes", 1),
        ("asked", 1),
        ("wanted", 2),
        ("table", 2),
        ("worries", 2),
        ("moderator", 4),
        ("don’t", 1),
        ("round-the-clock", 3),
        ("999", 3),
    ],
)
def test_syllables_are_counted_by_rule(word: str, beats: int) -> None:
    assert grades.syllables(word) == beats


def test_the_grade_is_that_of_the_formula() -> None:
    # 6 words, 6 syllables, one sentence: 0.39 * 6 + 11.8 * 1 - 15.59
    assert grades.grade("The cat sat on the mat.") == pytest.approx(-1.45)
    assert grades.grade(HARD) > 20


def test_headings_marks_and_addresses_are_not_sentences() -> None:
    plain = grades.grade("We read it with a friend.")
    marked = "## Short\n\n### Shorter\n\nWe read **it** [with a friend](/organisational/).\n"
    assert grades.grade(marked) == pytest.approx(plain)


def test_an_item_is_a_sentence_and_a_wrapped_line_is_not() -> None:
    assert grades.grade("- One two three\n- One two three\n") == grades.grade("One two three.")
    assert grades.grade("One two\nthree.\n") == grades.grade("One two three.")


def test_an_empty_text_has_no_grade() -> None:
    assert grades.grade("## Only a heading\n") == 0


@pytest.mark.parametrize(
    ("name", "most"),
    [
        ("help", 7),
        ("breathing", 7),
        ("guidelines", 8),
        ("guidelines/easy", 5),
        ("easy-read", 5),
        ("resources/grounding/five-senses", 8),
        ("about", 8),
    ],
)
def test_each_kind_of_page_has_its_limit(name: str, most: int) -> None:
    assert grades.limit(name) == most


def edition(root: Path) -> Words:
    words = build.edition("en", date(2026, 11, 24)).words
    return replace(words, root=root)


def test_a_page_over_its_limit_is_refused_with_the_figure(tmp_path: Path) -> None:
    (tmp_path / "en").symlink_to(content.FOLDER / "en")
    (tmp_path / "local").mkdir()
    page = f"title: About\ndescription: About.\n---\n{HARD}\n"
    (tmp_path / "local" / "about.md").write_text(page, encoding="utf-8")
    with pytest.raises(BuildError, match=r"local/about\.md:1: grade 3\d\.\d, and the most .* is 8"):
        grades.check(edition(tmp_path))


def test_every_page_of_the_house_is_in_the_table_and_within_its_limit() -> None:
    words = edition(content.FOLDER)
    table = grades.table(words)
    assert len(table) > 60
    assert [row for row in table if row[1] > row[2]] == []
    assert {"help", "guidelines", "guidelines/easy"} <= {name for name, _, _ in table}


def test_the_table_can_be_printed() -> None:
    lines = grades.show(edition(content.FOLDER)).splitlines()
    assert [line for line in lines if line.endswith("of 7  help")]


def test_another_language_is_not_measured_by_an_english_formula() -> None:
    words = Words(language="cy", facts={}, today=date(2026, 11, 24))
    assert grades.table(words) == []
