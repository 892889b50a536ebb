"""What a proofreader would strike out: slips of the pen in words that people read.

`slips` reads one piece of text; `page_slips` a whole page, as it is shown and as it is read out.
"""

import re
from collections.abc import Iterable, Iterator, Mapping

from support.reading import INLINE, UNSEEN, Node, Page

# What is wrong, and how it looks. Words of a person or a key are taken out before anybody looks.
SLIPS = {
    "a word twice": re.compile(r"\b([^\W\d_]+)[ \n]+\1\b", re.IGNORECASE),
    "no space after a mark": re.compile(
        r"[^\W\d_A-Z][.?…;:,][A-Z“‘]|[’”)][.?…;:,]\w|[a-z][,;][a-z]|\.“|”[A-Za-z]"
    ),
    "a space before a mark": re.compile(r"\S [.,;:?](?=\s|$)"),
    "two marks": re.compile(r"\.\.|[,;:]\.|\.[,;]|,,"),
    "a straight quotation mark": re.compile(r"['\"]"),
    "a bare id of a rule": re.compile(r"\bg\d{1,2}\b"),
    "a week by its number": re.compile(r"\bweek \d", re.IGNORECASE),
    "an exclamation mark": re.compile(r"!"),
    "something not filled in": re.compile(r"%\(|\{\{|\}\}|\{%|\bNone\b(?=[.,)])"),
    "empty brackets": re.compile(r"\( *\)|“ *”"),
}
_PLACE = re.compile(r"%\(\w+\)[sd]")
# Stands for words that are not ours.
SOMETHING = "¤"
TWO_SPACES = re.compile(r"\S  +\S")
SPOKEN = ("aria-label", "alt", "title", "placeholder")
# Keys, codes and what somebody typed are not prose.
NOT_PROSE = frozenset(("code", "kbd", "textarea"))
# What stands inside a sentence, with no edge of its own.
RUNS_ON = INLINE | {"b", "small", "time", "u"}


def slips(text: str, whole: bool = False) -> list[str]:
    """Each slip with the words around it; `whole` text keeps its spaces as they are."""
    rules = SLIPS | ({"two spaces": TWO_SPACES} if whole else {})
    return [
        f"{name}: …{text[max(0, found.start() - 30) : found.end() + 30]}…"
        for name, rule in rules.items()
        for found in rule.finditer(text)
    ]


def page_slips(page: Page, own: Iterable[str] = ()) -> list[str]:
    """The slips of a page; `own` is what people wrote, which is nobody's to mend."""
    found = []
    for text in read_out(page.root):
        for words in own:
            text = text.replace(words, SOMETHING)
        found += slips(text)
    return found


def message_slips(message: str, filled: Mapping[str, Iterable[str]]) -> list[str]:
    """The slips of a message of the catalogue, with each of the words that can fill its gaps."""
    text = re.sub(r"<[^>]*>", "", message)
    name = next((each for each in filled if f"%({each})s" in text), "")
    words = filled.get(name, [""])
    versions = (_PLACE.sub(SOMETHING, text.replace(f"%({name})s", each)) for each in words)
    return sorted({slip for version in versions for slip in slips(version, whole=True)})


def read_out(root: Node) -> Iterator[str]:
    """Every stretch of text of a page that is shown or read out as one, with single spaces."""
    yield from _stretches(root)
    for one in root.all():
        yield from (one[name] for name in SPOKEN if name in one.attributes)
        yield from (
            value for name, value in one.attributes.items() if name[:5] == "data-" and " " in value
        )
        if one.tag == "title":
            yield "".join(child.words for child in one.children)
        if one.tag == "meta" and one.attributes.get("name") == "description":
            yield one["content"]


def _stretches(root: Node) -> Iterator[str]:
    """Text between the edges of blocks: words in one of them are read without a pause."""
    words = ""
    for piece in _pieces(root):
        if piece is None:
            yield from filter(None, [" ".join(words.split())])
            words = ""
        else:
            words += piece
    yield from filter(None, [" ".join(words.split())])


def _pieces(node: Node) -> Iterator[str | None]:
    for child in node.children:
        if not child.tag:
            yield child.words
        elif child.tag == "br":
            yield " "
        elif child.tag in NOT_PROSE:
            yield "code"
        elif child.tag not in UNSEEN:
            # The parts of a summary are laid out side by side, and a screen reader pauses there.
            edge = child.tag not in RUNS_ON or node.tag == "summary"
            yield from [None] if edge else []
            yield from _pieces(child)
            yield from [None] if edge else []
