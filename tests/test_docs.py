"""The documents keep their word: links, names, commands, settings and numbers are the code's."""

import ast
import importlib
import os
import re
from collections.abc import Iterator
from datetime import timedelta
from functools import cache
from pathlib import Path

import pytest

import build
from grants import GRANTS, may_read
from here import files
from support import references

ROOT = Path(__file__).resolve().parent.parent
SKIPPED = {".git", ".leanto", ".venv", "_site", "_site.new", "node_modules", "__pycache__"}
CACHES = re.compile(r"\.\w+_cache|\.hypothesis")
TEXT = {"", ".cfg", ".css", ".html", ".in", ".js", ".json", ".md", ".po", ".pot", ".py", ".svg"}
TEXT |= {".toml", ".txt", ".yml"}
# What a command makes, so a fresh clone does not have it.
MADE = (".leanto/", "site/_site", "site/forum.json")
IMAGE_BYTES = 150_000
KB = 1024
PAGE_REQUESTS = 6
UNITS = ("seconds", "minutes", "hours", "days")

FENCE = re.compile(r"^```.*?^```", re.M | re.S)
CODE = re.compile(r"`([^`\n]+)`")
LINK = re.compile(r"\]\(([^)\s]+)\)|(?:src|href)=\"([^\"]+)\"")
ELSEWHERE = ("https://", "http://", "mailto:", "/")
# How a thing was made is not what it is.
REFUSED = re.compile(
    r"\b(?:anthropic|claude|chatgpt|openai|copilot|codex|llms?|subagents?|chatbot)\b"
    r"|language model|\bAI[- ](?:generated|written|assisted)|\bas an AI\b"
    r"|/work/(?:main|shared)|\.\./shared|\bstage [0-9]\b|\bissue [0-9]+\b",
    re.I,
)
REGISTRY = re.compile(
    r"index[-_]url|extra[-_]index|find[-_]links|trusted[-_]host|--index\b|--registry"
    r"|/simple\b|pypi\.(?:org|python)|pythonhosted|npmjs|\[\[?(?:tool\.uv\.)?index\b",
    re.I,
)


@cache
def product() -> tuple[Path, ...]:
    """Every file of the product; what a command made is none."""
    found = []
    for folder, inside, names in os.walk(ROOT):
        inside[:] = [one for one in inside if one not in SKIPPED and not CACHES.fullmatch(one)]
        found += [Path(folder, one) for one in names if one != ".git"]
    return tuple(sorted(found))


def documents() -> list[Path]:
    """What people read in the repository; the site's own pages are the build's to check."""
    content = ROOT / "site" / "content"
    return [path for path in product() if path.suffix == ".md" and content not in path.parents]


def name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def read(path: str) -> str:
    return (ROOT / path).read_text("utf-8")


def prose(text: str) -> str:
    """A document without its code."""
    return CODE.sub("", FENCE.sub("", text))


def commands(text: str) -> list[str]:
    """What a document tells people to type."""
    fenced = [line.strip() for block in FENCE.findall(text) for line in block.splitlines()[1:-1]]
    return fenced + CODE.findall(FENCE.sub("", text))


def anchors(text: str) -> set[str]:
    """The anchors that a forge makes of a document's headings."""
    headings = re.findall(r"^#+ (.+)$", FENCE.sub("", text), re.M)
    return {re.sub(r"[^\w -]", "", title).strip().lower().replace(" ", "-") for title in headings}


def tables(text: str, first: str) -> list[list[str]]:
    """The rows of the table whose first column has this heading."""
    found = re.search(rf"^\| {re.escape(first)} \|.*\n\|[-|]+\n((?:\|.*\n?)+)", text, re.M)
    assert found, first
    return [[cell.strip() for cell in row.split("|")[1:-1]] for row in found[1].splitlines()]


def links(text: str) -> list[str]:
    return [a or b for a, b in LINK.findall(CODE.sub("", FENCE.sub("", text)))]


def dead_links(document: Path) -> Iterator[str]:
    for link in links(document.read_text("utf-8")):
        target, _, anchor = link.partition("#")
        path = document.parent / target if target else document
        if link.startswith(ELSEWHERE):
            continue
        if not path.exists() or (anchor and anchor not in anchors(path.read_text("utf-8"))):
            yield f"{name(document)}: {link}"


