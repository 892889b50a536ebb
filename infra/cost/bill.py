"""An ordinary month, from what one day was measured to take.

Four things are assumed and not measured here; each line that rests on one says so: what share of a
processor Lambda gives, how long DynamoDB takes to answer, what a call writes to its log, and how
often the edge has to ask the bucket. Pages of the forum count as if the edge kept none of them for
strangers: how many it answers by itself cannot be measured here, and so nothing is saved by it.
"""

from collections.abc import Iterator

from capacity import MEMORY_MB
from cost import day
from cost.bound import LOG_BYTES
from cost.day import SHARES, Community
from cost.prices import Line, Prices
from cost.stage import Played
from cost.visitors import Spent

DAYS = 31
YEAR_DAYS = 365
GB = 1e9
# Lambda gives a whole processor for this much memory, and less in proportion.
WHOLE_PROCESSOR_MB = 1769
LOOK_SECONDS = 0.005
MISSED_AT_EDGE = 0.1
PAGES_IN_A_VISIT = 5
RELEASES = 4
ADDRESSES = 2


def lines(community: Community, played: Played, alarms: int, prices: Prices) -> Iterator[Line]:
    """The bill of 31 such days, a year after the community began."""
    spent = day.whole(community, played.acts)
    yield from _tables(spent, prices)
    yield from _functions(community, spent, played.start, prices)
    yield from _edge(community, spent, played, prices)
    files, size = played.site
    yield Line(price=prices["file-storage"], quantity=size / GB, why=f"{files} files, as built")
    released = f"{files} files, {RELEASES} times a month"
    yield Line(price=prices["file-writes"], quantity=files * RELEASES, why=released)
    yield Line(price=prices["alarms"], quantity=alarms, why="in the template")
    told = SHARES["a report"].times(community) * DAYS * ADDRESSES
    yield Line(price=prices["emails"], quantity=told, why=f"each report, to {ADDRESSES} addresses")


def _tables(spent: Spent, prices: Prices) -> Iterator[Line]:
    written, read = f"{spent.writes:,.0f} a day, by our meter", f"{spent.reads:,.0f} a day"
    yield Line(price=prices["write-units"], quantity=spent.writes * DAYS, why=written)
    yield Line(price=prices["read-units"], quantity=spent.reads * DAYS, why=read)
    kept = spent.kept * YEAR_DAYS / GB
    grown = f"{spent.kept / 1000:,.0f} KB a day, kept for a year"
    yield Line(price=prices["table-storage"], quantity=kept, why=grown)
    yield Line(price=prices["recovery"], quantity=kept, why="the same")


def _functions(community: Community, spent: Spent, start: float, prices: Prices) -> Iterator[Line]:
    calls = spent.requests * DAYS
    each = f"{spent.requests:,} a day"
    yield Line(price=prices["function-calls"], quantity=calls, why=each)
    working = spent.processor * WHOLE_PROCESSOR_MB / MEMORY_MB + spent.looks * LOOK_SECONDS
    starting = spent.requests * community.cold * start
    seconds = f"{working / max(1, spent.requests) * 1000:.0f} ms each at {MEMORY_MB} MB"
    waits = f"{LOOK_SECONDS * 1000:.0f} ms for each answer of DynamoDB, assumed"
    cold = f"{community.cold:.0%} of them start a function first, {start:.2f} s"
    quantity = (working + starting) * DAYS * MEMORY_MB / 1024
    why = f"{seconds}, with {waits}; {cold}"
    yield Line(price=prices["function-time"], quantity=quantity, why=why)
    logged = f"{LOG_BYTES} bytes a call, assumed"
    yield Line(price=prices["log-bytes"], quantity=calls * LOG_BYTES / GB, why=logged)


def _edge(community: Community, spent: Spent, played: Played, prices: Prices) -> Iterator[Line]:
    asked = spent.requests - SHARES[day.CLOCK].times(community)
    pages = SHARES[day.FILES].times(community)
    number, size = played.first
    visits = community.views / PAGES_IN_A_VISIT
    files = pages + visits * number
    yield Line(price=prices["api-requests"], quantity=asked * DAYS, why=f"{asked:,.0f} a day")
    both = f"the same, and {files:,.0f} files a day"
    yield Line(price=prices["edge-requests"], quantity=(asked + files) * DAYS, why=both)
    sent = spent.sent + pages * played.page + visits * size
    measured = f"{sent / 1e6:,.0f} MB a day, compressed, with headers"
    yield Line(price=prices["edge-bytes"], quantity=sent * DAYS / GB, why=measured)
    yield Line(price=prices["edge-function"], quantity=files * DAYS, why="one for each file")
    missed = f"{MISSED_AT_EDGE:.0%} of the files, assumed"
    yield Line(price=prices["file-reads"], quantity=files * DAYS * MISSED_AT_EDGE, why=missed)
