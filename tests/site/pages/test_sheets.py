"""Sheets for the device, and the copy of help: what the build makes and what it refuses."""

import json
import re
from datetime import date
from pathlib import Path

import pytest

import build
from content import BuildError, Words
from pages import offline, sheets

TODAY = date(2026, 11, 24)
KIND, CHOICES = 'kind = "lines"', 'choices = ["One"]'
SHEET = """
title = "T"
description = "D"
lede = "L"
private = "P"
how = "H"
danger = "Is it too much?"
[[prompts]]
id = "a"
title = "First"
hint = "A hint."
kind = "lines"
[[prompts]]
id = "b"
title = "Second"
hint = "A hint."
kind = "ticks"
choices = ["One"]
"""


def read(folder: Path, text: str) -> dict:
    (folder / "en").mkdir()
    (folder / "en" / "safety-plan.toml").write_text(text, encoding="utf-8")
    return sheets.read(Words(language="en", facts={}, today=TODAY, root=folder), "safety-plan")


def test_a_whole_sheet_is_read(tmp_path: Path) -> None:
    assert [each["title"] for each in read(tmp_path, SHEET)["prompts"]] == ["First", "Second"]


@pytest.mark.parametrize(
    ("before", "after", "words"),
    [
        ('lede = "L"', "", "`lede = …` is missing"),
        ('hint = "A hint."', "", "a: `hint = …` is missing"),
        ('id = "b"', 'id = "a"', "an id of its own"),
        ('title = "Second"', 'title = "First"', "a title of its own"),
        (KIND, 'kind = "number"', "kind is one of lines and ticks"),
        (KIND, f"{KIND}\n{CHOICES}", "choices go with the kind ticks"),
        (CHOICES, "", "choices go with the kind ticks"),
        (KIND, f'{KIND}\nplaceholder = "For example"', "there is no “placeholder” here"),
    ],
)
def test_a_sheet_with_a_gap_fails(tmp_path: Path, before: str, after: str, words: str) -> None:
    with pytest.raises(BuildError, match=re.escape(words)):
        read(tmp_path, SHEET.replace(before, after, 1))


def test_the_safety_plan_has_the_seven_steps_in_their_order(pages: dict) -> None:
    """Stanley and Brown's six, with what matters to the person as the last."""
    ids = [each["id"] for each in pages["/safety-plan/"].all("textarea")]
    assert ids == ["signs", "alone", "distraction", "people", "professionals", "safer", "matters"]


@pytest.mark.parametrize("path", ["/safety-plan/", "/professional-sheet/"])
def test_a_sheet_cannot_be_sent(pages: dict, path: str) -> None:
    page = pages[path]
    assert page.all("form") == []
    assert not [tag for tag, each in page.tags if "name" in each and tag != "meta"]
    assert {each.get("type") for each in page.all("button")} == {"button"}
    assert {each["spellcheck"] for each in page.all("textarea")} == {"false"}
    assert "/help/" in page.links()


@pytest.mark.parametrize("path", ["/safety-plan/", "/professional-sheet/"])
def test_a_printed_sheet_has_a_title_without_the_communitys_name(site: Path, path: str) -> None:
    text = (site / path[1:] / "index.html").read_text(encoding="utf-8")
    assert re.search("<title>(.*?)</title>", text)[1] in (
        "My safety plan",
        "Take this to a professional",
    )


def test_no_question_asks_for_a_number_or_gives_an_example_to_copy() -> None:
    for name in sheets.SHEETS:
        text = (build.SITE / "content" / "en" / f"{name}.toml").read_text(encoding="utf-8").lower()
        words = text.partition('title = "')[2]
        assert not re.search(
            r"\b(?:score|scale|weight in|kilo|calorie|dose|mg|out of ten)\b", words
        )
        assert "for example" not in words and "e.g." not in words


def worker(site: Path) -> dict:
    first = (site / offline.WORKER).read_text(encoding="utf-8").splitlines()[0]
    return json.loads(first.removeprefix("self.build = ").removesuffix(";"))


def test_the_worker_keeps_public_pages_and_what_they_need(site: Path) -> None:
    told = worker(site)
    assert told["pages"] == [
        "/help/",
        "/help/gb/",
        "/grounding/",
        "/breathing/",
        "/safety-plan/",
        "/offline/",
    ]
    assert told["offline"] == "/offline/"
    names = {re.sub(r"/assets/(.*)\.\w{8}\.(\w+)", r"\1.\2", url) for url in told["files"]}
    assert {"leanto.css", "exit.js", "icons.svg", "icon.svg", "keep-help.js"} <= names
    assert {"device-sheet.js", "sheet-file.js"} <= names
    assert not names & {"draft-form.js", "speed-bump.js", "keep-key.js"}
    assert all((site / url[1:]).exists() for url in (*told["pages"], *told["files"]))


def test_the_version_follows_what_is_kept_and_nothing_else(site: Path, tmp_path: Path) -> None:
    for url in worker(site)["pages"]:
        (tmp_path / url[1:]).mkdir(parents=True)
        (tmp_path / url[1:] / "index.html").write_bytes(
            (site / url[1:] / "index.html").read_bytes()
        )
    offline.write(build.SITE / "assets", tmp_path, "gb")
    assert worker(tmp_path)["version"] == worker(site)["version"]
    page = tmp_path / "grounding" / "index.html"
    page.write_text(page.read_text(encoding="utf-8") + "<!-- a new word -->", encoding="utf-8")
    offline.write(build.SITE / "assets", tmp_path, "gb")
    assert worker(tmp_path)["version"] != worker(site)["version"]


def test_another_country_keeps_its_own_help() -> None:
    assert offline.kept_pages("ie")[:2] == ("/help/", "/help/ie/")


def test_the_offline_page_has_the_numbers_and_links_only_to_what_is_kept(pages: dict) -> None:
    page = pages["/offline/"]
    assert {"tel:116123", "sms:85258", "tel:999"} <= set(page.links())
    main = page.links()[page.links().index("tel:116123") :]
    inside = [link for link in main if link.startswith("/")][:4]
    assert inside == ["/help/", "/safety-plan/", "/grounding/", "/breathing/"]


def test_the_plan_is_one_tap_from_help(pages: dict) -> None:
    assert "/safety-plan/" in pages["/help/"].links()
    assert "/safety-plan/" in pages["/offline/"].links()
    assert {"/safety-plan/", "/professional-sheet/"} <= set(pages["/resources/"].links())
