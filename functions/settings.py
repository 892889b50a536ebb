"""Every environment variable that the doors read, read once. The README's table of settings is
this file.
"""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

HERE = Path(__file__).resolve().parent
# In a bundle what the functions need of the site lies beside them, in the repository one up.
SITE = HERE / "site" if (HERE / "site").is_dir() else HERE.parent / "site"
# Each variable, and what it is when nobody sets it.
VARIABLES: Mapping[str, str] = {
    "LEANTO_ORIGIN": "http://localhost:8000",
    "LEANTO_TABLES": "leanto",
    "LEANTO_SITE": str(SITE),
    "LEANTO_PEPPER_FILE": "",
    "LEANTO_PEPPER_PARAMETER": "",
    "LEANTO_ORIGIN_VERIFY": "",
    "LEANTO_ALERTS_TOPIC": "",
}
# Never shown to anybody.
SECRET = frozenset(("LEANTO_ORIGIN_VERIFY",))
NO_PEPPER = """LEANTO_PEPPER_FILE and LEANTO_PEPPER_PARAMETER are both not set: no key can be made
or checked without a pepper"""


@dataclass(frozen=True, kw_only=True)
class Settings:
    """`origin` is the one address people see; `site` holds forum.json, templates and catalogues.
    The pepper is in the file, or in the parameter when no file is named; `store/pepper.py` reads
    it.
    """

    origin: str
    tables: str
    site: Path
    pepper_file: str
    pepper_parameter: str
    origin_verify: str

    @property
    def secure(self) -> bool:
        """Whether cookies can be `Secure`: everywhere but on this machine."""
        return self.origin.startswith("https://")


@cache
def load() -> Settings:
    """The settings of this process. Raises `ValueError` in plain words when one is missing."""
    file, parameter = _variable("LEANTO_PEPPER_FILE"), _variable("LEANTO_PEPPER_PARAMETER")
    if not file and not parameter:
        raise ValueError(NO_PEPPER)
    return Settings(
        origin=origin(),
        tables=table_prefix(),
        site=Path(_variable("LEANTO_SITE")),
        pepper_file=file,
        pepper_parameter=parameter,
        origin_verify=_variable("LEANTO_ORIGIN_VERIFY"),
    )


def table_prefix() -> str:
    """What the tables' names begin with; all that the worker needs to know."""
    return _variable("LEANTO_TABLES")


def alerts_topic() -> str:
    """The ARN of the topic that moderators follow, or nothing where there is none."""
    return _variable("LEANTO_ALERTS_TOPIC")


def origin() -> str:
    """The one address that people see, without a slash at its end."""
    return _variable("LEANTO_ORIGIN").rstrip("/")


def _variable(name: str) -> str:
    return os.environ.get(name) or VARIABLES[name]
