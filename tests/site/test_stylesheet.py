"""The stylesheet holds nothing that no page wears: every page pays for its weight."""

import re
from collections.abc import Iterator

import i18n

ROOT = i18n.ROOT
CSS = ROOT / "site" / "assets" / "css" / "leanto.css"
CLASS = re.compile(r"\.([a-z][a-z0-9_-]*)")
# Where a class is put on: in a tag, by a script, in a heading of the content, by a module.
WORN = {
    "site/templates/**/*.html": re.compile(r"class=[^>]*"),
    "site/templates/**/*.svg": re.compile(r'class="([^"]*)"'),
    "site/assets/js/*.js": re.compile(r"class(?:Name|List)\b[^;]*"),
    "site/content/**/*.md": re.compile(r"\{([#.][^}]*)\}"),
    "site/*.py": re.compile(r'"([^"]*)"'),
    "functions/web/**/*.py": re.compile(r'class=\\?"([^"\\]*)'),
}
WORD = re.compile(r"[a-z][a-z0-9_-]*")


def worn() -> Iterator[str]:
    for pattern, shape in WORN.items():
        for path in ROOT.glob(pattern):
            for found in shape.finditer(path.read_text(encoding="utf-8")):
                yield from WORD.findall(found[0])


def selectors(css: str) -> str:
    """The stylesheet without comments, strings and what stands between braces."""
    plain = re.sub(r"/\*.*?\*/", "", css, flags=re.DOTALL)
    return re.sub(r"\{[^{}]*\}", "{}", plain)


def test_no_class_of_the_stylesheet_is_worn_by_nobody() -> None:
    known = set(CLASS.findall(selectors(CSS.read_text(encoding="utf-8"))))
    assert len(known) > 80
    assert sorted(known - set(worn())) == []


def test_what_hides_the_page_of_somebody_who_leaves_is_there() -> None:
    assert ".gone body > *" in CSS.read_text(encoding="utf-8")


def test_what_is_between_braces_is_no_class() -> None:
    assert CLASS.findall(selectors("a.b { margin: .5em } /* .c */ @media x { .d { e: f } }")) == [
        "b",
        "d",
    ]
