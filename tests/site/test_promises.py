"""No setting promises what no code does: each is changed, and something that people meet changes.

That is a page of the built site, or a value in forum.json for which the functions' own code or
templates ask, or a refusal of the build.
"""

import re
import tomllib
from functools import cache
from pathlib import Path
from typing import Any

import pytest

import build
import community_file
import forum_file
import limits
from checks import tone
from content import BuildError
from pages import small_print

TODAY = build.date(2026, 11, 24)
TEXT = build.COMMUNITY.read_text(encoding="utf-8")
FUNCTIONS = build.SITE.parent / "functions"
# Where forum.json becomes values: to read one is not yet to use it.
READERS = [FUNCTIONS / "forum" / "community.py", FUNCTIONS / "web" / "content.py"]
OWN_LINE = """
[[helplines]]
country = "gb"
name = "Evening line"
phone = "01632 960 123"
verified_on = 2026-11-20
page = "https://www.example.org/line"

[colours]
"""
# A setting, what stands in the file, and what takes its place.
FLIPS = {
    "name": ('name = "Willow Bank"', 'name = "Alder Row"'),
    "description": ('description = "A small', 'description = "A little'),
    "language": ('language = "en"', 'language = "ar-XB"'),
    "timezone": ("Europe/London", "Pacific/Auckland"),
    "country": ('country = "gb"', 'country = "ie"'),
    "countries_first": ('["ie", "us"]', '["us", "ie"]'),
    "languages": ('["en"]', '["en", "cy"]'),
    "leave_to": ("www.bbc.co.uk/weather", "www.example.org/recipes"),
    "run_by": ("trained volunteers at", "two neighbours of"),
    "hours": ("from 8am", "from 9am"),
    "moderated": ('moderated = ["every day 08:00', 'moderated = ["every day 09:00'),
    "contact": ("by post or", "by pigeon or"),
    "kept_in": ("the United Kingdom, on", "Ireland, on"),
    "joining": ('joining = "open"', 'joining = "invitation"'),
    "hold_first": ("hold_first = 1", "hold_first = 2"),
    "steps": ('"pause 14", ', ""),
    "other_routes": ('other_routes = ""', 'other_routes = "The regulator hears complaints."'),
    "link_hosts": ('"www.mind.org.uk",', '"www.example.org",'),
    "hide": ("hide = [", 'hide = [{ country = "gb", number = "116 123" },'),
    "helplines": ("[colours]\n", OWN_LINE),
    "spaces.slug": ('slug = "low-days"', 'slug = "front-step"'),
    "spaces.name": ('name = "Low days"', 'name = "Slow days"'),
    "spaces.who_for": ("heavy, slow or grey", "heavy"),
    "spaces.readers": ('readers = "open"', 'readers = "members"'),
    "spaces.read_first_until": ("sensitive = false", "read_first_until = 2026-12-24"),
    "spaces.sensitive": ("sensitive = false", "sensitive = true"),
    "colours.accent": ("[colours]\n", '[colours]\naccent = "#1d4a7a"\n'),
    "colours.accent_dark": ("[colours]\n", '[colours]\naccent_dark = "#a9c9f0"\n'),
}


def built(folder: Path, text: str) -> tuple[dict[str, bytes], dict[str, Any]]:
    """The files of a site with these settings, and its forum.json as a flat list of leaves."""
    settings = folder / "community.toml"
    settings.write_text(text, encoding="utf-8")
    read = build.edition(None, TODAY, settings)
    urls = build._write(folder / "_site", read, build.ORIGIN)
    said = forum_file.described(read.community, read.words, read.home_country, urls)
    found = [path for path in (folder / "_site").rglob("*") if path.is_file()]
    files = {path.relative_to(folder).as_posix(): path.read_bytes() for path in found}
    return files, dict(leaves("", said))


def changed(before: dict[str, Any], after: dict[str, Any]) -> set[str]:
    """What is not the same in both."""
    return {name for name in before.keys() | after.keys() if before.get(name) != after.get(name)}


