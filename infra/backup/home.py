"""Where a community lives: its tables, how fast they may be read, and the pepper beside them."""

import os
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path
from typing import Any

from botocore.exceptions import ClientError

from backup import paging
from capacity import UNITS
from deploy import answers
from deploy.answers import Stop
from deploy.place import MADE, Place
from here import emulator, private
from store import tables

# Never `ephemeral`: a salt that was destroyed must not come back.
TABLES = ("forum", "identity", "safety")
SIDE = "drill"
NOT_RUNNING = "Leanto is not running here. Start it first, in another terminal: make serve"
NO_PEPPER = "There is no pepper in {where}."
NO_FILE = "There is no file {file} here. make backup writes them into {folder}"
NO_TABLES = "There are no tables called {name}-… in {where}. Put the forum there first: make deploy"


def _no_wait(seconds: float) -> None:
    """On this machine nobody counts units."""


@dataclass(frozen=True, kw_only=True)
class Home:
    """`here` is the data folder of a `make serve`, or `None` for a forum that was deployed. `share`
    is how much of what a table may be read in a second is ours: a quarter while people use it.
    """

    place: Place
    here: Path | None = None
    share: float = 0.25
    wait: Callable[[float], None] = field(default=_no_wait)

    @cached_property
    def client(self) -> Any:
        """DynamoDB, with patience."""
        return self.place.client("dynamodb")

    @property
    def where(self) -> str:
        """In words."""
        return "the forum on this machine" if self.here else f"AWS, {self.place.region}"

    @property
    def folder(self) -> Path:
        """Where exports are kept."""
        return self.place.made / "backups"

    @property
    def side(self) -> "Home":
        """The same place, and the side tables of a drill, which nobody else reads, for its
        tables.
        """
        place = replace(self.place, name=f"{self.place.name}-{SIDE}")
        return replace(self, place=place, share=1)

    def table(self, name: str) -> str:
        """A table's full name."""
        return f"{self.place.name}-{name}"

    def shelves(self) -> None:
        """The store talks to these tables from now on."""
        tables.connect(self.client, self.place.name)

    def check_there(self) -> None:
        """Raises `Stop` when there are no such tables."""
        try:
            for name in TABLES:
                self.client.describe_table(TableName=self.table(name))
        except ClientError as error:
            if answers.code(error) != "ResourceNotFoundException":
                raise
            words = NO_TABLES.format(name=self.place.name, where=self.where)
            raise Stop(words, again=False) from None

    def check_file(self, file: Path) -> None:
        """Raises `Stop` when there is no such file."""
        if not file.is_file():
            raise Stop(NO_FILE.format(file=file, folder=self.folder), again=False)

    def reading(self, name: str) -> paging.Rate:
        """How fast a table may be read."""
        units = {part: each.read * self.share for part, each in UNITS[name].items()}
        return paging.Rate(units=units, wait=self.wait)

    def writing(self, name: str) -> paging.Rate:
        """How fast it may be written while nobody uses it."""
        units: dict[str, float] = {part: each.write for part, each in UNITS[name].items()}
        return paging.Rate(units=units, wait=self.wait)

    def pepper(self) -> str:
        """What every key is made with."""
        if self.here:
            return (self.here / "pepper").read_text("ascii").strip()
        try:
            found = self.place.client("ssm").get_parameter(Name=self._secret, WithDecryption=True)
        except ClientError as error:
            if answers.code(error) != "ParameterNotFound":
                raise
            raise Stop(NO_PEPPER.format(where=self.where)) from None
        return str(found["Parameter"]["Value"])

    def set_pepper(self, pepper: str) -> None:
        """Puts another one in its place; functions that run already know it when they start
        again.
        """
        if self.here:
            private.write(self.here / "pepper", pepper)
            return
        self.place.client("ssm").put_parameter(
            Name=self._secret, Value=pepper, Type="SecureString", Overwrite=True
        )

    @property
    def _secret(self) -> str:
        return f"/{self.place.name}/pepper"


def on_this_machine(data: Path = MADE) -> Home:
    """The community of the `make serve` that runs on this data folder."""
    port = data / "emulator.port"
    if not port.exists():
        raise Stop(NOT_RUNNING)
    running = emulator.Emulator(port=int(port.read_text()))
    for name in [name for name in os.environ if name.startswith("AWS_")]:
        del os.environ[name]
    os.environ.update(running.environment())
    place = Place(region=emulator.REGION, emulator=running.url, made=data)
    return Home(place=place, here=data)
