"""The functions' bundle: the same bytes each time, all that it needs, and nothing else."""

import _imp
import json
import os
import re
import shutil
from pathlib import Path

import pytest
from jinja2 import Environment, ModuleLoader, meta

import package
from here import emulator, events
from packing import archive, vendor
from support import bundles, lambda_python
from support.bundles import Bundle

FUNCTIONS = package.ROOT / "functions"
TEMPLATES = package.SITE / "templates"
IMPORT_ALL = """
import importlib
wrong, found = {}, []
for name in given["modules"]:
    try:
        found.append(importlib.import_module(name).__file__)
    except BaseException as error:
        wrong[name] = repr(error)
print(json.dumps({"wrong": wrong, "found": found, "version": sys.version_info[:2]}))
"""
LOAD = """
import importlib
environment = importlib.import_module(given["door"]).app.jinja_env
print(json.dumps(sorted(environment.get_template(name).name for name in given["names"])))
"""
STARTED = """
import importlib
importlib.import_module(given["door"])
from store import tables
print(json.dumps(tables._shelf.client is not None))
"""
ANSWER = """
import importlib
told = importlib.import_module(given["door"]).handler(given["event"], None)
print(json.dumps(told))
"""


def tree(folder: Path) -> dict[str, tuple[int, float, bytes]]:
    """Everything in a folder: mode, date and bytes by name."""
    return {
        path.relative_to(folder).as_posix(): (
            path.stat().st_mode,
            path.stat().st_mtime,
            path.read_bytes() if path.is_file() else b"",
        )
        for path in folder.rglob("*")
    }


def modules(folder: Path) -> list[str]:
    """Every module of a bundle by the name it is imported with; programs are none."""
    files = [file.relative_to(folder) for file in folder.rglob("*.pyc")]
    names = [file.with_suffix("") for file in files if file.parts[0] != "site"]
    dotted = [".".join(name.parts).removesuffix(".__init__") for name in names]
    return sorted(name for name in dotted if not name.endswith("__main__"))


def referenced(template: str) -> set[str]:
    """Every template that one stands on, however far away."""
    parser = Environment(extensions=["jinja2.ext.i18n"])
    parsed = parser.parse((TEMPLATES / template).read_text("utf-8"))
    named = {one for one in meta.find_referenced_templates(parsed) if one}
    return named.union(*(referenced(name) for name in named))


def test_two_bundles_are_the_same_bytes(bundle: Bundle, tmp_path: Path):
    """Installed anew, beside what somebody's Ctrl-C has left half full in each folder."""
    cache, out = tmp_path / "vendor", tmp_path / "functions"
    for left in (cache / "lambda-new", tmp_path / "functions.new", tmp_path / "functions.old"):
        left.mkdir(parents=True)
        (left / "half.py").write_text("x = (")
    size = package.functions(vendor.LAMBDA, out, built=bundle.site, cache=cache)
    assert tree(out) == tree(bundle.folder)
    assert bundle.beside(out) == bundle.beside(bundle.folder)
    print(f"the bundle: {size / 1e6:.2f} MB zipped")
    assert size == bundle.zip.stat().st_size < 3_500_000
    left_over = {path.name for path in tmp_path.iterdir()} - {"vendor", "functions"}
    assert left_over == {"functions.cdx.json", "functions.zip"}


def test_a_change_is_in_the_next_bundle(bundle: Bundle, tmp_path: Path, site_folder):
    built = site_folder(tmp_path)
    with (built / "forum.json").open("a") as told:
        told.write("\n")
    package.functions(vendor.LAMBDA, tmp_path / "functions", built=built, cache=bundle.cache)
    old, new = tree(bundle.folder), tree(tmp_path / "functions")
    assert [name for name in new if new[name] != old.get(name)] == ["site/forum.json"]


def test_the_same_lock_is_not_installed_again(bundle: Bundle):
    kept = vendor.vendored(vendor.LAMBDA, bundle.cache)
    before = tree(kept.packages)
    assert vendor.vendored(vendor.LAMBDA, bundle.cache) == kept
    assert tree(kept.packages) == before
    assert list(bundle.cache.glob("lambda-*")) == [kept.packages.parent]


def test_a_bundle_that_has_grown_too_large_is_refused(bundle: Bundle, tmp_path: Path, site_folder):
    built, out = site_folder(tmp_path), tmp_path / "functions"
    shutil.copytree(bundle.folder, out)
    told = json.loads((built / "forum.json").read_text("utf-8"))
    (built / "forum.json").write_text(json.dumps(told | {"large": os.urandom(3_500_000).hex()}))
    with pytest.raises(ValueError, match="over 3,500,000"):
        package.functions(vendor.LAMBDA, out, built=built, cache=bundle.cache)
    assert tree(out) == tree(bundle.folder)