def test_every_relative_link_leads_somewhere():
    assert [dead for one in documents() for dead in dead_links(one)] == []


def test_every_named_file_exists():
    tops = {path.name for path in ROOT.iterdir() if path.is_dir()}
    missing = []
    for document in documents():
        for code in CODE.findall(FENCE.sub("", document.read_text("utf-8"))):
            if not re.fullmatch(r"[\w.<>*-]+(?:/[\w.<>*-]*)+", code) or code.startswith(MADE):
                continue
            pattern = re.sub(r"<\w+>", "*", code).rstrip("/")
            if code.split("/")[0] in tops and not any(ROOT.glob(pattern)):
                missing.append(f"{name(document)}: {code}")
    assert missing == []


def test_every_command_is_a_target_and_every_target_is_told():
    makefile = read("Makefile")
    targets = set(re.findall(r"^([a-z][a-z-]*):", makefile, re.M))
    public = set(re.findall(r"^([a-z][a-z-]*):.*##", makefile, re.M))
    told = {
        (target, name(document))
        for document in documents()
        for command in commands(document.read_text("utf-8"))
        for target in re.findall(r"^make ([a-z][a-z-]*)", command)
    }
    assert [one for one in sorted(told) if one[0] not in targets] == []
    known = {target for target, document in told if document in ("README.md", "CONTRIBUTING.md")}
    assert public - known == set()


def test_the_settings_table_is_the_code():
    tree = ast.parse(read("functions/settings.py"))
    words = {node.value for node in ast.walk(tree) if isinstance(node, ast.Constant)}
    settings = {word for word in words if re.fullmatch(r"LEANTO_[A-Z_]+", str(word))}
    rows = tables(read("README.md"), "variable")
    assert {row[0].strip("`") for row in rows} == settings
    assert all(row[1].strip("`") in words for row in rows if row[1].startswith("`LE"))
    assert "`http://localhost:8000`" in rows[0][1] and "http://localhost:8000" in words


def test_the_environment_is_read_in_one_place():
    doors = (one for one in product() if one.is_relative_to(ROOT / "functions"))
    code = {name(one): one.read_text("utf-8") for one in doors if one.suffix == ".py"}
    reading = re.compile(r"^\s*(?:import os\b|from os import)", re.M)
    assert [path for path, text in code.items() if reading.search(text)] == [
        "functions/settings.py"
    ]


def test_the_table_of_doors_is_the_grants():
    rows = tables(read("README.md"), "door")
    told = {row[0].strip("`"): row[1:] for row in rows}
    assert set(told) == set(GRANTS)
    for door, (*cells, pepper) in told.items():
        assert (pepper == "reads") == may_read(door, "/leanto/pepper"), door
        reached = dict(zip(("identity", "forum", "safety", "ephemeral"), cells, strict=True))
        assert {table for table, cell in reached.items() if cell != "–"} == set(GRANTS[door])
        for table, grants in GRANTS[door].items():
            actions = {action for one in grants for action in one.actions}
            reads = re.search("Get|Query", str(actions))
            assert bool(reads) == ("reads" in reached[table]), (door, table)
            assert ("DeleteItem" in actions) == ("deletes" in reached[table]), (door, table)
            writes = "PutItem" in actions
            assert writes == bool(re.search("writes|adds", reached[table])), (door, table)


def durations(cell: str) -> set[timedelta]:
    found = re.findall(rf"([0-9]+) ({'|'.join(UNITS)})", cell)
    return {timedelta(**{unit: int(number)}) for number, unit in found}


def constant(module: str, word: str) -> timedelta:
    """A constant of the code as a duration; its unit is in its name, as the house has it."""
    value = getattr(importlib.import_module(module), word)
    if isinstance(value, timedelta):
        return value
    return timedelta(**{word.rpartition("_")[2].lower(): value})


def test_what_is_kept_is_kept_as_long_as_the_table_says():
    rows = tables(read("SECURITY.md"), "what")
    for what, how_long, where in rows:
        file, *words = CODE.findall(where)
        home = ROOT / ("functions" if (ROOT / "functions" / file).exists() else "infra")
        assert (home / file).exists(), where
        module = file.removesuffix(".py").replace("/", ".")
        assert {constant(module, word) for word in words} == durations(how_long), what


