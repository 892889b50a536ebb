"""The build: what it writes, what it refuses, and that it never surprises."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import build
import links
from forum.errors import Refusal

# Beyond the refusals of the rules: what the doors, the browser and our own mistakes can end in.
OTHERS = {"not-allowed", "offline", "stumbled"}
SLUGS = sorted({refusal.slug for refusal in Refusal.__subclasses__()} | {Refusal.slug} | OTHERS)


def files(site: Path) -> dict[str, bytes]:
    return {
        path.relative_to(site).as_posix(): path.read_bytes()
        for path in site.rglob("*")
        if path.is_file()
    }


@pytest.fixture
def workshop(tmp_path: Path) -> Path:
    """A copy of site/ to break."""
    return Path(
        shutil.copytree(
            build.SITE,
            tmp_path / "workshop",
            ignore=shutil.ignore_patterns("_site*", "__pycache__"),
        )
    )


def run(workshop: Path, out: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, str(workshop / "build.py"), "--out", str(out)]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def test_building_twice_gives_the_same_bytes(site: Path, tmp_path: Path) -> None:
    build.build(tmp_path / "again")
    assert files(tmp_path / "again") == files(site)


def test_a_link_to_no_page_fails_the_build_and_leaves_the_last_site(
    workshop: Path, tmp_path: Path
) -> None:
    out = tmp_path / "out"
    assert run(workshop, out).returncode == 0
    before = files(out)
    about = workshop / "content" / "en" / "about.md"
    about.write_text(about.read_text(encoding="utf-8") + "\n[gone](/nowhere/)\n", encoding="utf-8")
    result = run(workshop, out)
    assert result.returncode == 1
    assert "/about/ links to /nowhere/: there is no such page" in result.stderr
    assert files(out) == before


def test_a_link_to_a_missing_anchor_fails_the_build(workshop: Path, tmp_path: Path) -> None:
    about = workshop / "content" / "en" / "about.md"
    about.write_text(
        about.read_text(encoding="utf-8") + "\n[rule](/guidelines/#g99)\n", encoding="utf-8"
    )
    result = run(workshop, tmp_path / "out")
    assert result.returncode == 1
    assert "/about/ links to /guidelines/#g99: that page has no #g99" in result.stderr


def test_a_page_without_a_title_fails_the_build(workshop: Path, tmp_path: Path) -> None:
    (workshop / "content" / "en" / "about.md").write_text("Only words.\n", encoding="utf-8")
    result = run(workshop, tmp_path / "out")
    assert result.returncode == 1
    assert "about.md: begins with `title: …`" in result.stderr


def test_a_country_that_nobody_knows_fails_the_build(workshop: Path, tmp_path: Path) -> None:
    settings = workshop / "community.toml"
    text = settings.read_text(encoding="utf-8").replace('country = "gb"', 'country = "zz"')
    settings.write_text(text, encoding="utf-8")
    result = run(workshop, tmp_path / "out")
    assert result.returncode == 1
    assert 'country = "zz"' in result.stderr


def test_the_built_site_has_no_dead_link(site: Path) -> None:
    assert links.dead(site) == []


@pytest.mark.parametrize("slug", SLUGS)
def test_each_problem_has_a_page_that_says_what_to_do_next(pages: dict, slug: str) -> None:
    page = pages[f"/problems/{slug}/"]
    assert page.all("meta")[3]["content"] == "noindex"
    assert any(link.startswith("tel:") for link in page.links())
    assert "/help/" in page.links()
    assert "btn" in [each.get("class") for each in page.all("a")]


def test_the_resting_page_carries_help_lines_and_needs_no_function(pages: dict) -> None:
    page = pages["/resting.html"]
    assert {"tel:116123", "sms:85258", "tel:999"} <= set(page.links())
    assert {"name": "robots", "content": "noindex"} in page.all("meta")
    assert page.all("form") == []


def test_robots_may_read_help_and_not_the_forum(site: Path) -> None:
    robots = (site / "robots.txt").read_text()
    assert "Disallow: /spaces/\n" in robots
    assert "Disallow: /moderate/\n" in robots
    assert "help" not in robots
    assert "Disallow: /\n" not in robots


def test_every_guideline_has_an_anchor_and_both_examples(pages: dict) -> None:
    page = pages["/guidelines/"]
    ids = [each.get("id") for each in page.all("li")]
    rules = [rule["id"] for rule in build._words("en", {}).rules()]
    assert [each for each in ids if each] == rules
    assert len(page.all("details")) == len(rules)
