"""How hard English text is to read: the Flesch–Kincaid grade, and the most that a page may have.

The formula is that of Kincaid, Fishburne, Rogers and Chissom, "Derivation of New Readability
Formulas … for Navy Enlisted Personnel", Research Branch Report 8-75, 1975:
0.39 × words per sentence + 11.8 × syllables per word - 15.59. A grade is a school year of the
United States; add five for an age, so 6 is about eleven.

It measures the Markdown: the sentences of paragraphs and list items. Headings and tables are left
out, so that short ones cannot flatter a page. Syllables are counted by rule (groups of vowels,
without a silent ending), which is good to about half a grade. A low grade is needed and not enough:
the words still have to be read by somebody.
"""

import re
from collections.abc import Iterator

from content import BuildError, Words, shown
from pages import guidelines

GUIDELINES, EASY = "guidelines", "guidelines/easy"
# The first that a page's name begins with.
LIMITS = (
    ("help", 7.0),
    ("grounding", 7.0),
    ("breathing", 7.0),
    ("take-a-minute", 7.0),
    (EASY, 5.0),
    ("easy-read", 5.0),
    ("", 8.0),
)
_SILENT = re.compile(r"(?:[^laeiouy]es|[^aeiouytd]ed|[^laeiouy]e)$")
_VOWELS = re.compile(r"[aeiouy]+")
_WORD = re.compile(r"[A-Za-z0-9]+(?:[’'-][A-Za-z0-9]+)*")
_MARKS = re.compile(r"\]\([^)]*\)|\{[^}]*\}|[*_`\[\]]")
_ITEM = re.compile(r"(?:[-*>]|\d+\.)\s+")
_STOP = re.compile(r"[.?!…][”)]?(?:\s+|$)")


def grade(text: str) -> float:
    """The Flesch–Kincaid grade of Markdown; 0 for text without words."""
    found = list(_sentences(text))
    words = [word for each in found for word in _WORD.findall(each)]
    if not words:
        return 0.0
    beats = sum(map(syllables, words))
    return 0.39 * len(words) / len(found) + 11.8 * beats / len(words) - 15.59


def syllables(word: str) -> int:
    """How many syllables an English word probably has; each digit counts as one."""
    total = 0
    for part in re.split(r"[^a-z0-9]+", word.lower().replace("’", "").replace("'", "")):
        if part.isdigit():
            total += len(part)
        elif part:
            bare = _SILENT.sub("", part) if len(part) > 3 else part
            total += max(1, len(_VOWELS.findall(bare)))
    return total


def limit(name: str) -> float:
    """The most that a page of this name may have."""
    return next(most for start, most in LIMITS if name.startswith(start))


def table(words: Words) -> list[tuple[str, float, float]]:
    """Each page's name, its grade, and its limit. Only English can be measured this way."""
    if words.language != "en":
        return []
    rules = guidelines.read(words)
    names = (name for name in words.names("") if name != GUIDELINES)
    measured = [(name, grade(words.page(name).text)) for name in names]
    measured.append((GUIDELINES, grade(words.page("guidelines").text + guidelines.prose(rules))))
    measured.append((EASY, grade(guidelines.easy_prose(rules))))
    return [(name, found, limit(name)) for name, found in sorted(measured)]


def check(words: Words) -> None:
    """Refuses a page that is harder to read than its limit, with the figure."""
    over = [
        f"{_place(words, name)}: grade {found:.1f}, and the most for this page is {most:g}:"
        " shorter sentences and shorter words, please"
        for name, found, most in table(words)
        if found > most
    ]
    if over:
        raise BuildError("\n".join(over))


def show(words: Words) -> str:
    """The table as `python site/build.py --grades` prints it."""
    rows = (f"{found:5.1f}  of {most:g}  {name}" for name, found, most in table(words))
    return "\n".join(rows)


def _place(words: Words, name: str) -> str:
    file = guidelines.FILE if name in (GUIDELINES, EASY) else f"{name}.md"
    return f"{shown(words.find(file))}:1"


def _sentences(text: str) -> Iterator[str]:
    return (part for block in _blocks(text) for part in _STOP.split(block) if _WORD.search(part))


def _blocks(text: str) -> Iterator[str]:
    """Paragraphs and list items, each as one line without its Markdown."""
    block = ""
    for line in _MARKS.sub("", text).splitlines():
        line = line.strip()
        item = _ITEM.match(line)
        if item or not line:
            yield block
            block = ""
        if not line.startswith("#") and "|" not in line:
            block = f"{block} {line[item.end() :] if item else line}"
    yield block
