"""The build: what it writes, what it refuses, and that it never surprises."""

import shutil
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

import build
from checks import links
from forum.errors import Refusal
from here import files as served
from pages import guidelines

# Beyond the refusals of the rules: what the doors, the browser and our own mistakes can end in.
PUBLISHED = {".css", ".html", ".js", ".svg", ".txt", ".webmanifest", ".xml"}
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
    command += ["--today", "2026-11-24"]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def test_building_twice_gives_the_same_bytes(site: Path, tmp_path: Path) -> None:
    build.build(tmp_path / "again", today=date(2026, 11, 24))
    assert files(tmp_path / "again") == files(site)


def test_a_link_to_no_page_fails_the_build_and_leaves_the_last_site(
    workshop: Path, tmp_path: Path
) -> None:
    out = tmp_path / "out"
    assert run(workshop, out).returncode == 0
    before = files(out)
    about = workshop / "content" / "en" / "about.md"
    text = about.read_text(encoding="utf-8") + "\n[gone](/nowhere/)\n"
    about.write_text(text, encoding="utf-8")
    result = run(workshop, out)
    assert result.returncode == 1
    place = f"content/en/about.md:{len(text.splitlines())}"
    assert f"{place}: /about/ links to /nowhere/: there is no such page" in result.stderr
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
    assert "content/en/about.md:1: begins with `title: …`" in result.stderr


def test_a_country_that_nobody_knows_fails_the_build(workshop: Path, tmp_path: Path) -> None:
    settings = workshop / "community.toml"
    text = settings.read_text(encoding="utf-8").replace('country = "gb"', 'country = "zz"')
    settings.write_text(text, encoding="utf-8")
    result = run(workshop, tmp_path / "out")
    assert result.returncode == 1
    assert 'country = "zz"' in result.stderr


def test_a_mistake_in_the_settings_leaves_what_the_functions_trust(
    workshop: Path, tmp_path: Path
) -> None:
    out = tmp_path / "out"
    assert run(workshop, out).returncode == 0
    before = files(tmp_path)
    settings = workshop / "community.toml"
    text = settings.read_text(encoding="utf-8").replace('joining = "open"', 'joining = "closed"')
    settings.write_text(text, encoding="utf-8")
    result = run(workshop, out)
    assert result.returncode == 1
    assert 'joining: write "open" or "invitation"' in result.stderr
    after = files(tmp_path)
    assert {name: after[name] for name in before if not name.startswith("workshop")} == {
        name: words for name, words in before.items() if not name.startswith("workshop")
    }
    assert "forum.json" in before


def test_what_the_functions_trust_is_not_in_the_folder_that_is_published(site: Path) -> None:
    assert (site.parent / "forum.json").is_file()
    assert {path.suffix for path in site.rglob("*") if path.is_file()} <= PUBLISHED
    assert sorted(path.name for path in site.iterdir() if path.suffix == ".json") == []
    for path in ("/forum.json", "/../forum.json", "/%2e%2e/forum.json", "//forum.json"):
        assert served.serve(site, "GET", path).status == 404, path


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
    words = build.edition("en", date(2026, 11, 24)).words
    rules = [rule["id"] for rule in guidelines.read(words).rules]
    assert [each for each in ids if each] == rules
    assert len(page.all("details")) == len(rules)


def test_a_dead_link_of_a_template_is_told_with_its_line(workshop: Path, tmp_path: Path) -> None:
    layout = workshop / "templates" / "layout.html"
    text = layout.read_text(encoding="utf-8").replace('href="/about/"', 'href="/abuot/"')
    layout.write_text(text, encoding="utf-8")
    line = next(n for n, each in enumerate(text.splitlines(), 1) if "/abuot/" in each)
    told = run(workshop, tmp_path / "out").stderr
    assert f"templates/layout.html:{line}: / links to /abuot/: there is no such page" in told


def test_a_title_on_two_pages_fails_the_build(workshop: Path, tmp_path: Path) -> None:
    about = workshop / "content" / "en" / "about.md"
    title = (workshop / "content" / "en" / "breathing.md").read_text("utf-8").splitlines()[0]
    _, *rest = about.read_text("utf-8").splitlines(keepends=True)
    about.write_text("".join((f"{title}\n", *rest)), "utf-8")
    result = run(workshop, tmp_path / "out")
    assert result.returncode == 1
    assert "_site/breathing/index.html:1: the title " in result.stderr


def test_a_communitys_own_page_and_colour_are_built(workshop: Path, tmp_path: Path) -> None:
    own = workshop / "content" / "local" / "about.md"
    own.parent.mkdir(exist_ok=True)
    text = (workshop / "content" / "en" / "about.md").read_text("utf-8")
    own.write_text(text.replace("We are peers", "We are neighbours"), "utf-8")
    settings = workshop / "community.toml"
    text = settings.read_text("utf-8").replace("[colours]\n", '[colours]\naccent = "#1d4a7a"\n')
    settings.write_text(text, "utf-8")
    result = run(workshop, tmp_path / "out")
    assert result.returncode == 0, result.stderr
    assert "We are neighbours" in (tmp_path / "out" / "about" / "index.html").read_text("utf-8")
    sheet = next((tmp_path / "out" / "assets").glob("leanto.*.css")).read_text("utf-8")
    assert sheet.count("--pine:#1d4a7a") == 1


def test_the_grades_can_be_asked_for() -> None:
    command = [sys.executable, str(build.SITE / "build.py"), "--grades", "--today", "2026-11-24"]
    told = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    assert "of 7  help\n" in told
