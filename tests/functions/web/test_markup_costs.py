"""Rendering any words stays cheap, and what it makes stays shallow."""

import re
import sys
import threading
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from forum import words
from web import markup

CPU_MAX_SECONDS = 0.25
GROWTH_MAX = 2.6
CALLS_FEW = 100_000  # below this, hundredths of a second, growth does not matter
LEVELS_MAX = 24
HOSTS = frozenset({"www.nhs.uk", "www.example.org"})


def fill(unit: str, length: int = words.POST_MAX_CHARACTERS) -> str:
    return (unit * (length // len(unit) + 1))[:length]


HOSTILE = [
    *"[*_`<>(&\\-+#=\n \u3000\u0301\x00\u202e",
    "![",
    "](",
    "[a](b",
    "[a][b]",
    "**",
    "***",
    "__",
    "___",
    "* ",
    "*a ",
    "*a*",
    "**a ",
    "_a ",
    "*_",
    "_*",
    "**_",
    "* **_*_",
    "*a _b ",
    "a*b*c_",
    "*a\n",
    "**a\n",
    "* a *b\n",
    "1. ",
    "- ",
    "1. 1. 1. ",
    "- - - ",
    "> ",
    "> > > > - - a\n",
    "- > ",
    "> - ",
    "> - > - a\n",
    "- > > > > a\n",
    "- a\n",
    "> a\n",
    "> a\n\n",
    "> a\nb\n",
    ">\n",
    "1. a\n",
    "1. a\n    1. b\n",
    "- a\n\n",
    "- a\n    - b\n        - c\n",
    "    - a\n",
    "        - a\n",
    "- a\n\n    b\n\n",
    "    a\n\n",
    "- a\n  b\n",
    "* * *\n",
    "---\n",
    "--- ",
    "- - - a\n",
    "a\n",
    "a  \n",
    "\\\n",
    "\\*",
    "\\\\",
    "<a",
    "<!--",
    "<![CDATA[",
    "<?",
    "&lt;",
    "&#1;",
    "&amp",
    "``",
    "` ",
    "https://",
    "https://a.",
    "https://www.nhs.uk/",
    "https://www.nhs.uk/ ",
    "https://www.nhs.uk/?",
    "https://www.nhs.uk/)",
    "x\t",
    "a\u0301\u0301\u0301\u0301\u0301",
    "\u200d\u0301",
    "klzzwxh:0000",
    "wzxhzdk:0",
    "﷽",
    "![\\\n> > > > - - a\n\n- b\n    c- a\n    - b\n        - c\n\\(",
]


def cpu_seconds(source: str) -> float:
    """The least of a few runs, so that a busy machine does not look like slow code."""
    spent = []
    for _ in range(3):
        start = time.thread_time()
        markup.show(markup.render(source), HOSTS)
        spent.append(time.thread_time() - start)
    return min(spent)


def calls(source: str) -> int:
    """How many calls Python makes to render and show it: the same on every machine."""
    made = 0

    def count(frame: object, event: str, argument: object) -> None:
        nonlocal made
        made += event in ("call", "c_call")

    sys.setprofile(count)
    try:
        markup.show(markup.render(source), HOSTS)
    finally:
        sys.setprofile(None)
    return made


def levels(html: str) -> int:
    """How deep the lists and quotes go; a list in a list counts four."""
    depth = deepest = 0
    for end, _ in re.findall("<(/?)(blockquote|ul|ol|li)>", html):
        depth += -1 if end else 1
        deepest = max(deepest, depth)
    return deepest


@pytest.mark.parametrize("unit", HOSTILE)
def test_hostile_words_cost_little_and_stay_shallow(unit: str) -> None:
    assert cpu_seconds(fill(unit)) <= CPU_MAX_SECONDS
    longest, half = calls(fill(unit)), calls(fill(unit, 2500))
    assert longest <= CALLS_FEW or longest / half <= GROWTH_MAX
    assert levels(markup.render(fill(unit))) <= LEVELS_MAX


@settings(max_examples=60)
@given(st.lists(st.sampled_from(HOSTILE), min_size=1, max_size=8).map("".join))
def test_hostile_mixtures_cost_little_and_stay_shallow(unit: str) -> None:
    assert cpu_seconds(fill(unit)) <= CPU_MAX_SECONDS
    assert levels(markup.render(fill(unit))) <= LEVELS_MAX


@given(st.text(st.sampled_from("> -*+1.a\n\\_"), max_size=300))
def test_no_text_nests_deep(text: str) -> None:
    assert levels(markup.render(text)) <= LEVELS_MAX


def test_threads_do_not_disturb_each_other() -> None:
    sources = [fill(f"*{n}* and\n\n- {n}\n\n> {n}\n\n") for n in range(8)]
    expected = [markup.render(source) for source in sources]
    found: dict[int, str] = {}

    def work(n: int) -> None:
        found[n] = markup.render(sources[n])

    threads = [threading.Thread(target=work, args=(n,)) for n in range(len(sources))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [found[n] for n in range(len(sources))] == expected
