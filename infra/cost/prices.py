"""The price file, and what a quantity of something costs."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

FILE = Path(__file__).with_name("prices.toml")


@dataclass(frozen=True, kw_only=True)
class Price:
    """So many dollars for each `per` of a unit, after what each month has for nothing."""

    what: str
    unit: str
    price: float
    source: str
    read: str
    per: float = 1
    free: float = 0
    verified: bool = True

    def of(self, quantity: float) -> float:
        """Dollars for a quantity in one month."""
        return max(0.0, quantity - self.free) * self.price / self.per


@dataclass(frozen=True, kw_only=True)
class Line:
    """One line of a bill: a quantity of something, where it is from, and what it comes to."""

    price: Price
    quantity: float
    why: str

    @property
    def dollars(self) -> float:
        return self.price.of(self.quantity)


Prices = Mapping[str, Price]


def load(file: Path = FILE) -> Prices:
    """Every price by its name."""
    told = tomllib.loads(file.read_text("utf-8"))
    return {name: Price(**values) for name, values in told.items() if isinstance(values, dict)}
