"""What a look at a community says: pass, warn (to think about) or fail (somebody is let down)."""

from dataclasses import dataclass

PASS, WARN, FAIL = "pass", "warn", "fail"


@dataclass(frozen=True, kw_only=True)
class Finding:
    """One thing that was looked at, and what to do about it."""

    level: str
    words: str


def passed(words: str) -> Finding:
    """Nothing to do."""
    return Finding(level=PASS, words=words)


def warned(words: str) -> Finding:
    """Something to think about."""
    return Finding(level=WARN, words=words)


def failed(words: str) -> Finding:
    """Something that lets people down."""
    return Finding(level=FAIL, words=words)
