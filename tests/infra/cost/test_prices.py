"""The price file says where each price is from; a quantity costs what its price says."""

import re

import pytest

from cost import prices

PRICES = prices.load()


@pytest.mark.parametrize("name", PRICES)
def test_each_price_names_its_page_and_when_it_was_read(name: str):
    price = PRICES[name]
    assert price.source.startswith("https://aws.amazon.com/")
    assert "/pricing" in price.source
    assert re.fullmatch(r"20\d\d-(0[1-9]|1[0-2])", price.read)
    assert price.price > 0 and price.per >= 1


def test_what_was_not_read_on_a_page_says_so():
    assert any(not price.verified for price in PRICES.values())
    assert 'region = "us-east-1"' in prices.FILE.read_text()


@pytest.mark.parametrize(
    ("quantity", "dollars"), [(0, 0), (1_000_000, 0), (1_500_000, 0.1), (3_000_000, 0.4)]
)
def test_only_what_goes_over_the_free_part_is_paid(quantity: float, dollars: float):
    calls = PRICES["function-calls"]
    assert calls.of(quantity) == pytest.approx(dollars)
    assert prices.Line(price=calls, quantity=quantity, why="").dollars == calls.of(quantity)
