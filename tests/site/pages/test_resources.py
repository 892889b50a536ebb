"""Resources: where they come from, whom they are for, and that none is older than it says."""

from datetime import date
from pathlib import Path

import pytest

from content import BuildError, Words
from pages import resources

HEAD = {
    "title": "A slow walk",
    "summary": "Ten minutes outside.",
    "language": "en",
    "region": "any",
    "source": "A charity – Walking – https://example.org/walking",
    "reviewed_on": "2026-11-24",
    "review_by": "2027-11-24",
}
TODAY = date(2026, 11, 24)


def sample(root: Path, name: str = "grounding/walk", **changed: str) -> Path:
    path = root / "en" / "resources" / f"{name}.md"
    path.parent.mkdir(parents=True, exist_ok=True)
    head = "".join(f"{key}: {value}\n" for key, value in {**HEAD, **changed}.items())
    path.write_text(f"{head}---\nGo out. Come back. [Get help now](/help/).\n", encoding="utf-8")
    return path


def read(root: Path, today: date = TODAY) -> tuple[resources.Group, ...]:
    facts = {"country": "gb"}
    return resources.read(Words(language="en", facts=facts, today=today, root=root), str)


def refused(root: Path, today: date = TODAY) -> str:
    with pytest.raises(BuildError) as refusal:
        read(root, today)
    return str(refusal.value)


def test_a_resource_says_what_it_stands_on(tmp_path: Path) -> None:
    sample(tmp_path)
    sample(tmp_path, "learning/rights", title="Your rights", region="ie", language="cy")
    walk, rights = (group.resources[0] for group in read(tmp_path))
    assert walk.sources[0].url == "https://example.org/walking"
    assert (rights.written_for, rights.language, rights.tag) == ("Ireland", "Welsh", "cy")
    assert walk.reviewed == "24 November 2026"
    assert (walk.url, rights.url) == ("/resources/grounding/walk/", "/resources/learning/rights/")


@pytest.mark.parametrize("region", ["any", "gb"])
def test_where_and_in_what_language_is_told_only_where_it_differs(
    tmp_path: Path, region: str
) -> None:
    sample(tmp_path, region=region)
    walk = read(tmp_path)[0].resources[0]
    assert (walk.written_for, walk.language, walk.tag) == ("", "", "")


def test_the_groups_keep_their_order_and_titles_theirs(tmp_path: Path) -> None:
    sample(tmp_path, "learning/b", title="B")
    sample(tmp_path, "learning/a", title="a")
    sample(tmp_path, "grounding/z", title="Z")
    assert [group.slug for group in read(tmp_path)] == ["grounding", "learning"]
    assert [each.title for each in read(tmp_path)[1].resources] == ["a", "B"]


def test_one_past_its_review_date_is_refused_on_the_day_after(tmp_path: Path) -> None:
    sample(tmp_path)
    assert read(tmp_path, date(2027, 11, 24))
    message = refused(tmp_path, date(2027, 11, 25))
    assert "en/resources/grounding/walk.md:7: was due for review on 2027-11-24" in message


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"review_by": "2028-02-01"}, "walk.md:7: review_by is after reviewed_on, and at most 12"),
        ({"review_by": "2026-11-24"}, "walk.md:7: review_by is after reviewed_on"),
        ({"reviewed_on": "last week"}, "walk.md:6: reviewed_on is a date such as 2026-11-24"),
        ({"region": "UK"}, "walk.md:4: region is “any” or a country’s two letters"),
        ({"language": "xx"}, "walk.md:3: language is a tag such as en"),
        ({"source": "https://example.org/"}, "walk.md:5: a source is `Who – Title – https://"),
        ({"summary": "long " * 40}, "walk.md:2: at most 140 characters"),
        ({"author": "somebody"}, "walk.md:8: there is no “author” here"),
    ],
)
def test_a_mistake_is_told_with_file_and_line(tmp_path: Path, changed: dict, said: str) -> None:
    sample(tmp_path, **changed)
    assert said in refused(tmp_path)


def test_each_of_several_sources_is_named_by_its_own_line(tmp_path: Path) -> None:
    sample(tmp_path, source=f"{HEAD['source']}\nsource: Nobody")
    assert "walk.md:6: a source is" in refused(tmp_path)


def test_a_resource_outside_the_groups_is_refused_with_the_nearest(tmp_path: Path) -> None:
    sample(tmp_path, "groundings/walk")
    message = refused(tmp_path)
    assert "groundings/walk.md: a resource is in one of the folders" in message
    assert "is “grounding” meant?" in message


def test_a_resource_of_ones_own_may_be_new(tmp_path: Path) -> None:
    sample(tmp_path)
    ours = sample(tmp_path, "supporting/ours", title="Ours")
    (tmp_path / "local" / "resources").mkdir(parents=True)
    ours.parent.rename(tmp_path / "local" / "resources" / "supporting")
    assert [each.title for group in read(tmp_path) for each in group.resources] == [
        "A slow walk",
        "Ours",
    ]


def test_there_are_two_dozen_in_five_groups(pages: dict) -> None:
    articles = [url for url in pages if url.count("/") == 4 and url.startswith("/resources/")]
    assert len(articles) >= 24
    assert {url.split("/")[2] for url in articles} == set(resources.group_names(str))


def test_the_index_leads_to_every_resource(pages: dict) -> None:
    index = pages["/resources/"]
    articles = {url for url in pages if url.count("/") == 4 and url.startswith("/resources/")}
    assert articles <= set(index.links())
    assert "Written for: " not in index.text and "Language: " not in index.text


def test_every_resource_ends_with_sources_a_date_and_help(pages: dict) -> None:
    for url, page in pages.items():
        if url.count("/") == 4 and url.startswith("/resources/"):
            assert "Where this comes from" in page.text, url
            assert "Last checked on " in page.text, url
            assert "/help/" in page.links(), url
            assert any(link.startswith("tel:") for link in page.links()), url


def test_the_steps_lead_back_to_the_spaces_and_nothing_moves(pages: dict) -> None:
    for url in ("/grounding/", "/breathing/", "/take-a-minute/"):
        page = pages[url]
        assert "/spaces/" in page.links(), url
        assert "/help/" in page.links(), url
        assert page.all("ol"), url
        assert not [tag for tag, _ in page.tags if tag in ("audio", "video", "animate")], url


def test_resources_are_one_step_from_every_page(pages: dict) -> None:
    for url, page in pages.items():
        if not url.endswith("/card/"):
            assert "/resources/" in page.links(), url


def test_where_one_is_stands_in_the_navigation(pages: dict) -> None:
    for url in ("/resources/", "/resources/learning/benefits-gb/"):
        here = [each["href"] for each in pages[url].all("a") if each.get("aria-current") == "page"]
        assert here == ["/resources/"], url
