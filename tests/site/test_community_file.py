"""community.toml: a mistake is told with its line, its key and what to write."""

import re
from pathlib import Path

import pytest

import community_file
import content
from content import BuildError

FILE = content.SITE / "community.toml"
TEXT = FILE.read_text(encoding="utf-8")
ROOT = content.SITE.parent


def refused(tmp_path: Path, text: str) -> str:
    path = tmp_path / "community.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(BuildError) as refusal:
        community_file.read(path)
    return str(refusal.value)


def line_of(start: str, text: str = TEXT) -> int:
    return next(n for n, line in enumerate(text.splitlines(), 1) if line.startswith(start))


def test_the_file_of_the_house_is_read_with_what_it_leaves_out() -> None:
    read = community_file.read(FILE)
    assert read["name"] == "Willow Bank"
    assert read["colours"] == read["limits"] == {}
    assert read["languages"] == ["en"]


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('leave_to = "https://www', 'leave_to = "http://www', "write an address that begins with"),
        ('country = "gb"', 'country = "UK"', "write two small letters"),
        ('timezone = "Europe/London"', 'timezone = "Europe/Londn"', "is “Europe/London” meant?"),
        ('language = "en"', 'language = "English!"', 'write a language tag: "en"'),
        ('joining = "open"', 'joining = "closed"', 'write "open" or "invitation"'),
        ('name = "Willow Bank"', 'name = ""', "write a few words between quotation marks"),
        ('hours = "from', 'ours = "from', "there is no “ours”; is “hours” meant?"),
        ('countries_first = ["ie"', 'countries_first = ["Ireland"', "'Ireland' is none"),
        ('languages = ["en"]', 'languages = "en"', 'write language tags: ["en", "cy"]'),
    ],
)
def test_a_wrong_value_is_told_with_its_line(tmp_path: Path, old: str, new: str, said: str) -> None:
    assert old in TEXT
    changed = TEXT.replace(old, new, 1)
    message = refused(tmp_path, changed)
    assert f"community.toml:{line_of(new.split(' = ')[0], changed)}: " in message
    assert said in message


@pytest.mark.parametrize("key", list(community_file.NEEDED))
def test_a_missing_key_is_told_with_what_to_write(tmp_path: Path, key: str) -> None:
    changed = re.sub(rf"^{key} = .*\n", "", TEXT, count=1, flags=re.MULTILINE)
    assert f"{key} is missing: write" in refused(tmp_path, changed)


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('slug = "low-days"', 'slug = "Low days"', "slug: write small letters, digits and single"),
        ('slug = "low-days"', 'slug = "porch"', "slug: another space is “porch” already"),
        ('readers = "open"', 'readers = "all"', 'readers: write "open" or "members"'),
        ("sensitive = false", 'sensitive = "no"', "sensitive: write true or false"),
        ("sensitive = false", "sensitve = false", "no “sensitve”; is “sensitive” meant?"),
    ],
)
def test_a_mistake_in_a_space_is_told(tmp_path: Path, old: str, new: str, said: str) -> None:
    before, after = TEXT.split('slug = "low-days"')
    changed = before + ('slug = "low-days"' + after).replace(old, new, 1)
    message = refused(tmp_path, changed)
    start = before.count("\n") + 1
    lines = enumerate(changed.splitlines(), 1)
    number = next(n for n, line in lines if line == new and n >= start)
    assert f"community.toml:{number}: " in message
    assert said in message


def test_a_space_is_for_members_unless_it_says_open(tmp_path: Path) -> None:
    path = tmp_path / "community.toml"
    space = '[[spaces]]\nslug = "low-days"\nname = "Low days"\nwho_for = "Anybody."\n'
    path.write_text(TEXT.split("[[spaces]]")[0] + space, encoding="utf-8")
    (read,) = community_file.read(path)["spaces"]
    assert (read["readers"], read["sensitive"]) == ("members", False)


@pytest.mark.parametrize("slug", ["The Porch", "a--b", "-a", "a" * 80])
def test_a_slug_that_makes_a_bad_address_is_refused(tmp_path: Path, slug: str) -> None:
    changed = TEXT.replace('slug = "porch"', f'slug = "{slug}"')
    assert "slug: write small letters, digits" in refused(tmp_path, changed)


@pytest.mark.parametrize("host", ["https://www.nhs.uk", "www.nhs.uk/help", "WWW.NHS.UK", ""])
def test_a_host_that_is_more_than_a_host_is_refused(tmp_path: Path, host: str) -> None:
    changed = TEXT.replace('"www.nhs.uk"', f'"{host}"')
    assert f"{host!r} is none" in refused(tmp_path, changed)


