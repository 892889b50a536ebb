"""Every environment variable that the doors read, read once. The README's table of settings is
this file.
"""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

# Each variable, and what it is when nobody sets it.
VARIABLES: Mapping[str, str] = {
    "LEANTO_ORIGIN": "http://localhost:8000",
    "LEANTO_TABLES": "leanto",
    "LEANTO_SITE": str(Path(__file__).resolve().parent.parent / "site"),
    "LEANTO_PEPPER_FILE": "",
    "LEANTO_ORIGIN_VERIFY": "",
}
# Never shown to anybody.
SECRET = frozenset(("LEANTO_ORIGIN_VERIFY",))
PEPPER_BYTES = 32


@dataclass(frozen=True, kw_only=True)
class Settings:
    """`origin` is the one address people see; `site` holds forum.json, templates and
    catalogues.
    """

    origin: str
    tables: str
    site: Path
    pepper: bytes
    origin_verify: str

    @property
    def secure(self) -> bool:
        """Whether cookies can be `Secure`: everywhere but on this machine."""
        return self.origin.startswith("https://")


@cache
def load() -> Settings:
    """The settings of this process. Raises `ValueError` in plain words when one is missing."""
    return Settings(
        origin=_variable("LEANTO_ORIGIN").rstrip("/"),
        tables=table_prefix(),
        site=Path(_variable("LEANTO_SITE")),
        pepper=_pepper(_variable("LEANTO_PEPPER_FILE")),
        origin_verify=_variable("LEANTO_ORIGIN_VERIFY"),
    )


def table_prefix() -> str:
    """What the tables' names begin with; all that the worker needs to know."""
    return _variable("LEANTO_TABLES")


def _variable(name: str) -> str:
    return os.environ.get(name) or VARIABLES[name]


def _pepper(path: str) -> bytes:
    """What every verifier is made with, kept outside the tables: 64 hex digits in a file."""
    if not path:
        raise ValueError("LEANTO_PEPPER_FILE is not set: no key can be made or checked without it")
    pepper = bytes.fromhex(Path(path).read_text("ascii").strip())
    if len(pepper) != PEPPER_BYTES:
        raise ValueError(f"the pepper file must hold {PEPPER_BYTES * 2} hexadecimal digits")
    return pepper
