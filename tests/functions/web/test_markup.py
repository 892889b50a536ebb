"""A member's words never become more than the small grammar (F2)."""

import re
from html.parser import HTMLParser
from pathlib import Path

import markdown
import pytest
from hypothesis import given
from hypothesis import strategies as st

from web import markup

HOSTS = frozenset({"www.nhs.uk", "www.example.org"})
LINK = [
    ("rel", "nofollow noopener noreferrer ugc"),
    ("referrerpolicy", "no-referrer"),
]
VOID = {"br", "hr"}

VECTORS = [
    line
    for line in (Path(__file__).parent / "vectors.txt").read_text("utf-8").splitlines()
    if line and not line.startswith("//")
]
CONTEXTS = {
    "alone": "{}",
    "in emphasis": "*a {} b*",
    "in strong": "**a {} b**",
    "in a list": "- {}",
    "in a quote": "> {}",
    "after an escape": "\\{}",
    "across lines": "a\n{}\nb",
    "escaped once": "&lt;{}&gt;",
    "in a link": "[{}](https://www.nhs.uk/)",
    "after an address": "https://www.nhs.uk/{}",
}


class Structure(HTMLParser):
    """Reads HTML and notes whatever is not a plain element of ours or a link as we make them."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[str] = []
        self.strange: list[str] = []
        self.links: list[tuple[str, str]] = []
        self.text = ""
        self.feed(html)
        self.close()
        self.strange += [f"left open: {tag}" for tag in self.open]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "a" and attrs[:-1] == LINK and attrs[-1][0] == "href":
            self.links.append((str(attrs[-1][1]), ""))
        elif tag not in markup.TAGS or attrs:
            self.strange.append(f"<{tag} {attrs}>")
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag in VOID or not self.open or self.open.pop() != tag:
            self.strange.append(f"</{tag}>")

    def handle_data(self, data: str) -> None:
        self.text += data
        if self.links and self.open[-1:] == ["a"]:
            href, said = self.links.pop()
            self.links.append((href, said + data))

    def handle_comment(self, data: str) -> None:
        self.strange.append(f"<!--{data}-->")

    def handle_decl(self, decl: str) -> None:
        self.strange.append(f"<!{decl}>")

    def unknown_decl(self, data: str) -> None:
        self.strange.append(f"<![{data}>")

    def handle_pi(self, data: str) -> None:
        self.strange.append(f"<?{data}>")


def shown(source: str) -> str:
    return markup.show(markup.render(source), HOSTS)


def assert_plain(html: str) -> Structure:
    read = Structure(html)
    assert not read.strange, (read.strange, html)
    for href, said in read.links:
        host, _, _ = href.removeprefix("https://").partition("/")
        assert re.split("[?#]", host)[0] in HOSTS
        assert href.lower() == said.lower()
    return read


@pytest.mark.parametrize("context", CONTEXTS.values(), ids=CONTEXTS.keys())
def test_no_vector_becomes_more_than_the_grammar(context: str) -> None:
    for vector in VECTORS:
        assert_plain(shown(context.format(vector) if vector else context))


def test_no_stored_html_becomes_more_than_the_grammar() -> None:
    for vector in VECTORS:
        assert_plain(markup.show(vector, HOSTS))


def test_the_sanitiser_stands_where_the_grammar_does_not() -> None:
    """What is stored is clean even if a converter lets more through."""
    markup.render("")
    ours, markup._own.converter = markup._own.converter, markdown.Markdown()
    try:
        for vector in VECTORS:
            assert not Structure(markup.render(vector)).strange
    finally:
        markup._own.converter = ours


def test_the_corpus_is_large_and_bites() -> None:
    """Without our sanitiser and our grammar most vectors get something through."""
    bitten = [v for v in VECTORS if Structure(markdown.markdown(v)).strange]
    assert len(VECTORS) == len(set(VECTORS)) >= 120
    assert len(bitten) >= 100


@given(st.text(st.sampled_from("<>&\"'`/*_[]()!-= \nabpihrefscx:#;\\&\u0301\ud800\x00")))
def test_any_text_is_plain_and_never_raises(text: str) -> None:
    assert_plain(shown(text))


@given(st.text(st.sampled_from("<>&\"'/=!- apibrhqulkotesm")))
def test_sanitising_twice_changes_nothing(html: str) -> None:
    once = markup.sanitise(html)
    assert markup.sanitise(once) == once


@given(st.text(st.sampled_from("ab*_>- 1.\n\\<&")))
def test_stored_html_reads_as_it_was_rendered(text: str) -> None:
    stored = markup.render(text)
    assert markup.sanitise(stored) == stored


GRAMMAR = {
    "a paragraph": ("Hello there.", "<p>Hello there.</p>"),
    "a line break": ("one\ntwo", "<p>one<br>\ntwo</p>"),
    "two paragraphs": ("one\n\ntwo", "<p>one</p>\n<p>two</p>"),
    "emphasis": ("*so* _very_", "<p><em>so</em> <em>very</em></p>"),
    "strong": ("**so** __very__", "<p><strong>so</strong> <strong>very</strong></p>"),
    "a list": ("- tea\n- sleep", "<ul>\n<li>tea</li>\n<li>sleep</li>\n</ul>"),
    "a numbered list": ("1. tea\n2. sleep", "<ol>\n<li>tea</li>\n<li>sleep</li>\n</ol>"),
    "a list after text": ("Today:\n- tea", "<p>Today:</p>\n<ul>\n<li>tea</li>\n</ul>"),
    "a numbered list after text": ("Then:\n1. tea", "<p>Then:</p>\n<ol>\n<li>tea</li>\n</ol>"),
    "a quote": ("> you said", "<blockquote>\n<p>you said</p>\n</blockquote>"),
    "a rule": ("a\n\n---\n\nb", "<p>a</p>\n<hr>\n<p>b</p>"),
    "an escape": ("\\*not\\*", "<p>*not*</p>"),
    "less than": ("1 < 2 & 3 > 2", "<p>1 &lt; 2 &amp; 3 &gt; 2</p>"),
    "an entity": ("&lt;b&gt; &amp;amp;", "<p>&amp;lt;b&amp;gt; &amp;amp;amp;</p>"),
    "code": ("`a` and\n\n    b", "<p>`a` and</p>\n<p>b</p>"),
    "raw HTML": ("<div>a</div>", "<p>&lt;div&gt;a&lt;/div&gt;</p>"),
    "a reference": ("[a]: https://evil.example", "<p>[a]: https://evil.example</p>"),
    "a heading": ("# a\n\nb\n===", "<p># a</p>\n<p>b<br>\n===</p>"),
    "a year": ("1990. A year", "<p>1990. A year</p>"),
    "a tall list": ("1. 1. 1. a", "<ol>\n<li>\n<ol>\n<li>1. a</li>\n</ol>\n</li>\n</ol>"),
    "a word with underscores": ("snake_case_name", "<p>snake_case_name</p>"),
    "a shrug": ("¯\\_(ツ)_/¯", "<p>¯_(ツ)_/¯</p>"),
}


@pytest.mark.parametrize(("source", "html"), GRAMMAR.values(), ids=GRAMMAR.keys())
def test_renders(source: str, html: str) -> None:
    assert markup.render(source) == html