def test_too_many_spaces_or_none_are_told(tmp_path: Path) -> None:
    one = '[[spaces]]\nslug = "s{0}"\nname = "S"\nwho_for = "All."\nreaders = "open"\n'
    many = "".join(f"{one.format(n)}sensitive = false\n" for n in range(13))
    assert "between 1 and 12 [[spaces]]" in refused(tmp_path, TEXT.split("[[spaces]]")[0] + many)
    assert "between 1 and 12 [[spaces]]" in refused(tmp_path, TEXT.split("[[spaces]]")[0])


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("replies_per_hour = 9", "[limits] there is no “replies_per_hour”"),
        ("reply_per_hour = 0", "[limits] reply_per_hour: write a whole number from 1"),
        ("reply_apart_seconds = -1", "write a whole number from 0"),
        ('hide = ["x"]', "hide belongs higher up, above the first line in [brackets]"),
    ],
)
def test_a_mistake_in_a_limit_is_told(tmp_path: Path, line: str, said: str) -> None:
    message = refused(tmp_path, f"{TEXT}{line}\n")
    assert f"community.toml:{len(TEXT.splitlines()) + 1}: " in message
    assert said in message


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ('accent = "green"', "[colours] accent: write six digits after a #"),
        ('accent = "#88aa99"', "a contrast of 2.0:1 and text needs 7:1. #3d4c45 is near it"),
        ('accent_darkk = "#9dd3c0"', "is “accent_dark” meant?"),
    ],
)
def test_a_mistake_in_a_colour_is_told(tmp_path: Path, line: str, said: str) -> None:
    changed = TEXT.replace("[colours]\n", f"[colours]\n{line}\n")
    message = refused(tmp_path, changed)
    assert f"community.toml:{line_of(line, changed)}: " in message
    assert said in message


AWS = """[aws]
region = "eu-west-2"
alert_emails = ["moderators@example.org"]
budget_usd = 15
domain = "forum.example.org"
"""


@pytest.mark.parametrize(
    ("key", "line", "said"),
    [
        ("region", 'region = "London"', "[aws] region: write the name of an AWS region"),
        ("region", 'regoin = "eu-west-2"', "no “regoin”; is “region” meant?"),
        ("alert_emails", 'alert_emails = ["Rowan"]', "'Rowan' is none"),
        ("budget_usd", "budget_usd = 0", "write a whole number of US dollars from 1"),
        ("budget_usd", 'budget_usd = "15"', "write a whole number of US dollars from 1"),
        ("domain", 'domain = "https://forum.example.org"', "without https://"),
        ("domain", "hide = []", "hide belongs higher up"),
    ],
)
def test_a_mistake_in_what_is_said_to_aws_is_told(
    tmp_path: Path, key: str, line: str, said: str
) -> None:
    changed = TEXT.replace("[aws]\n", re.sub(rf"^{key} = .*", line, AWS, flags=re.M), 1)
    message = refused(tmp_path, changed)
    start = line_of("[aws]", changed)
    number = changed.splitlines().index(line, start) + 1
    assert f"community.toml:{number}: " in message
    assert said in message


def test_what_is_said_to_aws_is_read_apart_and_has_no_region_by_itself(tmp_path: Path) -> None:
    path = tmp_path / "community.toml"
    path.write_text(TEXT.replace("[aws]\n", AWS, 1), encoding="utf-8")
    assert community_file.aws(path)["region"] == "eu-west-2"
    assert community_file.aws(path)["budget_usd"] == 15
    assert "aws" not in community_file.read(path)
    assert community_file.aws(FILE) == {"alert_emails": [], "budget_usd": 5, "domain": ""}


def test_a_lost_quotation_mark_is_told_with_its_line(tmp_path: Path) -> None:
    message = refused(tmp_path, TEXT.replace('name = "Willow Bank"', 'name = "Willow Bank', 1))
    assert f"community.toml:{line_of('name =')}: " in message
    assert "quotation marks" in message


def test_every_mistake_is_told_at_once(tmp_path: Path) -> None:
    changed = TEXT.replace('country = "gb"', 'country = "UK"').replace("hours =", "ours =", 1)
    assert len(refused(tmp_path, changed).splitlines()) == 3


def test_every_key_is_explained_where_it_stands() -> None:
    for key in (*community_file.NEEDED, *community_file.ALLOWED):
        before = TEXT[: re.search(rf"^{key} =", TEXT, re.MULTILINE).start()]
        assert before.rpartition("\n\n")[2].startswith("#"), key
    for key in (*community_file.SPACE, *community_file.TABLES, "accent", "accent_dark"):
        assert key in TEXT, key
    for key in community_file.AWS:
        assert re.search(rf"^#   {key} ", TEXT, re.MULTILINE), key
        assert re.search(rf"^# {key} = ", TEXT, re.MULTILINE), key


def code() -> str:
    """Everything that could use a key, but the module that knows them."""
    places = (("site", "*.py"), ("site/templates", "*.html"), ("functions", "*.py"))
    found = [path for folder, suffix in places for path in (ROOT / folder).rglob(suffix)]
    found += (content.FOLDER / "en").rglob("*.md")
    own = content.SITE / "community_file.py"
    return "\n".join(path.read_text(encoding="utf-8") for path in found if path != own)


def test_every_key_is_one_that_pages_or_functions_use() -> None:
    used = code()
    for key in set(community_file.KEYS) - {"aws"}:
        assert re.search(rf"\bcommunity\.{key}\b|[\"']{key}[\"']|{{{{ {key} }}}}", used), key
    for key in community_file.SPACE:
        assert re.search(rf"\bspace\.{key}\b|[\"']{key}[\"']", used), key