def test_our_code_is_in_it_and_no_other_file_of_ours(bundle: Bundle):
    dependencies = set(tree(vendor.vendored(vendor.LAMBDA, bundle.cache).packages))
    ours = {name for name in tree(bundle.folder) if (bundle.folder / name).is_file()}
    ours -= dependencies
    every = {path.relative_to(FUNCTIONS).as_posix() for path in FUNCTIONS.rglob("*.py")}
    code = {name for name in every if not name.startswith(("staff.py", "web/staff/"))}
    compiled = {f"{name}c" for name in code}
    words = {f"forum/words/{name}.txt" for name in ("adjectives", "nouns", "key-words")}
    site = {name for name in ours if name.startswith("site/")}
    assert ours - site == compiled | words
    assert {name for name in site if not name.startswith("site/compiled/")} == {"site/forum.json"}
    for name in words:
        assert (bundle.folder / name).read_bytes() == (FUNCTIONS / name).read_bytes()
    for name in code:
        made = (bundle.folder / f"{name}c").read_bytes()
        magic = int.from_bytes(made[:4], "little")
        assert made[8:16] == _imp.source_hash(magic, (FUNCTIONS / name).read_bytes()), name


def test_nothing_is_in_it_that_does_not_run(bundle: Bundle):
    names = [path.as_posix() for path in archive.files(bundle.folder)]
    kinds = {Path(name).suffix or Path(name).name for name in names}
    assert kinds <= {".pyc", ".so", ".txt", ".json", ".md", "METADATA", "LICENSE"}
    wrong = re.compile(r"(^|/)(tests?|requirements[^/]*|__pycache__|bin|infra|pepper)(/|$)")
    assert [name for name in names if wrong.search(name)] == []
    readable = re.compile(r"\.dist-info/(METADATA|LICENSE\.txt|(licenses|sboms)/.+)$")
    assert [name for name in names if name.endswith(".md") and not readable.search(name)] == []
    assert [name for name in names if ".dist-info/" in name and not readable.search(name)] == []


def test_everything_compiled_is_for_arm(bundle: Bundle):
    """An ELF header says at byte 18 which processor it is for: 183 is AArch64."""
    compiled = list(bundle.folder.rglob("*.so"))
    assert len(compiled) >= 4
    assert {int.from_bytes(path.read_bytes()[18:20], "little") for path in compiled} == {183}


def test_every_template_that_a_page_needs_is_in_it(bundle: Bundle):
    code = "".join(path.read_text("utf-8") for path in (FUNCTIONS / "web").rglob("*.py"))
    needed = set(re.findall(r'"((?:forum|moderator|staff)/[\w/-]+\.html)"', code))
    needed |= {f"forum/notices/{path.name}" for path in TEMPLATES.glob("forum/notices/*")}
    needed = needed.union(*(referenced(name) for name in needed))
    there = {path.name for path in (bundle.folder / "site" / "compiled").iterdir()}
    assert len(needed) > 20
    places = {name: f"{ModuleLoader.get_module_filename(name)}c" for name in needed}
    assert {name for name, place in places.items() if place not in there} == set()


def test_every_module_imports_with_nothing_else_there(here_bundle: Path, runtime: Path):
    every = modules(here_bundle)
    told = bundles.run(
        lambda_python.find(), ["-I", "-S"], IMPORT_ALL, here_bundle, runtime, modules=every
    )
    assert told["version"] == [3, 13]
    assert told["wrong"] == {}
    assert len(told["found"]) == len(every) > 200
    assert [file for file in told["found"] if not file.startswith(str(here_bundle))] == []


def test_every_template_loads_in_every_door(here_bundle: Path, runtime: Path):
    names = [path.relative_to(TEMPLATES).as_posix() for path in TEMPLATES.rglob("*.html")]
    every = [name for name in names if not name.startswith("static/")]
    for door in ("auth", "member", "moderator"):
        told = bundles.run(
            lambda_python.find(), ["-I", "-S"], LOAD, here_bundle, runtime, door=door, names=every
        )
        assert told == sorted(every)


def test_what_is_missing_would_be_seen(here_bundle: Path, runtime: Path):
    told = bundles.run(
        lambda_python.find(), ["-I", "-S"], IMPORT_ALL, here_bundle, modules=["store.tables"]
    )
    assert "boto3" in told["wrong"]["store.tables"]


