"""The outline of built pages: titles, headings, images."""

from pathlib import Path

import pytest

from checks import outline

PAGE = "<html><head><title>{title} – Here</title></head>\n<body>\n{body}\n</body></html>\n"


def write(site: Path, name: str, *, title: str = "A page", body: str = "<h1>A</h1>") -> None:
    path = site / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(PAGE.format(title=title, body=body), encoding="utf-8")


@pytest.mark.parametrize(
    ("page", "said"),
    [
        ({"title": ""}, "_site/a/index.html:1: a page without a title"),
        ({"body": "<p>One.</p>"}, "_site/a/index.html:1: 0 h1 on one page"),
        ({"body": "<h1>A</h1>\n<h1>B</h1>"}, "_site/a/index.html:4: 2 h1 on one page"),
        (
            {"body": "<h1>A</h1>\n<h3>B</h3>"},
            "_site/a/index.html:4: the heading jumps from h1 to h3",
        ),
        ({"body": "<h1>A</h1>\n\n<img src=a.svg>"}, "_site/a/index.html:5: an image without words"),
        ({"body": '<h1>A</h1>\n<img src=a.svg alt=" ">'}, "index.html:4: an image without words"),
    ],
)
def test_a_fault_is_told_with_file_and_line(tmp_path: Path, page: dict, said: str) -> None:
    write(tmp_path, "a/index.html", **page)
    assert [each for each in outline.wrong(tmp_path) if each.endswith(said)]


def test_two_pages_with_one_title_are_told(tmp_path: Path) -> None:
    write(tmp_path, "a/index.html")
    write(tmp_path, "b/index.html")
    assert outline.wrong(tmp_path) == [
        "_site/b/index.html:1: the title “A page – Here” is on a/index.html too"
    ]


def test_a_copy_by_intention_may_share_its_title(tmp_path: Path) -> None:
    write(tmp_path, "problems/not-found/index.html")
    write(tmp_path, "404.html")
    assert outline.wrong(tmp_path) == []


def test_headings_may_rise_by_more_than_one(tmp_path: Path) -> None:
    write(tmp_path, "a/index.html", body="<h1>A</h1><h2>B</h2><h3>C</h3><h2>D</h2>")
    assert outline.wrong(tmp_path) == []


def test_the_built_site_has_no_fault(site: Path) -> None:
    assert outline.wrong(site) == []
