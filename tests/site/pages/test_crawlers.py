"""What search engines are told."""

import re
from pathlib import Path

import build
from checks import links
from pages import crawlers


def listed(site: Path) -> set[str]:
    return set(re.findall(r"<loc>([^<]+)</loc>", (site / "sitemap.xml").read_text("utf-8")))


def test_the_sitemap_lists_every_page_that_may_be_found_and_no_other(
    site: Path, pages: dict
) -> None:
    public = {
        url
        for url, page in pages.items()
        if {"name": "robots", "content": "index"} in page.all("meta")
    }
    assert listed(site) == {f"{build.ORIGIN}{url}" for url in public}
    assert f"{build.ORIGIN}/resources/" in listed(site)


def test_problems_and_the_forum_are_not_in_it(site: Path) -> None:
    for url in listed(site):
        path = url.removeprefix(build.ORIGIN)
        assert not path.startswith(("/problems/", *links.DYNAMIC)), url
        assert path not in ("/404.html", "/resting.html")


def test_the_origin_is_an_option(tmp_path: Path) -> None:
    assert (
        crawlers.sitemap("https://a.example", ["index.html", "about/index.html"]).count(
            "<loc>https://a.example/"
        )
        == 2
    )
    assert "Sitemap: https://a.example/sitemap.xml\n" in crawlers.robots("https://a.example")


def test_there_is_no_feed(site: Path, pages: dict) -> None:
    assert not [path for path in site.rglob("*") if path.suffix in (".rss", ".atom")]
    assert [path.name for path in site.rglob("*.xml")] == ["sitemap.xml"]
    for url, page in pages.items():
        assert not [each for each in page.all("link") if each.get("rel") == "alternate"], url