def first_visit(site: Path, url: str) -> tuple[int, int]:
    """Bytes and requests of a page with its files, as the local server sends them."""
    html = (site / url[1:] / "index.html").read_text("utf-8")
    urls = [url, *sorted(set(re.findall(r"/assets/[\w.-]+", html)))]
    answers = [files.compressed(files.serve(site, "GET", each), True) for each in urls]
    assert all(answer.status == 200 for answer in answers), url
    return sum(len(answer.body) for answer in answers), len(urls)


def test_a_page_weighs_what_the_readme_says(tmp_path: Path):
    build.build(tmp_path / "_site")
    for page, told, requests in tables(read("README.md"), "page"):
        weight, asked = first_visit(tmp_path / "_site", page.strip("`"))
        print(f"| {page} | {-(-weight // KB)} | {asked} |  {weight} bytes")
        assert weight <= int(told) * KB <= weight + 2 * KB, (page, weight)
        assert asked == int(requests) <= PAGE_REQUESTS, page


def test_images_are_there_and_small():
    shown = [link for link in links(read("README.md")) if link.endswith(".png")]
    assert shown
    heavy = {name(one): one.stat().st_size for one in product() if one.suffix == ".png"}
    assert set(shown) == set(heavy)
    assert {path: size for path, size in heavy.items() if size > IMAGE_BYTES} == {}


def test_every_image_says_what_it_shows():
    images = re.findall(r"<img [^>]*>|!\[[^\]]*\]\(", read("README.md"))
    assert images and not [one for one in images if not re.search(r'alt="\w|!\[\w', one)]


def test_no_lock_or_configuration_names_a_registry():
    locks = [
        one
        for one in product()
        if one.name.endswith("requirements.txt") or one.name == "emulator.txt"
    ]
    configuration = {".in", ".toml", ".yml", ".cfg", ".ini", ".lock"}
    others = [one for one in product() if one.suffix in configuration or one.name == "Makefile"]
    checked = [*locks, *others, ROOT / ".ci" / "run"]
    assert len(locks) == 6
    assert [name(one) for one in checked if REGISTRY.search(one.read_text("utf-8"))] == []


def test_every_text_speaks_of_the_product_alone():
    word_lists = ROOT / "functions" / "forum" / "words"
    found = {}
    for path in product():
        if path == Path(__file__) or path.suffix not in TEXT or path.parent == word_lists:
            continue
        if words := REFUSED.findall(path.read_text("utf-8")):
            found[name(path)] = words
    assert found == {}


def test_every_id_in_code_has_its_line_in_contributing_and_no_line_is_left_over():
    cited = {name(one): references.ids(references.prose(one)) for one in references.files()}
    told = {row[0] for row in tables(read("CONTRIBUTING.md"), "id")}
    assert {path: found - told for path, found in cited.items() if found - told} == {}
    assert told - set().union(*cited.values()) == set()


def test_code_cites_no_document_that_is_not_here():
    found = {name(one): references.strangers(references.prose(one)) for one in references.files()}
    assert {path: words for path, words in found.items() if words} == {}


def test_nobody_is_shouted_at():
    loud = re.compile(r"!(?!\[|--)")
    content = (ROOT / "site" / "content").rglob("*.md")
    pages = [*documents(), *content]
    assert [name(one) for one in pages if loud.search(prose(one.read_text("utf-8")))] == []


def test_the_changelog_begins_with_what_is_not_yet_released():
    first, *others = re.findall(r"^## (.+)$", read("CHANGELOG.md"), re.M)
    assert first == "Unreleased"
    assert [one for one in others if not re.fullmatch(r"[0-9.]+ – [0-9]{4}-[0-9-]{5}", one)] == []


@pytest.mark.parametrize(
    ("pattern", "text"),
    [
        (REGISTRY, "--extra-index-url https://example.invalid/simple/"),
        (REGISTRY, "[[tool.uv.index]]"),
        (REFUSED, "read ../shared/notes.md"),
        (LINK, "[a page](missing.md)"),
    ],
)
def test_what_is_refused_is_seen(pattern: re.Pattern[str], text: str):
    assert pattern.search(text)
