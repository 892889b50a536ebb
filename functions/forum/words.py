"""The words people write: cleaned, bounded and measured before anything is made of them.

The promise: whatever arrives leaves as text that cannot hide, reorder or bury other words on the
page, and every living script and every emoji leaves as it came. `clean` never raises and cleaning
twice changes nothing. Nothing here makes HTML; that is `web/markup.py`.
"""

import itertools
import re
import unicodedata
from collections.abc import Iterator

from forum.errors import FieldError, Incomplete, TooLong

POST_MAX_CHARACTERS = 5000
POST_MAX_LINES = 200
TITLE_MAX_CHARACTERS = 120
NOTE_MAX_CHARACTERS = 500
APPEAL_MAX_CHARACTERS = 2000
FIRST_LINE_CHARACTERS = 140

MARKS_MAX_PER_BASE = 4
BLANK_LINES_MAX = 2
LIST_MARKERS_MAX_PER_LINE = 2
LIST_LEVELS_MAX = 3
QUOTE_LEVELS_MAX = 4
EMPHASIS_MARKS_MAX = 400
INDENT_SPACES = 4

JOINERS = "\u200c\u200d"
# Category Cf, and yet drawn: they stand under or around the digits that follow (Unicode calls
# them prepended concatenation marks). Arabic verse and dates are not the same without them.
DRAWN_FORMAT = "\u0600\u0601\u0602\u0603\u0604\u0605\u06dd\u070f\u0890\u0891\u08e2"
# Letters and symbols by category, but nothing to see: Hangul fillers and the empty braille cell.
BLANKS = "\u115f\u1160\u3164\uffa0\u2800"
# Unicode sets this range aside for pictures, so a picture newer than this Python is kept.
PICTURES = range(0x1F000, 0x1FB00)

_NEW_LINE = re.compile("\r\n|[\r\x85\u2028\u2029]")
_GAP = re.compile(f"\n{{{BLANK_LINES_MAX + 2},}}")
_ADDRESS = re.compile(r"(?:https?://|\b(?=www\.))([\w-]+(?:\.[\w-]+)+)", re.IGNORECASE)
_MARKER = re.compile(r"( *)(?:(>)|(?:([*+-])|(\d+)\.) +)")
_BEGINNING = re.compile(r"((?: *>)*)( {0,3}(?:[*+-]|[0-9]+\.) )?")
_EMPHASIS = re.compile(r"\\.|[*_]+", re.DOTALL)
_FORMAT = re.compile(r"^[ >]*(?:[*+-] |[0-9]+\. )*|[*\\]+|__+")
_RULE = re.compile(r" *(?:(?:- *){3,}|(?:_ *){3,}|(?:\* *){3,})")


def clean(text: str) -> str:
    """The same words without what cannot be seen. Never raises.

    A tab becomes a space, so that words in a pasted table do not run together.
    """
    text = _NEW_LINE.sub("\n", text).replace("\t", " ")
    text = "".join(c for c in text if _is_kept(c))
    if not text.isascii():
        text = unicodedata.normalize("NFC", text)
        text = unicodedata.normalize("NFC", _without_stacks(text))
    text = "\n".join(line.rstrip() for line in text.split("\n"))
    return _GAP.sub("\n" * (BLANK_LINES_MAX + 1), text).strip()


def _is_kept(character: str) -> bool:
    if character == "\n" or " " <= character <= "~":
        return True
    category = unicodedata.category(character)
    if category == "Cf":
        return character in JOINERS or character in DRAWN_FORMAT
    if category == "Cn":
        return ord(character) in PICTURES
    return category not in ("Cc", "Co", "Cs")


def _without_stacks(text: str) -> str:
    """Marks above and below a letter, four at most; marks that take room of their own are free.

    Joiners neither count nor start a new letter, or a tower could be built through them.
    """
    kept, marks = [], 0
    for character in text:
        category = unicodedata.category(character)
        if category in ("Mn", "Me"):
            marks += 1
            if marks > MARKS_MAX_PER_BASE:
                continue
        elif category != "Mc" and character not in JOINERS:
            marks = 0
        kept.append(character)
    return "".join(kept)


def bound(text: str) -> str:
    """Cleaned text whose Markdown stays within the limits: flattened, never refused.

    Deeper quote marks go; list markers and emphasis beyond the limit stay as text. A number that
    does not count on from the one before stays text too: a list would show another number. A
    rule becomes three dashes, the one way to write it that cannot be taken for a list.
    """
    counts = [0] * (LIST_LEVELS_MAX + 1)
    lines, after_blank = [], True
    for line in text.split("\n"):
        if after_blank and line and line[0] not in " *+-0123456789":
            counts = [0] * len(counts)
        after_blank = not line.strip()
        lines.append(_bound_line(line, counts))
    return _bound_emphasis("\n".join(_room_for_lists(lines)))


