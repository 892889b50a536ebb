"""Details in a text: a name, a street, a number that somebody could be found or hurt by (M13).

A detail is taken out wherever it stands as whole words, in capitals or not, however its words are
apart. Nothing else of the text changes.
"""

import re
from collections.abc import Iterable

DETAILS_AT_MOST = 20


def details_of(typed: str) -> tuple[str, ...]:
    """One on each line, each once, in the order in which they were typed."""
    lines = (" ".join(line.split()) for line in typed.split("\n"))
    return tuple(dict.fromkeys(line for line in lines if line))


def take_out(text: str, details: Iterable[str], mark: str) -> str:
    """The text with `mark` in each place of each of them."""
    for detail in details:
        text = _pattern(detail).sub(lambda _: mark, text)
    return text


def found(detail: str, text: str) -> bool:
    """Whether it stands in the text."""
    return _pattern(detail).search(text) is not None


def nothing_else(text: str, details: Iterable[str]) -> bool:
    """Whether no letter and no digit is left without them."""
    return not any(map(str.isalnum, take_out(text, details, " ")))


def _pattern(detail: str) -> re.Pattern[str]:
    """It begins and ends where a word does, where it has letters there."""
    inner = r"\s+".join(map(re.escape, detail.split()))
    before = r"(?<!\w)" if detail[0].isalnum() else ""
    after = r"(?!\w)" if detail[-1].isalnum() else ""
    return re.compile(f"{before}{inner}{after}", re.IGNORECASE)
