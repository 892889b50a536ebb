"""Every setting as it stands now: `make settings` says its value, its default and its source.

It reads what the build and the functions read, so that none can be forgotten: the keys that
`community_file` knows, the limits of data/limits.toml, the variables of functions/settings.py. A
line is as it would be written; what follows the # is about it. It changes nothing.
"""

import json
import os
import re
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT / "functions"), str(ROOT / "site")]

import community_file  # noqa: E402
import limits  # noqa: E402
import settings  # noqa: E402
from checks import tone  # noqa: E402
from content import BuildError  # noqa: E402

FILE = ROOT / "site" / "community.toml"
ENVIRONMENT = "the environment"
BUILT_IN = "what is built in"
HIDDEN = "(set, and not shown)"
_TABLE = re.compile(r"\[+(\w+)\]+")
_KEY = re.compile(r"\s*(\w+)\s*=")
Lines = Mapping[str, str]


@dataclass(frozen=True, kw_only=True)
class Setting:
    """`value` and `default` are as they would be written; `None` is none at all."""

    name: str
    value: Any
    default: Any
    source: str

    def line(self) -> str:
        """As it is printed."""
        shown = self.value if self.value == HIDDEN else _written(self.value)
        return f"{self.name} = {shown}  # default: {_written(self.default)}; from {self.source}"


def community(path: Path = FILE) -> Iterator[Setting]:
    """What a community says about itself. Raises `BuildError` for what the build would refuse."""
    read, told = community_file.read(path), _lines(path)
    defaults = {**community_file.DEFAULTS, "languages": [read["language"]]}
    for key in community_file.KEYS:
        if key not in ("spaces", "limits", "colours", "aws"):
            default = defaults.get(key, [] if key in community_file.TABLES else None)
            yield _setting(key, read.get(key, default), default, told)
    for number, space in enumerate(read["spaces"], 1):
        for key in community_file.SPACE:
            default = community_file.SPACE_DEFAULTS.get(key)
            yield _setting(f"spaces.{number}.{key}", space[key], default, told)
    for key in tone.SCHEMES:
        yield _setting(f"colours.{key}", read["colours"].get(key), None, told)
    said = community_file.aws(path)
    for key in community_file.AWS:
        default = community_file.AWS_DEFAULTS.get(key)
        yield _setting(f"aws.{key}", said.get(key), default, told)
    yield from _limits(read["limits"], told)


def environment(variables: Mapping[str, str]) -> Iterator[Setting]:
    """Where the functions run and whom they trust; a secret is said to be set, and no more."""
    for name, default in settings.VARIABLES.items():
        given = variables.get(name)
        value = HIDDEN if given and name in settings.SECRET else given or default
        source = ENVIRONMENT if given else BUILT_IN
        yield Setting(name=name, value=value, default=default, source=source)


def _limits(changed: Mapping[str, int], told: Lines) -> Iterator[Setting]:
    usual, places = limits.defaults(), _lines(limits.FILE)
    for name, number in {**usual, **changed}.items():
        source = told.get(f"limits.{name}") or places[name]
        yield Setting(name=f"limits.{name}", value=number, default=usual.get(name), source=source)


def _setting(name: str, value: Any, default: Any, told: Lines) -> Setting:
    return Setting(name=name, value=value, default=default, source=told.get(name, BUILT_IN))


def _lines(path: Path) -> dict[str, str]:
    """The file and line of each setting: `name`, `limits.reply_per_day`, `spaces.2.slug`."""
    shown = path.relative_to(ROOT) if path.is_relative_to(ROOT) else path
    found: dict[str, str] = {}
    prefix, spaces = "", 0
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if table := _TABLE.match(line):
            spaces += table[1] == "spaces"
            prefix = f"spaces.{spaces}." if table[1] == "spaces" else f"{table[1]}."
            found.setdefault(table[1], f"{shown}:{number}")
        elif key := _KEY.match(line):
            found[prefix + key[1]] = f"{shown}:{number}"
    return found


def _written(value: Any) -> str:
    return "none" if value is None else json.dumps(value, ensure_ascii=False, default=str)


def main() -> int:
    """Prints every setting, or says in words why the file cannot be read."""
    try:
        found = [*community(), *environment(os.environ)]
    except BuildError as error:
        print(f"The settings cannot be read.\n{error}", file=sys.stderr)
        return 1
    for each in found:
        print(each.line())
    return 0


if __name__ == "__main__":
    sys.exit(main())
