"""Which addresses in a member's words become links (F2, I4): hosts on the list, and no others."""

import pytest

from web import markup

HOSTS = frozenset({"www.nhs.uk", "www.example.org"})


def shown(source: str) -> str:
    return markup.show(markup.render(source), HOSTS)


def link(address: str, text: str = "") -> str:
    return (
        '<a rel="nofollow noopener noreferrer ugc" referrerpolicy="no-referrer"'
        f' href="{address}">{text or address}</a>'
    )


LINKED = {
    "a host": ("https://www.nhs.uk", link("https://www.nhs.uk")),
    "a path": ("https://www.nhs.uk/a-b_c/d/", link("https://www.nhs.uk/a-b_c/d/")),
    "a query": ("https://www.nhs.uk/?a=b&c=d", link("https://www.nhs.uk/?a=b&amp;c=d")),
    "a fragment": ("https://www.nhs.uk/a#b", link("https://www.nhs.uk/a#b")),
    "percent signs": ("https://www.nhs.uk/%D8%A3", link("https://www.nhs.uk/%D8%A3")),
    "capitals": ("HTTPS://WWW.NHS.UK/A", link("https://www.nhs.uk/A", "HTTPS://WWW.NHS.UK/A")),
    "the end of a sentence": (
        "(see https://www.nhs.uk/).",
        f"(see {link('https://www.nhs.uk/')}).",
    ),
    "an Arabic comma": ("https://www.nhs.uk/a، b", f"{link('https://www.nhs.uk/a')}، b"),
    "angle brackets": ("<https://www.nhs.uk/>", f"&lt;{link('https://www.nhs.uk/')}&gt;"),
    "quotation marks": ('"https://www.nhs.uk/"', f'"{link("https://www.nhs.uk/")}"'),
    "emphasis": ("*https://www.nhs.uk/*", f"<em>{link('https://www.nhs.uk/')}</em>"),
    "twice": (
        "https://www.nhs.uk https://www.example.org/",
        f"{link('https://www.nhs.uk')} {link('https://www.example.org/')}",
    ),
}


@pytest.mark.parametrize(("source", "html"), LINKED.values(), ids=LINKED.keys())
def test_links_an_address_on_the_list(source: str, html: str) -> None:
    assert shown(source) == f"<p>{html}</p>"


@pytest.mark.parametrize(
    "address",
    [
        "http://www.nhs.uk/",
        "www.nhs.uk",
        "//www.nhs.uk/",
        "ftp://www.nhs.uk/",
        "https://nhs.uk/",
        "https://evil.example/",
        "https://www.nhs.uk.evil.example/",
        "https://www.nhs.uk./",
        "https://evil.www.nhs.uk/",
        "https://someone@www.nhs.uk/",
        "https://www.nhs.uk@evil.example/",
        "https://www.nhs.uk:443/",
        "https://www.nhs.uk:80@evil.example/",
        "https://www.nhs.uk\\.evil.example/",
        "https://www.nhs.uk\\@evil.example/",
        "https://www.nhs.uk%2eevil.example/",
        "https://www.nhs.uk。evil.example/",
        "https://www․nhs․uk/",
        "https://www.nhs.uк/",
        "https://ｗｗｗ.nhs.uk/",
        "https://www.nhs.uk//evil.example/",
        "https://www.nhs.uk/https://evil.example/",
        "https://www.nhs.uk/go?to=https://evil.example/",
        "https://www.nhs.uk/go?to=//evil.example/",
        "https://www.nhs.uk/go?to=%2F%2Fevil.example",
        "https://www.nhs.uk/%zz",
        "https://www.nhs.uk/a;b",
        "https://www.nhs.uk/a(b)c",
        "https://www.nhs.uk/&lt;script&gt;",
        "https://www.nhs.uk&colon;evil",
        "https:///www.nhs.uk/",
        "https:/www.nhs.uk/",
        "https://[www.nhs.uk]/",
        "xhttps://www.nhs.uk/",
        "evil.example/https://www.nhs.uk/",
        "a@https://www.nhs.uk/",
    ],
)
def test_leaves_any_other_address_as_text(address: str) -> None:
    assert "<a" not in shown(address)


def test_a_host_taken_off_the_list_is_no_link_any_more() -> None:
    stored = markup.render("https://www.nhs.uk/")
    assert "<a " not in stored
    assert "<a " in markup.show(stored, HOSTS)
    assert "<a " not in markup.show(stored, frozenset())


def test_an_image_never_comes_through() -> None:
    sources = ["![a](https://www.nhs.uk/a.png)", "![a][b]\n\n[b]: https://www.nhs.uk/a.png"]
    for source in [*sources, "<img src=https://www.nhs.uk/a.png>", "<p><img src=x></p>"]:
        assert "<img" not in shown(source)
        assert "<img" not in markup.show(source, HOSTS)
