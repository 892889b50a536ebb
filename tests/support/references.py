"""What code cites, in docstrings and comments: ids of promises, documents, numbered sections."""

import ast
import io
import re
import tokenize
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
ROOTS = ("functions", "site", "infra", "tests")
CODE = (".py", ".css", ".html", ".js", ".toml")
MADE = {"_site", "_site.new", "__pycache__", "locales"}
ID = r"(?:[A-Z][0-9]{1,2}|T-[A-Z]+)"
# An id stands in brackets, alone or with others: (A15), (F6, F7), (`Incomplete`, C4).
CITED = re.compile(rf"\((?:[^()]*[ ,])?{ID}(?:,[^()]*)?\)")
DOCUMENT = re.compile(r"\b[\w-]+\.md\b|\bDESIGN\b")
# A section of something that has numbered sections, which no document here has.
SECTION = re.compile(r"§|\b(?<!RFC 9457 )sections? [0-9]")


@cache
def prose(path: Path) -> str:
    """Everything that a file says to whoever reads it: of Python, docstrings and comments."""
    text = path.read_text("utf-8")
    if path.suffix != ".py":
        return text
    holders = (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)
    nodes = [node for node in ast.walk(ast.parse(text)) if isinstance(node, holders)]
    said = [ast.get_docstring(node) or "" for node in nodes]
    tokens = tokenize.generate_tokens(io.StringIO(text).readline)
    return "\n".join([*said, *(each.string for each in tokens if each.type == tokenize.COMMENT)])


@cache
def files() -> tuple[Path, ...]:
    """All code of ours; the words for people are none."""
    found = (path for root in ROOTS for path in (ROOT / root).rglob("*") if path.suffix in CODE)
    return tuple(sorted(path for path in found if not MADE & set(path.parts)))


@cache
def documents() -> frozenset[str]:
    """The names of the documents that are here."""
    kept = (path for root in ROOTS for path in (ROOT / root).rglob("*.md"))
    return frozenset(path.name for path in (*ROOT.glob("*.md"), *kept))


def ids(text: str) -> set[str]:
    """Every id that a text cites."""
    return {id for cited in CITED.findall(text) for id in re.findall(rf"\b{ID}\b", cited)}


def strangers(text: str) -> list[str]:
    """Documents that are not in the repository, and sections by number."""
    found = [word for word in DOCUMENT.findall(text) if word not in documents()]
    return found + SECTION.findall(text)
