"""The frame that every static page keeps, and what it may weigh."""

import gzip
import itertools
import json
from pathlib import Path

import pytest

KB = 1024
SHARED = ("leanto.css", "exit.js", "icons.svg", "icon.svg")


def test_every_page_has_one_h1_and_its_landmarks(pages: dict) -> None:
    for url, page in pages.items():
        assert len(page.all("h1")) == 1, url
        assert len(page.all("main")) == 1, url
        assert len(page.all("header")) == 1, url
        assert len(page.all("footer")) == 1, url
        assert page.all("main")[0] == {"id": "main", "tabindex": "-1"}, url


def test_every_page_says_its_language_and_direction(pages: dict, pseudo_pages: dict) -> None:
    assert all(page.all("html")[0] == {"lang": "en", "dir": "ltr"} for page in pages.values())
    assert all(
        page.all("html")[0] == {"lang": "ar-XB", "dir": "rtl"} for page in pseudo_pages.values()
    )


def test_the_first_three_links_are_skip_help_and_the_way_out(pages: dict) -> None:
    for url, page in pages.items():
        skip, help_now, leave = page.all("a")[:3]
        assert (skip["class"], skip["href"]) == ("skip", "#main"), url
        assert (help_now["class"], help_now["href"]) == ("help", "/help/"), url
        assert "data-exit" in leave and leave["class"] == "leave", url
        assert leave["rel"] == "noreferrer nofollow", url
        assert "Get help now" in page.text and "Leave this site" in page.text, url


def test_every_page_says_that_this_is_not_professional_care(pages: dict) -> None:
    for url, page in pages.items():
        assert "It is not a substitute for professional care" in page.text, url


def test_no_page_has_a_script_or_a_style_inside_it(pages: dict) -> None:
    for url, page in pages.items():
        assert page.all("style") == [], url
        assert all(script.get("src", "").startswith("/assets/") for script in page.all("script"))
        for tag, attributes in page.tags:
            assert "style" not in attributes, (url, tag)
            assert not [name for name in attributes if name.startswith("on")], (url, tag)


def test_no_page_fetches_anything_from_another_host(pages: dict) -> None:
    for url, page in pages.items():
        fetched = [each.get("href") for each in page.all("link") + page.all("use")]
        fetched += [each.get("src") for each in page.all("script") + page.all("img")]
        assert all(address and address.startswith("/assets/") for address in fetched), url


def test_ids_are_unique_on_each_page(pages: dict) -> None:
    for url, page in pages.items():
        ids = [attributes["id"] for _, attributes in page.tags if attributes.get("id")]
        assert len(ids) == len(set(ids)), url


def test_headings_never_skip_a_level(pages: dict) -> None:
    for url, page in pages.items():
        levels = [int(tag[1]) for tag, _ in page.tags if tag in ("h1", "h2", "h3", "h4")]
        steps = itertools.pairwise(levels)
        assert all(later - earlier <= 1 for earlier, later in steps), (url, levels)


def test_only_pages_worth_finding_are_indexed(pages: dict) -> None:
    for url, page in pages.items():
        robots = next(each["content"] for each in page.all("meta") if each.get("name") == "robots")
        hidden = url.startswith("/problems/") or url in ("/404.html", "/resting.html")
        hidden = hidden or url.endswith("/card/") or url == "/offline/"
        assert robots == ("noindex" if hidden else "index"), url


@pytest.mark.parametrize(("prefix", "budget"), [("/help/", 14 * KB), ("/", 35 * KB)])
def test_every_page_keeps_its_budget_with_all_its_files(
    site: Path, pages: dict, prefix: str, budget: int
) -> None:
    urls = json.loads((site.parent / "forum.json").read_text())["assets"]
    shared = sum(_weight(site / urls[name][1:]) for name in SHARED)
    for url, page in pages.items():
        path = site / (url[1:] + ("index.html" if url.endswith("/") else ""))
        modules = [each["src"] for each in page.all("script") if each.get("type") == "module"]
        if url.startswith(prefix):
            own = sum(_weight(site / module[1:]) for module in modules)
            assert _weight(path) + own + shared <= budget, url


def test_the_blocking_script_weighs_at_most_a_kilobyte(site: Path) -> None:
    urls = json.loads((site.parent / "forum.json").read_text())["assets"]
    assert _weight(site / urls["exit.js"][1:]) <= KB


def _weight(path: Path) -> int:
    return len(gzip.compress(path.read_bytes(), 9, mtime=0))


def test_a_page_fits_whoever_has_a_place_here_and_whoever_has_none(pages: dict) -> None:
    for url, page in pages.items():
        links = {link["href"] for link in page.all("a")}
        assert {"/spaces/", "/resources/", "/sign-in/"} <= links, url
        assert "/account/" not in links, url
