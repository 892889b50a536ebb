"""Content that a reader could stumble over is refused, with the file and the line."""

from datetime import date
from pathlib import Path

import pytest

import content
from content import BuildError, Words

HEAD = "title: A page\ndescription: What it is.\n---\n"
FACTS = {"hours": "from 8am to 11pm", "spaces": []}


def words(root: Path, language: str = "en") -> Words:
    return Words(language=language, facts=FACTS, today=date(2026, 11, 24), root=root)


def write(root: Path, name: str, text: str) -> Path:
    path = root / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def refused(root: Path, name: str) -> str:
    with pytest.raises(BuildError) as refusal:
        words(root).page(name)
    return str(refusal.value)


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        ("Only words.\n", 1, "begins with `title: …`, then a line `---`"),
        ("title: A\n---\nWords.\n", 1, "`description: …` is missing"),
        ("titel: A\ndescription: B\n---\nWords.\n", 1, "no “titel” here; is “title” meant?"),
        ("title: A\ntitle: B\ndescription: C\n---\nWords.\n", 2, "“title” is here twice"),
        ("title: A\ndescription\n---\nWords.\n", 2, "each line is `key: value`"),
        (HEAD + "\n", 4, "there are no words below the `---`"),
        (HEAD + "One.\n\nTwo <b>bold</b> words.\n", 6, "raw HTML (<b>)"),
        (HEAD + "<!-- a note -->\n", 4, "raw HTML"),
        (HEAD + "## One\n\n#### Three\n", 6, "the heading jumps from h2 to h4"),
        (HEAD + "### First\n", 4, "the heading jumps from h1 to h3"),
        (HEAD + "Words.\n\n# Another\n", 6, "a second h1"),
        (HEAD + "Another\n=======\n", 5, "an underlined heading"),
        (HEAD + "![](/assets/a.svg)\n", 4, "an image without words"),
        (HEAD + "We are here {{ hour }}.\n", 4, "has no hour; is “hours” meant?"),
        (HEAD + "See {{ spaces }}.\n", 4, "community.toml has no spaces"),
    ],
)
def test_refuses_a_page_with_file_and_line(tmp_path: Path, text: str, line: int, said: str) -> None:
    write(tmp_path, "en/about.md", text)
    message = refused(tmp_path, "about")
    assert f"en/about.md:{line}: " in message
    assert said in message


def test_says_everything_that_is_wrong_at_once(tmp_path: Path) -> None:
    write(tmp_path, "en/about.md", "titel: A\n---\n# One\n\n<b>Two</b>\n")
    assert len(refused(tmp_path, "about").splitlines()) == 5


def test_a_missing_page_is_named(tmp_path: Path) -> None:
    write(tmp_path, "en/about.md", HEAD + "Words.\n")
    assert "en/home.md: this page is missing" in refused(tmp_path, "home")


def test_a_kind_of_page_has_its_own_keys(tmp_path: Path) -> None:
    write(tmp_path, "en/problems/gone.md", "title: Gone\ndescription: No.\n---\nWords.\n")
    assert "gone.md:2: there is no “description” here" in refused(tmp_path, "problems/gone")


def test_addresses_code_and_arithmetic_are_not_html(tmp_path: Path) -> None:
    write(tmp_path, "en/about.md", HEAD + "2 < 3, `<b>` and <https://example.org/>.\n")
    assert "2 &lt; 3" in words(tmp_path).page("about").html


def test_facts_of_the_community_are_written_once(tmp_path: Path) -> None:
    write(tmp_path, "en/about.md", HEAD + "We are here {{ hours }}.\n")
    assert "We are here from 8am to 11pm." in words(tmp_path).page("about").html


def test_each_h2_opens_a_section_with_its_id_and_classes(tmp_path: Path) -> None:
    write(
        tmp_path, "en/about.md", HEAD + "First.\n\n## Two {#two .noprint}\n\nWords.\n\n## Three\n"
    )
    page = words(tmp_path).page("about")
    assert page.intro.strip() == "<p>First.</p>"
    assert '<section class="flow noprint" id="two">' in page.sections
    assert page.sections.count("<section") == page.sections.count("</section>") == 2
    assert "<h2>Two</h2>" in page.sections


def test_a_section_can_be_a_grid_of_its_h3(tmp_path: Path) -> None:
    text = HEAD + "## How {.grid2}\n\nBefore.\n\n### One\n\nA.\n\n### Two\n\nB.\n"
    write(tmp_path, "en/about.md", text)
    html = words(tmp_path).page("about").html
    assert html.count('<div class="snug">') == 2
    assert html.index("Before.") < html.index('<div class="grid2">') < html.index("<h3>One")
    assert 'class="flow"' in html


def test_a_section_can_be_folded_under_its_heading(tmp_path: Path) -> None:
    text = HEAD + "Before.\n\n## Hide {#hide .fold}\n\nA.\n\n## Else\n\nB.\n"
    write(tmp_path, "en/about.md", text)
    page = words(tmp_path).page("about")
    folded = page.part("hide")
    assert folded.startswith('<section class="flow fold" id="hide"><details><summary><h2>Hide</h2>')
    assert "A." in folded and "B." not in folded
    assert "A." not in page.without("hide") and "B." in page.without("hide")
    assert page.part("none") == "" and page.without("none") == page.html


def test_a_file_of_ones_own_takes_the_place_of_the_same_name(tmp_path: Path) -> None:
    write(tmp_path, "en/about.md", HEAD + "Theirs.\n")
    own = write(tmp_path, "local/about.md", HEAD + "Ours.\n")
    page = words(tmp_path).page("about")
    assert "Ours." in page.html
    assert page.source == own


def test_a_mistake_in_a_file_of_ones_own_is_named_there(tmp_path: Path) -> None:
    write(tmp_path, "en/about.md", HEAD + "Theirs.\n")
    write(tmp_path, "local/about.md", HEAD + "# Ours\n")
    assert "local/about.md:4: a second h1" in refused(tmp_path, "about")


def test_a_language_without_a_folder_is_refused(tmp_path: Path) -> None:
    write(tmp_path, "en/about.md", HEAD + "Words.\n")
    with pytest.raises(BuildError, match="content/cy: there are no pages in this language yet"):
        words(tmp_path, "cy").page("about")


def test_the_content_of_the_house_holds_no_html() -> None:
    for path in sorted(content.FOLDER.rglob("*.md")):
        assert "markdown=" not in path.read_text(encoding="utf-8"), path
