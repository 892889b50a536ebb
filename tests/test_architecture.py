"""The walls of the house: who may import whom, how large things may be, and what is never written.

auth|member|moderator|staff.py -> web -> store -> forum -> the standard library
worker.py -> store, forum          site/ -> nothing of functions/          infra/ -> data alone
"""

import ast
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
ROOTS = ("functions", "site", "infra", "tests")
SKIPPED = {"_site", "_site.new", "__pycache__", "locales"}

FUNCTION_LINES = 40
MODULE_LINES = 300
SCRIPT_LINES = 120
VAGUE_NAMES = {"utils", "util", "helpers", "common", "manager", "service", "base"}

HTTP_DOORS = ("auth", "member", "moderator", "staff")
WEB_PACKAGES = {"flask", "werkzeug", "jinja2", "markupsafe", "blinker", "itsdangerous", "mangum"}
AWS_PACKAGES = {"boto3", "botocore", "mypy_boto3_dynamodb"}
# Carried by no layer in particular, and never by the rules.
WORD_PACKAGES = {"markdown", "nh3", "altcha", "argon2", "babel"}
EVERYTHING = {"*"}

# Longest match first: part of the tree -> what of ours, and of others, it may import.
ALLOWED: dict[str, set[str]] = {
    "functions/forum/": {"forum"},
    "functions/store/": {"store", "forum"} | AWS_PACKAGES,
    "functions/web/": {"web", "store", "forum", "settings"} | WEB_PACKAGES | WORD_PACKAGES,
    "functions/auth.py": {"web", "store", "forum", "settings"} | WEB_PACKAGES,
    "functions/member.py": {"web", "store", "forum", "settings"} | WEB_PACKAGES,
    "functions/moderator.py": {"web", "store", "forum", "settings"} | WEB_PACKAGES,
    "functions/web/staff/": {"web", "store", "forum", "settings", "webauthn"} | WEB_PACKAGES,
    "functions/staff.py": {"web", "store", "forum", "settings"} | WEB_PACKAGES,
    "functions/worker.py": {"store", "forum", "settings", "logkeeping"},
    "functions/logkeeping.py": {"store", "forum"},
    "functions/settings.py": set(),
    "site/": {"site"} | WORD_PACKAGES | {"jinja2", "markupsafe"},
    "infra/": {"infra"},
    "infra/here/front.py": {"infra", "uvicorn"},
    "infra/here/bench.py": {"web", "flask", "mangum"},
    "infra/here/keeper.py": {"ministack"},
    "infra/local.py": EVERYTHING,
    "infra/here/screenshots.py": EVERYTHING,
    "infra/here/seed.py": EVERYTHING,
    "infra/doctor.py": {"infra", "site"},
    "infra/in_force.py": {"infra", "site", "settings"},
    "infra/package.py": {"infra", "site"},
    "infra/packing/templates.py": {"web"},
    "infra/here/preview.py": {"infra", "site"},
    "infra/stack.py": {"infra", "aws_cdk", "constructs"},
    "infra/app.py": {"infra", "site", "aws_cdk", "cdk_nag", "constructs"},
    "infra/cost/meter.py": {"infra", "store"},
    "infra/cost/play.py": {"infra", "store", "altcha"},
    "infra/cost/visitors.py": {"infra", "store", "forum", "web"},
    "infra/cloud/": {"infra", "aws_cdk", "constructs"},
    "infra/cloud/makers/": {"answer", "boto3"},
    "infra/backup/": {"infra", "site", "store", "forum", "boto3", "botocore"},
    "infra/logbook/": {"infra", "site", "store", "forum"},
    "infra/deploy/": EVERYTHING,
    "tests/": EVERYTHING,
}


@dataclass(frozen=True)
class Module:
    """A Python file of ours, parsed."""

    path: str
    lines: int
    tree: ast.Module

    def imports(self) -> Iterator[str]:
        """Every module it imports, wherever in the file, as written: `web.door`, `boto3`."""
        for node in ast.walk(self.tree):
            if isinstance(node, ast.Import):
                yield from (alias.name for alias in node.names)
            elif isinstance(node, ast.ImportFrom):
                yield "." * node.level + (node.module or "")