@pytest.mark.parametrize(
    ("door", "path", "status", "words"),
    [
        ("auth", "/sign-in/", 200, "<h1"),
        ("member", "/spaces/", 200, "Leanto"),
        ("moderator", "/moderate/", 401, "<h1"),
    ],
)
def test_each_door_answers_from_the_local_bundle(
    local_bundle: Path, door: str, path: str, status: int, words: str
):
    event = events.event_of(
        events.Request(
            method="GET",
            path=path,
            query="",
            headers={"accept": "text/html"},
            cookies=(),
            body=b"",
            address="203.0.113.7",
        )
    )
    told = bundles.run(package.EMULATOR, [], ANSWER, local_bundle, door=door, event=event)
    assert told["statusCode"] == status
    assert words in told["body"]


@pytest.mark.parametrize("door", ["auth", "member", "moderator"])
def test_a_door_that_has_started_has_its_client(local_bundle: Path, door: str):
    """A request has less of a processor than a start, and somebody waits for it."""
    assert bundles.run(package.EMULATOR, [], STARTED, local_bundle, door=door)


def test_a_machine_without_the_emulator_is_told_so(tmp_path: Path):
    with pytest.raises(FileNotFoundError, match="`make serve` brings the emulator"):
        vendor.machine_of(tmp_path / "python")


def test_the_worker_is_there_too(local_bundle: Path):
    told = bundles.run(package.EMULATOR, [], IMPORT_ALL, local_bundle, modules=["worker"])
    assert told["found"] == [str(local_bundle / "worker.pyc")]


def test_the_emulator_brings_none_of_our_dependencies():
    """Else a bundle that lacks one would pass here and fail in AWS."""
    emulator.install()
    told = bundles.run(package.EMULATOR, [], IMPORT_ALL, modules=["flask", "nh3", "argon2"])
    assert set(told["wrong"]) == {"flask", "nh3", "argon2"}


# What the other doors have, and what they do without.
OTHERS = ("auth", "member", "moderator", "worker")
WEIGHTY = ("webauthn", "cryptography", "OpenSSL", "cbor2", "pyasn1")


def test_the_staff_door_has_a_bundle_of_its_own(bundle: Bundle, staff_bundle: Path):
    names = {path.as_posix() for path in archive.files(staff_bundle)}
    assert {"staff.pyc", "web/staff/passkeys.pyc"} <= names
    assert not names & {f"{door}.pyc" for door in OTHERS}
    assert not [name for name in names if re.match("web/(auth|member|moderator)/", name)]
    first = {path.relative_to(bundle.folder).parts[0] for path in bundle.folder.iterdir()}
    assert first.isdisjoint(WEIGHTY)
    zipped = staff_bundle.with_name("staff.zip").stat().st_size
    print(f"the bundle of the staff door: {zipped / 1e6:.2f} MB zipped")
    assert zipped < 10_000_000


def test_its_bill_names_what_checks_passkeys(staff_bundle: Path):
    bill = json.loads(staff_bundle.with_name("staff.cdx.json").read_text("utf-8"))
    named = {each["name"]: each for each in bill["components"]}
    assert {"webauthn", "cryptography", "cbor2", "pyopenssl"} <= named.keys()
    assert all(len(each["hashes"][0]["content"]) == 64 for each in named.values())


def test_everything_compiled_in_it_is_for_arm(staff_bundle: Path):
    compiled = list(staff_bundle.rglob("*.so"))
    assert {int.from_bytes(path.read_bytes()[18:20], "little") for path in compiled} == {183}


def test_each_module_of_ours_imports_in_it(staff_here_bundle: Path, runtime: Path):
    every = [
        name for name in modules(staff_here_bundle) if re.match("(web|store|forum|staff)", name)
    ]
    told = bundles.run(
        lambda_python.find(), ["-I", "-S"], IMPORT_ALL, staff_here_bundle, runtime, modules=every
    )
    assert told["wrong"] == {}
    assert "web.staff.ceremony" in every


def test_the_staff_door_answers_from_the_local_bundle(staff_local_bundle: Path):
    event = events.event_of(
        events.Request(
            method="GET",
            path="/staff/",
            query="",
            headers={"accept": "text/html"},
            cookies=(),
            body=b"",
            address="203.0.113.7",
        )
    )
    told = bundles.run(package.EMULATOR, [], ANSWER, staff_local_bundle, door="staff", event=event)
    assert told["statusCode"] == 401
