"""The demo community is invented, gentle and big enough to try everything on."""

import re
import tomllib
from collections.abc import Iterator
from itertools import chain
from pathlib import Path
from typing import Any

import pytest

from forum import names, threads, words
from forum.moderation import reports
from support import proofreading

ROOT = Path(__file__).resolve().parents[3]
DEMO = ROOT / "infra" / "here" / "demo"
PHONE = re.compile(r"\d(?:[ .()/-]*\d){5,}")
ADDRESS = re.compile(r"https?:|www\.|\S@\S|\b\w+\.(?:com|org|net|uk|info)\b", re.IGNORECASE)
REPLY_MAX_WORDS = 120
# People type marks as their keyboards have them, and may shout for joy.
RUN_TOGETHER = ("a word twice", "no space", "a space before", "two marks")


def read(path: Path) -> dict[str, Any]:
    return tomllib.loads(path.read_text("utf-8"))


def spaces() -> list[str]:
    return [space["slug"] for space in read(ROOT / "site" / "community.toml")["spaces"]]


SPACES = {slug: read(DEMO / f"{slug}.toml")["threads"] for slug in spaces()}
THREADS = list(chain.from_iterable(SPACES.values()))
REPLIES = [reply for thread in THREADS for reply in thread["replies"]]
MEMBERS = read(DEMO / "members.toml")["members"]
MODERATORS = read(DEMO / "members.toml")["moderators"]
REPORTS = read(DEMO / "reports.toml")["reports"]


def bodies() -> Iterator[str]:
    return (post["body"].strip() for post in chain(THREADS, REPLIES))


def every_text() -> Iterator[str]:
    return chain(bodies(), (t["title"] for t in THREADS), (r["note"] for r in REPORTS))


def test_nobody_in_it_says_a_word_twice_or_runs_two_sentences_together() -> None:
    slips = {
        text: found
        for text in every_text()
        if (found := [each for each in proofreading.slips(text) if each.startswith(RUN_TOGETHER)])
    }
    assert slips == {}


def test_fills_every_space_and_no_other() -> None:
    others = {"members", "reports"}
    assert {path.stem for path in DEMO.glob("*.toml")} == set(SPACES) | others
    assert len(SPACES) >= 6


@pytest.mark.parametrize("slug", SPACES)
def test_gives_each_space_enough_to_read(slug: str) -> None:
    assert len(SPACES[slug]) >= 9


def test_has_enough_of_everything() -> None:
    assert len(THREADS) >= 60
    assert len(REPLIES) >= 420
    assert len(MEMBERS) >= 14


def test_has_long_threads_and_threads_that_wait() -> None:
    counts = [len(thread["replies"]) for thread in THREADS]
    assert sum(count > threads.POSTS_PER_PAGE for count in counts) >= 2
    assert counts.count(0) >= 3


def test_keeps_titles_short_and_calm() -> None:
    titles = [thread["title"] for thread in THREADS]
    assert len(titles) == len(set(titles))
    assert [t for t in titles if len(t) > words.TITLE_MAX_CHARACTERS or "!" in t] == []


def test_says_what_each_thread_wants() -> None:
    assert {thread["want"] for thread in THREADS} == set(threads.WANTS)


def test_keeps_posts_within_bounds() -> None:
    assert [b for b in bodies() if not 1 <= len(b) <= words.POST_MAX_CHARACTERS] == []
    assert [r for r in REPLIES if len(r["body"].split()) > REPLY_MAX_WORDS] == []


def test_never_says_the_same_thing_twice() -> None:
    every = list(bodies())
    assert len(every) == len(set(every))


def test_leaves_words_as_cleaning_would() -> None:
    assert [body for body in bodies() if words.clean(body) != body] == []


def test_knows_every_author() -> None:
    assert {post["author"] for post in chain(THREADS, REPLIES)} == set(MEMBERS)


def test_gives_members_generated_names() -> None:
    assert [name for name in MEMBERS if not names.is_generated(name)] == []
    assert [name for name in MODERATORS if not names.is_staff_name(name)] == []
    assert not {name.lower() for name in MODERATORS} & {*names.adjectives(), *names.nouns()}


def test_holds_no_number_to_ring_and_no_address() -> None:
    assert [t for t in every_text() if PHONE.search(t) or ADDRESS.search(t)] == []


def test_tries_other_languages_and_markdown() -> None:
    everything = "\n".join(bodies())
    assert re.search("[\u0600-\u06ff]", everything)
    assert re.search(r"^- ", everything, re.MULTILINE)
    assert re.search(r"^> ", everything, re.MULTILINE)
    assert re.search(r"\*\w[^*\n]*\*", everything)


@pytest.mark.parametrize("report", REPORTS, ids=lambda report: report["thread_title"])
def test_reports_a_post_that_is_there(report: dict[str, Any]) -> None:
    (thread,) = (t for t in THREADS if t["title"] == report["thread_title"])
    assert 0 <= report["reply"] <= len(thread["replies"])
    assert report["kind"] in reports.KINDS
    assert len(report["note"]) <= words.NOTE_MAX_CHARACTERS


def test_reports_both_kinds_with_known_guidelines() -> None:
    rules = read(ROOT / "site" / "content" / "en" / "guidelines.toml")["rules"]
    known = {rule["id"] for rule in rules}
    assert len(REPORTS) >= 5
    assert {report["kind"] for report in REPORTS} == set(reports.KINDS)
    for report in REPORTS:
        expected = known if report["kind"] == "guideline" else {""}
        assert report["guideline"] in expected
