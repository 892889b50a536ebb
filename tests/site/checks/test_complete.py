"""A language that is to be whole is whole, and a file of one's own is one that is shown."""

from pathlib import Path

import pytest

from checks import complete
from content import BuildError

PO = """msgid ""
msgstr ""
"Content-Type: text/plain; charset=utf-8\\n"

msgid "Spaces"
msgstr "{spaces}"

msgid "Inbox"
msgstr "Mewnflwch"
"""


def write(root: Path, name: str, text: str = "title: A\n---\nWords.\n") -> None:
    path = root / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """English and a whole Welsh of two pages, and a catalogue."""
    for name in ("about.md", "home.md"):
        write(tmp_path, f"content/en/{name}")
        write(tmp_path, f"content/cy/{name}", "title: B\n---\nGeiriau.\n")
    write(tmp_path, "locales/cy/LC_MESSAGES/leanto.po", PO.format(spaces="Mannau"))
    return tmp_path


def check(root: Path, *languages: str) -> None:
    complete.check(root / "content", languages, root / "locales")


def refused(root: Path) -> str:
    with pytest.raises(BuildError) as refusal:
        check(root, "en", "cy")
    return str(refusal.value)


def test_a_whole_language_is_let_through(root: Path) -> None:
    check(root, "en", "cy", "ar-XB")


def test_a_missing_page_is_told(root: Path) -> None:
    (root / "content" / "cy" / "home.md").unlink()
    assert "content/cy/home.md:1: cy is to be whole, and this page is missing" in refused(root)


def test_a_page_that_is_still_english_is_told(root: Path) -> None:
    write(root, "content/cy/home.md")
    assert "content/cy/home.md:1: cy is to be whole, and this page is still English" in refused(
        root
    )


def test_a_message_without_a_translation_is_told_with_its_line(root: Path) -> None:
    write(root, "locales/cy/LC_MESSAGES/leanto.po", PO.format(spaces=""))
    assert "leanto.po:5: “Spaces” is not translated" in refused(root)


def test_a_missing_catalogue_is_told(root: Path) -> None:
    (root / "locales" / "cy" / "LC_MESSAGES" / "leanto.po").unlink()
    assert "leanto.po:1: cy is to be whole, and its catalogue is missing" in refused(root)


def test_resources_may_differ_from_language_to_language(root: Path) -> None:
    write(root, "content/en/resources/grounding/walk.md")
    check(root, "en", "cy")


def test_a_language_that_nobody_calls_whole_is_not_looked_at(root: Path) -> None:
    (root / "content" / "cy" / "home.md").unlink()
    check(root, "en")


def test_a_file_of_ones_own_that_takes_no_place_is_told_with_the_nearest(root: Path) -> None:
    write(root, "content/local/abuot.md")
    message = refused(root)
    assert "content/local/abuot.md:1: there is no abuot.md to take the place of" in message
    assert "is “about.md” meant?" in message


def test_a_resource_and_an_override_of_ones_own_are_let_through(root: Path) -> None:
    write(root, "content/local/about.md")
    write(root, "content/local/resources/grounding/ours.md")
    check(root, "en", "cy")
