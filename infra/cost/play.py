"""Each kind of act, really played at the real doors, and what it took.

Units are counted by our own meter. Processor time is taken while it is not looking, since it asks
the database for what was there before.
"""

import json
import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from datetime import timedelta
from typing import Any

import altcha

from cost.meter import Call, Item, Key, Meter, indexed, size
from cost.visitors import Cast, Spent, Visitor, new_id
from store import tables

# What stays; what is ephemeral is gone within days.
KEPT = ("forum", "identity", "safety")
# DynamoDB counts so much more for each item, in its table and in each index.
ITEM_BYTES = 100
WORDS = "It has been a long night, and I wanted to say so to someone. " * 8
UNDONE_NO_MORE = timedelta(minutes=1)
LINE = "You named a street, and everyone stays unknown here. The rest of it was kind."

# Somebody who is ready, and what they then do.
Act = Callable[[Cast], tuple[Visitor, Callable[[], object]]]


def measure(cast: Cast, act: Act, client: Any) -> Spent:
    """What an act takes: played once under the meter and once by the clock."""
    _, do = act(cast)
    with Meter(client) as meter:
        do()
    timed, do = act(cast)
    timed.spent = Spent()
    do()
    return replace(
        timed.spent,
        reads=meter.read,
        writes=meter.write,
        looks=len(meter.calls),
        kept=weighed(meter.contents()),
        peaks=peaks(meter.calls),
    )


def peaks(calls: Iterable[Call]) -> dict[str, int]:
    """The most units that one of these calls writes in each table and index."""
    found = Counter[str]()
    for call in calls:
        found |= Counter(call.writes)
    return dict(found)


def weighed(contents: Mapping[Key, Item]) -> int:
    """The bytes that stay of these items, in their tables and indexes."""
    total = 0
    for (table, *_), item in contents.items():
        if table in KEPT:
            copies = [indexed(index, item) for index in tables.TABLES[table].indexes]
            total += sum(size(each) + ITEM_BYTES for each in (item, *copies) if each)
    return total


def found(page: str, name: str) -> str:
    """The value of the first field of this name on a page, or of its first choice."""
    match = re.search(rf'<input[^>]*name="{name}"[^>]*value="([^"]*)"', page) or re.search(
        rf'<select[^>]*name="{name}".*?<option value="(g[^"]*)"', page, re.DOTALL
    )
    if match is None:
        raise RuntimeError(f"the page has no field {name}")
    return match[1]


def pages(path: str, role: str = "") -> Act:
    """Somebody looks at a page: a visitor, or somebody signed in."""

    def act(cast: Cast) -> tuple[Visitor, Callable[[], object]]:
        somebody = cast.somebody(role) if role else cast.visitor()
        at = path.format(space=cast.space, thread=cast.thread)
        return somebody, lambda: somebody.get(at)

    return act


def join(cast: Cast) -> tuple[Visitor, Callable[[], object]]:
    """The form, the speed bump, and the page with the key."""
    somebody = cast.visitor()
    return somebody, lambda: joined(somebody)


def joined(somebody: Visitor) -> str:
    """The key of somebody who has just joined."""
    page = somebody.get("/join/")
    ticks = dict.fromkeys(("adult", "cards", "consent"), "1")
    fields = {"token": found(page, "token"), "name": found(page, "name")}
    challenge = altcha.Challenge.from_dict(json.loads(somebody.get("/join/challenge/")))
    solution = altcha.solve_challenge(challenge)
    if solution is None:
        raise RuntimeError("the speed bump has no answer")
    bump = str(altcha.Payload(challenge=challenge, solution=solution).to_base64())
    told = somebody.post("/join/", **fields, **ticks, speed_bump=bump).body.decode()
    key = re.search(r'id="key"[^>]*>(?:<bdi[^>]*>)?([^<]+)<', told)
    if key is None:
        raise RuntimeError("the page shows no key")
    return key[1]


def sign_in(cast: Cast) -> tuple[Visitor, Callable[[], object]]:
    """Somebody who has joined before comes back with their key."""
    key, somebody = joined(cast.visitor()), cast.visitor()

    def do() -> None:
        token = found(somebody.get("/sign-in/"), "token")
        somebody.post("/sign-in/", token=token, back="", key=key, name="")

    return somebody, do


def sign_out(cast: Cast) -> tuple[Visitor, Callable[[], object]]:
    somebody = cast.somebody()
    return somebody, lambda: somebody.post("/sign-out/")


def opening(cast: Cast) -> tuple[Visitor, Callable[[], object]]:
    """A new conversation, from its form to the page with it."""
    somebody = cast.somebody()
    return somebody, lambda: opened(somebody, cast.space)


def opened(somebody: Visitor, space: str) -> str:
    """The id of the post that opens somebody's new conversation."""
    somebody.get(f"/spaces/{space}/new/")
    said = {"title": "A long night, and the kettle is on", "body": WORDS, "want": "listen"}
    post = new_id()
    somebody.post(f"/spaces/{space}/new/", thread_id=new_id(), post_id=post, **said)
    return post


def reply(cast: Cast) -> tuple[Visitor, Callable[[], object]]:
    """An answer to the one who began; its form was on a page that counts as a view."""
    somebody = cast.somebody()
    path = f"/threads/{cast.thread}/replies/"
    return somebody, lambda: somebody.post(path, post_id=new_id(), body=WORDS)


def edit(cast: Cast) -> tuple[Visitor, Callable[[], object]]:
    """Other words, by the form."""
    somebody = cast.somebody()
    path = f"/posts/{opened(somebody, cast.space)}/edit/"
    said = {"title": "A long night", "body": WORDS + "Thank you.", "want": "listen"}

    def do() -> None:
        somebody.post(path, version=found(somebody.get(path), "version"), **said)

    return somebody, do


def withdrawal(cast: Cast) -> tuple[Visitor, Callable[[], object]]:
    """A post is taken back."""
    somebody = cast.somebody()
    path = f"/posts/{opened(somebody, cast.space)}/withdraw/"

    def do() -> None:
        somebody.get(path)
        somebody.post(path)

    return somebody, do


def report(cast: Cast) -> tuple[Visitor, Callable[[], object]]:
    """Two steps and a note."""
    post, somebody = opened(cast.somebody(), cast.space), cast.somebody()
    return somebody, lambda: reported(somebody, post)


def reported(somebody: Visitor, post: str) -> None:
    path = f"/posts/{post}/report/"
    somebody.get(path)
    page = somebody.get(f"{path}?kind=guideline")
    fields = {name: found(page, name) for name in ("report_id", "guideline")}
    somebody.post(path, kind="guideline", note=LINE, **fields)


def decision(cast: Cast) -> tuple[Visitor, Callable[[], object]]:
    """A case is looked at, its words uncovered, the post taken down; then people are told."""
    post, moderator = opened(cast.somebody(), cast.space), cast.somebody("moderator")
    reported(cast.somebody(), post)
    path = f"/moderate/cases/{post}/"

    def do() -> None:
        moderator.get(path)
        page = moderator.get(f"{path}?words=1")
        names = ("decision_id", "post_version", "case_version", "guideline")
        fields = {name: found(page, name) for name in names}
        moderator.post(path, action="remove", line=LINE, **fields)
        moderator.wait("worker", ahead=UNDONE_NO_MORE)

    return moderator, do


def tick(cast: Cast) -> tuple[Visitor, Callable[[], object]]:
    """The worker's run by the clock, when no older items are left to bring to their newest form."""
    clock = cast.visitor()
    for _ in range(3):
        clock.wait("worker")
    return clock, lambda: clock.wait("worker")