def _room_for_lists(lines: list[str]) -> Iterator[str]:
    """An empty line where a list follows text: Markdown needs one there, and people do not."""
    depth, in_text, in_list = 0, False, False
    for line in lines:
        quotes, item = next(_BEGINNING.finditer(line)).groups()
        was, depth = depth, quotes.count(">")
        in_list = in_list and depth == was
        if item and in_text and not in_list and depth <= was:
            yield ">" * depth
        in_text = len(line) > len(quotes)
        in_list = in_text and (in_list or item is not None)
        yield line


def _bound_emphasis(text: str) -> str:
    """The converter looks back through every opening mark at each closing one: bound them."""
    seen = itertools.count()

    def keep(found: re.Match[str]) -> str:
        if found[0][0] == "\\" or next(seen) < EMPHASIS_MARKS_MAX:
            return found[0]
        return "".join(f"\\{mark}" for mark in found[0])

    return _EMPHASIS.sub(keep, text)


def _bound_line(line: str, counts: list[int]) -> str:
    """One line within the limits. `counts` is the last number kept at each list level."""
    kept, quotes, markers, levels, at = "", 0, 0, 0, 0
    while not _RULE.fullmatch(line, at) and (found := _MARKER.match(line, at)):
        indent, quote, bullet, number = found.groups()
        indent, levels = _bound_indent(indent, levels)
        at = found.end()
        if quote:
            kept += indent + ">" if quotes < QUOTE_LEVELS_MAX else ""
            quotes += 1
            continue
        full = markers == LIST_MARKERS_MAX_PER_LINE or levels == LIST_LEVELS_MAX
        if full or not (bullet or _counts_on(number, levels, counts)):
            return kept + indent + (f"\\{bullet} " if bullet else f"{number}\\. ") + line[at:]
        kept += indent + (bullet or f"{number}.") + " "
        markers, levels = markers + 1, levels + 1
    rest = line[at:].lstrip(" ")
    indent, _ = _bound_indent(line[at : len(line) - len(rest)], levels)
    return kept + indent + ("---" if _RULE.fullmatch(rest) else rest)


def _bound_indent(indent: str, levels: int) -> tuple[str, int]:
    """The indent that still leaves room for a marker, and the list levels used with it."""
    deeper = min(len(indent) // INDENT_SPACES, max(0, LIST_LEVELS_MAX - 1 - levels))
    return " " * (deeper * INDENT_SPACES + len(indent) % INDENT_SPACES), levels + deeper


def _counts_on(number: str, level: int, counts: list[int]) -> bool:
    """True for 1, and for the number after the last one at this level, which is then noted."""
    if not number.isascii() or len(number) > 3 or int(number) not in (1, counts[level] + 1):
        return False
    counts[level:] = [int(number)] + [0] * (LIST_LEVELS_MAX - level)
    return True


def check_post(text: str) -> str:
    """The cleaned words of a post. Refuses `Incomplete` and `TooLong` on the field `body`."""
    body = _check(clean(text), "body", POST_MAX_CHARACTERS)
    if body.count("\n") >= POST_MAX_LINES:
        raise TooLong(
            fields=(FieldError(field="body", reason="too-many-lines", limit=POST_MAX_LINES),)
        )
    return body


def check_title(text: str) -> str:
    """The cleaned title, on one line. Refuses `Incomplete` and `TooLong` on the field `title`."""
    return _check(" ".join(clean(text).split()), "title", TITLE_MAX_CHARACTERS)


def check_note(text: str, field: str = "note") -> str:
    """The cleaned note to a report or a decision; empty when there is nothing to see in it.

    Refuses `TooLong` on the field; whoever needs a note refuses an empty one.
    """
    note = clean(text)
    return _check(note, field, NOTE_MAX_CHARACTERS) if any(map(_is_seen, note)) else ""


def check_appeal(text: str) -> str:
    """The cleaned words of whoever asks for another look. Refuses `Incomplete` and `TooLong`."""
    return _check(clean(text), "appeal", APPEAL_MAX_CHARACTERS)


def first_line(source: str) -> str:
    """How a post begins, for a list: one line of plain words, without the marks of its format."""
    said = (line for line in source.split("\n") if not _RULE.fullmatch(line))
    lines = (_FORMAT.sub("", line).strip() for line in said)
    line = next((line for line in lines if any(map(_is_seen, line))), "")
    if len(line) <= FIRST_LINE_CHARACTERS:
        return line
    cut = line[:FIRST_LINE_CHARACTERS]
    return (cut.rpartition(" ")[0] or cut).rstrip(" ,;:") + "…"


def _check(text: str, field: str, limit: int) -> str:
    if not any(map(_is_seen, text)):
        raise Incomplete(fields=(FieldError(field=field, reason="empty"),))
    if len(text) > limit:
        raise TooLong(fields=(FieldError(field=field, reason="too-long", limit=limit),))
    return text


def _is_seen(character: str) -> bool:
    if unicodedata.category(character) == "Cn":
        return True
    return unicodedata.category(character)[0] in "LNPS" and character not in BLANKS


def hosts(text: str) -> frozenset[str]:
    """The hosts of the addresses in a text, in small letters."""
    return frozenset(found[1].lower() for found in _ADDRESS.finditer(text))
