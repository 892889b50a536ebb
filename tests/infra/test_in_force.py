"""`make settings`: every setting is told, with what it is, what it would be, and who says so."""

import ast
import re
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any

import pytest

import community_file
import in_force
import limits
import settings
from checks import tone
from content import BuildError

TEXT = in_force.FILE.read_text(encoding="utf-8")


def listed(path: Path) -> dict[str, in_force.Setting]:
    return {each.name: each for each in in_force.community(path)}


@pytest.fixture
def own(tmp_path: Path) -> Path:
    """A community.toml that changes a limit and leaves out what it may."""
    text = TEXT.replace('languages = ["en"]\n', "").replace('readers = "members"\n', "", 1)
    path = tmp_path / "community.toml"
    path.write_text(f"{text}\nreply_per_hour = 12\nedit_per_day = 99\n", encoding="utf-8")
    return path


def names(document: dict[str, Any]) -> set[str]:
    """Everything that a community.toml sets, by the names of the list."""
    found = set(document) - {"spaces", "limits", "colours", "aws"}
    for table in ("limits", "colours", "aws"):
        found |= {f"{table}.{key}" for key in document.get(table, {})}
    for number, space in enumerate(document["spaces"], 1):
        found |= {f"spaces.{number}.{key}" for key in space}
    return found


def test_no_setting_that_may_be_written_is_forgotten(own: Path) -> None:
    told = listed(own)
    assert names(tomllib.loads(own.read_text("utf-8"))) <= set(told)
    assert {name.split(".")[0] for name in told} == set(community_file.KEYS)
    assert {f"spaces.1.{key}" for key in community_file.SPACE} <= set(told)
    assert {f"limits.{name}" for name in limits.defaults()} <= set(told)
    assert {f"colours.{key}" for key in tone.SCHEMES} <= set(told)
    assert {f"aws.{key}" for key in community_file.AWS} <= set(told)


def test_no_variable_that_the_functions_read_is_forgotten() -> None:
    source = Path(settings.__file__).read_text("utf-8")
    words = [node.value for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Constant)]
    named = {str(word) for word in words if re.fullmatch(r"LEANTO_[A-Z_]+", str(word))}
    assert {each.name for each in in_force.environment({})} == named
    assert source.count("os.environ") == 1


def test_a_setting_is_told_with_its_value_its_default_and_its_line(own: Path) -> None:
    told, lines = listed(own), own.read_text("utf-8").splitlines()
    said = told["limits.reply_per_hour"]
    assert (said.value, said.default) == (12, 10)
    assert said.source == f"{own}:{lines.index('reply_per_hour = 12') + 1}"
    assert (told["limits.edit_per_day"].value, told["limits.edit_per_day"].default) == (99, None)
    for name, setting in told.items():
        if setting.source.startswith(str(own)):
            line = lines[int(setting.source.rpartition(":")[2]) - 1]
            assert line.startswith(f"{name.rpartition('.')[2]} = "), name


def test_what_is_left_out_is_told_too(own: Path) -> None:
    told, usual = listed(own), limits.FILE.read_text("utf-8").splitlines()
    assert (told["languages"].value, told["languages"].source) == (["en"], in_force.BUILT_IN)
    assert (told["spaces.5.readers"].value, told["spaces.5.readers"].default) == ("members",) * 2
    assert told["spaces.5.readers"].source == in_force.BUILT_IN
    line = usual.index("reply_per_day = 40") + 1
    assert told["limits.reply_per_day"].source == f"site/data/limits.toml:{line}"


def test_a_variable_is_told_and_a_secret_is_not() -> None:
    given = {"LEANTO_TABLES": "bench", "LEANTO_ORIGIN_VERIFY": "a secret"}
    told = {each.name: each for each in in_force.environment(given)}
    assert (told["LEANTO_TABLES"].value, told["LEANTO_TABLES"].default) == ("bench", "leanto")
    assert told["LEANTO_TABLES"].source == in_force.ENVIRONMENT
    assert told["LEANTO_ORIGIN"].source == in_force.BUILT_IN
    assert "a secret" not in told["LEANTO_ORIGIN_VERIFY"].line()
    assert in_force.HIDDEN in told["LEANTO_ORIGIN_VERIFY"].line()


def test_what_the_build_would_refuse_is_refused_here(tmp_path: Path) -> None:
    path = tmp_path / "community.toml"
    path.write_text(TEXT.replace('joining = "open"', 'joining = "closed"'), encoding="utf-8")
    with pytest.raises(BuildError, match="joining"):
        listed(path)


def test_the_command_prints_a_line_for_each() -> None:
    command = [sys.executable, in_force.__file__]
    told = subprocess.run(command, capture_output=True, text=True, check=True).stdout.splitlines()
    every = [*in_force.community(), *in_force.environment({})]
    assert [line.split(" = ")[0] for line in told] == [each.name for each in every]
    assert 'spaces.1.readers = "open"  # default: "members"; from site/community.toml:' in str(told)