def leaves(name: str, value: Any) -> list[tuple[str, Any]]:
    """Each value by its place: `community.spaces.0.slug`."""
    if not isinstance(value, dict | list):
        return [(name, value)]
    entries = value.items() if isinstance(value, dict) else enumerate(value)
    return [leaf for key, each in entries for leaf in leaves(f"{name}.{key}", each)]


@pytest.fixture(scope="module")
def usual(tmp_path_factory: pytest.TempPathFactory) -> Any:
    return built(tmp_path_factory.mktemp("usual"), TEXT)


@cache
def code() -> str:
    """What the functions and their templates do with what they have read."""
    paths = [path for path in FUNCTIONS.rglob("*.py") if path not in READERS]
    paths += (build.SITE / "templates").rglob("*.html")
    return "\n".join(path.read_text("utf-8") for path in paths)


def asked_for(leaf: str) -> bool:
    """Whether code asks for the field that holds a value of forum.json."""
    field = next(part for part in reversed(leaf.split(".")) if not part.isdigit())
    return bool(re.search(rf"\.{field}\b", code()))


def test_every_setting_is_flipped_here() -> None:
    keys = {key for key in community_file.KEYS if key not in ("spaces", "limits", "colours", "aws")}
    keys |= {f"spaces.{key}" for key in community_file.SPACE}
    keys |= {f"colours.{key}" for key in tone.SCHEMES}
    assert set(FLIPS) == keys


@pytest.mark.parametrize("setting", FLIPS)
def test_a_setting_that_is_flipped_changes_what_people_meet(
    usual: Any, tmp_path: Path, setting: str
) -> None:
    old, new = FLIPS[setting]
    assert old in TEXT
    try:
        files, told = built(tmp_path, TEXT.replace(old, new, 1))
    except BuildError as refusal:
        assert setting == "languages" and "cy is to be whole" in str(refusal)
        return
    pages, values = changed(usual[0], files), changed(usual[1], told)
    assert pages or any(asked_for(name) for name in values if "assets" not in name)


def test_what_is_said_to_aws_is_on_no_page_and_not_told_to_the_functions(
    usual: Any, tmp_path: Path
) -> None:
    said = """[aws]
region = "eu-north-1"
alert_emails = ["night-team@example.org"]
budget_usd = 4321
domain = "quiet.example.org"
"""
    assert "[aws]\n" in TEXT
    assert built(tmp_path, TEXT.replace("[aws]\n", said, 1)) == usual


def test_what_the_build_tells_the_functions_is_asked_for_by_them(usual: Any) -> None:
    told = {name for name in usual[1] if not name.startswith((".assets", ".community.paces"))}
    assert [name for name in told if not asked_for(name)] == []


def test_a_value_that_nobody_asks_for_would_be_seen() -> None:
    assert asked_for(".community.spaces.3.readers")
    assert not asked_for(".community.spaces.3.carpet")


def test_every_limit_is_of_an_act_that_is_counted() -> None:
    web = "\n".join(path.read_text("utf-8") for path in (FUNCTIONS / "web").rglob("*.py"))
    slow = set(re.findall(r'_work_or_wait\("(\w+)"', web))
    spent = set(re.findall(r'"(\w+)"', web)) | {f"{name}_slow" for name in slow}
    assert [act for act in limits.acts() if act not in spent] == []


def test_every_setting_that_is_named_in_a_comment_is_one() -> None:
    """What is commented out in the file can be taken up as it stands."""
    names = re.findall(r"^# (\w+) = ", TEXT.split("[limits]")[1], re.MULTILINE)
    assert names and set(names) <= set(limits.names())
    numbers = re.findall(r"^# (\w+ = \d+)$", TEXT.split("[limits]")[1], re.MULTILINE)
    said = tomllib.loads("\n".join(numbers))
    assert said == {name: limits.defaults()[name] for name in said}
    assert small_print.UNSAID["limits"]
