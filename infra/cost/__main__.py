"""`make cost`: the bill of an ordinary month, from a day that is played now, and beside it the most
that a month can cost. Leaves with 1 when something has no bound, or the bound is over 300 dollars.
"""

import argparse
import contextlib
import sys
from collections.abc import Iterable

from cost import bill, bound, prices, stage, template
from cost.bound import Resources
from cost.day import SHARES, Community
from cost.prices import Line
from cost.stage import Played

WHERE = "Prices of us-east-1, without tax, as infra/cost/prices.toml names them with their pages."
UNVERIFIED = "* not read on AWS's own page: look before you rely on it."
DAY = "A day of {members:,} members, {posts:,} posts and {views:,} views of pages"
MONTH = "\nAn ordinary month of 31 such days, a year after the beginning"
WORST = "\nThe worst month: every cap of the template reached, day and night, {at_once} at once"


def main(words: list[str] | None = None) -> None:
    """Plays, counts, prints."""
    asked = read(words)
    community = Community(
        members=asked.members, posts=asked.posts, views=asked.views, cold=asked.cold
    )
    with contextlib.redirect_stdout(sys.stderr):
        played = stage.played()
    sys.exit(tell(community, played, template.synthesise()["Resources"], asked.at_once))


def tell(community: Community, played: Played, resources: Resources, at_once: int) -> bool:
    """Prints everything; whether something is wrong with the bound."""
    listed = prices.load()
    show_day(community, played)
    alarms = len(list(bound.Caps(resources).of("CloudWatch::Alarm")))
    print(MONTH)
    show(bill.lines(community, played, alarms, listed))
    print(f"\n{WHERE}\n{UNVERIFIED}")
    return show_worst(resources, listed, at_once)


def read(words: list[str] | None) -> argparse.Namespace:
    """The command line."""
    usual = Community()
    parser = argparse.ArgumentParser(prog="make cost", description="What a community costs.")
    parser.add_argument("--members", type=int, default=usual.members)
    parser.add_argument("--posts", type=int, default=usual.posts, help="in a day")
    parser.add_argument("--views", type=int, default=usual.views, help="of pages, in a day")
    parser.add_argument("--cold", type=float, default=usual.cold, help="share of cold starts")
    parser.add_argument(
        "--at-once", type=int, default=bound.AT_ONCE, help="functions that the account runs at once"
    )
    return parser.parse_args(words)


def show_day(community: Community, played: Played) -> None:
    """How often each act is done, and what one takes: every figure of the bill is from here."""
    print(DAY.format(**community.__dict__), end=":\n\n")
    print(f"{'':38} {'times':>7}  {'reads':>6} {'writes':>6} {'KB sent':>7} {'ms of CPU':>9}")
    for name, share in SHARES.items():
        times = f"{share.times(community):7,.0f}"
        if spent := played.acts.get(name):
            units = f"{spent.reads:6g} {spent.writes:6g} {spent.sent / 1000:7.1f}"
            print(f"{name:38} {times}  {units} {spent.processor * 1000:9.1f}")
        else:
            print(f"{name:38} {times}  {0:6g} {0:6g} {played.page / 1000:7.1f} {0:9.1f}")


def show(lines: Iterable[Line]) -> float:
    """A bill; returns its total."""
    total = 0.0
    for line in lines:
        total += line.dollars
        print(f"{line.dollars:8.2f}  {sentence(line)}\n          {line.why}")
    print(f"{total:8.2f}  dollars a month")
    return total


def sentence(line: Line) -> str:
    """A quantity times its price, in words."""
    price = line.price
    star = "" if price.verified else " *"
    quantity = f"{line.quantity:,.0f}" if line.quantity >= 100 else f"{line.quantity:.3g}"
    each = f"{price.price:g} dollars for {'each' if price.per == 1 else f'{price.per:,.0f}'}"
    free = f"; {price.free:,.0f} are free" if price.free else ""
    return f"{price.what}{star}: {quantity} {price.unit}, {each}{free}"


def show_worst(resources: Resources, listed: prices.Prices, at_once: int) -> bool:
    """The bound, or why there is none; whether it is kept."""
    print(WORST.format(at_once=at_once))
    if said := list(bound.troubles(resources)):
        print("There is no bound:", *said, sep="\n- ")
        return True
    total = show(bound.lines(resources, listed, at_once))
    print(f"          at most {bound.DOLLARS_AT_MOST} is promised\n\n{bound.OPEN}")
    return total >= bound.DOLLARS_AT_MOST


if __name__ == "__main__":
    main()