def files(suffix: str) -> list[Path]:
    """The files of ours with a suffix, whatever git knows of them."""
    found = (path for root in ROOTS for path in (ROOT / root).rglob("*" + suffix))
    return sorted(path for path in found if not SKIPPED & set(path.relative_to(ROOT).parts))


@cache
def modules() -> tuple[Module, ...]:
    return tuple(
        Module(str(path.relative_to(ROOT)), source.count("\n"), ast.parse(source))
        for path in files(".py")
        for source in [path.read_text()]
    )


def of_root(root: str) -> set[str]:
    """What can be imported from a source root."""
    entries = (ROOT / root).iterdir()
    return {entry.stem for entry in entries if entry.suffix == ".py" or any(entry.glob("*.py"))}


def allowed(path: str) -> set[str]:
    """What a file may import, beside the standard library."""
    part = max((part for part in ALLOWED if path.startswith(part)), key=len)
    names = ALLOWED[part]
    return names.union(*(of_root(root) for root in ("site", "infra") if root in names))


def wrong_imports(module: Module) -> list[str]:
    """Each import of a file that no arrow allows."""
    names = allowed(module.path)
    if "*" in names:
        return []
    wrong = []
    for name in module.imports():
        first = name.partition(".")[0]
        ours = first in of_root("functions") | of_root("site") | of_root("infra")
        if first not in names and (ours or first not in sys.stdlib_module_names):
            wrong.append(f"{module.path} imports {name}")
    return wrong


def rooms_entered(one: Module) -> list[str]:
    """Each import of a door's own room by anybody but that door."""
    return [
        f"{one.path} imports {name}"
        for name in one.imports()
        for door in HTTP_DOORS
        if re.match(rf"web\.{door}\b", name)
        and one.path.startswith("functions/")
        and one.path != f"functions/{door}.py"
        and not one.path.startswith(f"functions/web/{door}/")
    ]


def module(path: str, source: str) -> Module:
    return Module(path, source.count("\n"), ast.parse(source))


def test_every_import_follows_an_arrow():
    assert [wrong for one in modules() for wrong in wrong_imports(one)] == []


def test_the_functions_read_no_file_of_settings_that_the_build_has_checked():
    reading = [one.path for one in modules() if "tomllib" in one.imports()]
    assert [path for path in reading if path.startswith("functions/")] == []
    assert "site/content.py" in reading


def test_only_a_door_imports_its_own_room():
    assert [wrong for one in modules() for wrong in rooms_entered(one)] == []


def test_a_door_that_leans_on_anothers_room_is_seen():
    source = "from web.auth import issue"
    assert not rooms_entered(module("functions/auth.py", source))
    assert not rooms_entered(module("functions/web/auth/recovery.py", source))
    for path in ("functions/member.py", "functions/web/pages.py", "functions/web/member/posts.py"):
        assert rooms_entered(module(path, source)), path


@pytest.mark.parametrize(
    ("path", "source"),
    [
        ("functions/forum/posts.py", "from store import posts"),
        ("functions/forum/posts.py", "import settings"),
        ("functions/forum/posts.py", "def late():\n    import boto3"),
        ("functions/store/posts.py", "from web import pages"),
        ("functions/store/posts.py", "import flask"),
        ("functions/web/pages.py", "import boto3"),
        ("functions/web/pages.py", "import auth"),
        ("functions/worker.py", "from flask import g"),
        ("functions/member.py", "import moderator"),
        ("functions/settings.py", "from forum import pace"),
        ("site/build.py", "from forum import community"),
        ("infra/stack.py", "from store import tables"),
        ("infra/headers.py", "import flask"),
    ],
)
def test_a_forbidden_arrow_is_seen(path: str, source: str):
    assert wrong_imports(module(path, source))


@pytest.mark.parametrize(
    ("path", "source"),
    [
        ("functions/forum/posts.py", "from forum import errors\nimport unicodedata"),
        ("functions/store/posts.py", "import boto3\nfrom forum import posts"),
        ("functions/member.py", "from web import threads"),
        ("infra/stack.py", "import grants, headers, routes"),
    ],
)
def test_an_allowed_arrow_is_let_through(path: str, source: str):
    assert not wrong_imports(module(path, source))


STEPS = ("_load", "_pace", "_decide", "_save")


def steps_of(view: ast.FunctionDef) -> tuple[str, ...]:
    """The four steps that a function takes by their names, in the order of its lines."""
    calls = (node.func for node in ast.walk(view) if isinstance(node, ast.Call))
    named = [func for func in calls if isinstance(func, ast.Name) and func.id in STEPS]
    return tuple(func.id for func in sorted(named, key=lambda func: func.lineno))


def write_views(one: Module) -> list[ast.FunctionDef]:
    """The functions that `@bp.post` makes a route of."""
    functions = (node for node in ast.walk(one.tree) if isinstance(node, ast.FunctionDef))
    routed = ((each, ast.unparse(mark)) for each in functions for mark in each.decorator_list)
    return [each for each, mark in routed if mark.startswith("bp.post(")]


CASE_VIEWS = tuple(
    f"functions/web/moderator/{name}" for name in ("appeals", "cases", "pauses", "undos")
)


def test_every_write_of_a_member_is_load_pace_decide_save():
    views = [
        (one.path, view)
        for one in modules()
        if one.path.startswith(("functions/web/member/", *CASE_VIEWS))
        for view in write_views(one)
    ]
    assert len(views) > 5
    assert [(path, view.name) for path, view in views if steps_of(view) != STEPS] == []


def test_a_write_that_saves_before_its_pace_is_seen():
    source = "@bp.post('/x/')\ndef x():\n    _load()\n    y = _decide()\n    _save(y)\n    _pace()"
    (view,) = write_views(module("functions/web/member/x.py", source))
    assert steps_of(view) == ("_load", "_decide", "_save", "_pace")


def long_functions(one: Module) -> list[str]:
    return [
        f"{one.path}:{node.lineno} {node.name} is {node.end_lineno - node.lineno + 1} lines"
        for node in ast.walk(one.tree)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and node.end_lineno
        and node.end_lineno - node.lineno >= FUNCTION_LINES
    ]


def test_functions_are_short():
    assert [wrong for one in modules() for wrong in long_functions(one)] == []


def test_a_long_function_is_seen():
    body = "    pass\n"
    assert not long_functions(module("a.py", "def f():\n" + body * (FUNCTION_LINES - 1)))
    assert long_functions(module("a.py", "def f():\n" + body * FUNCTION_LINES))


def test_modules_are_short():
    assert [f"{one.path}: {one.lines}" for one in modules() if one.lines > MODULE_LINES] == []


def test_scripts_are_short():
    counted = {path: path.read_text().count("\n") for path in files(".js")}
    assert [str(path) for path, lines in counted.items() if lines > SCRIPT_LINES] == []


def test_every_module_says_what_it_is():
    assert [one.path for one in modules() if one.lines and not ast.get_docstring(one.tree)] == []


def test_no_file_has_a_vague_name():
    paths = [path.relative_to(ROOT) for suffix in (".py", ".js") for path in files(suffix)]
    words = {str(path): set(re.split(r"[/._-]", str(path).lower())) for path in paths}
    assert [path for path, found in words.items() if found & VAGUE_NAMES] == []


def test_scripts_never_write_html():
    forbidden = re.compile(r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\(")
    assert [str(path) for path in files(".js") if forbidden.search(path.read_text())] == []


def test_locked_requirements_name_no_registry():
    for path in files(".txt"):
        if path.name.endswith("requirements.txt") or path.name == "emulator.txt":
            text = path.read_text()
            assert not re.search(r"://|--(extra-)?index|--find-links|--trusted", text), path
            pinned = re.findall(r"^[a-z0-9].*==", text, re.M | re.I)
            assert pinned and text.count("--hash=sha256:") >= len(pinned), path


def test_nothing_imports_the_site_as_a_package():
    """`site` is a module of the standard library: the four folders are source roots."""
    assert not any((ROOT / root / "__init__.py").exists() for root in ROOTS)
