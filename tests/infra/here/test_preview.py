"""`make site`: the static pages alone, anew after each change."""

from pathlib import Path

import pytest

from here import events, preview


@pytest.fixture
def shown(tmp_path: Path) -> tuple[preview.Preview, list[int]]:
    """A preview of a folder with two pages, of which something changes once, and its builds."""
    for name in ("index", "resting"):
        (tmp_path / f"{name}.html").write_text(f"<h1>{name}</h1>", encoding="utf-8")
    builds: list[int] = []
    stamps = iter([1.0, 1.0, 2.0, 2.0])
    made = preview.Preview(
        site=tmp_path,
        doors=dict.fromkeys(set(preview.DOORS.values()), preview.resting),
        changed=lambda: next(stamps),
        build=lambda: builds.append(1) or "",
    )
    return made, builds


def ask(made: preview.Preview, path: str) -> tuple[int, bytes]:
    answer = made.answer(
        events.Request(
            method="GET",
            path=path,
            query="",
            headers={"accept": "text/html"},
            cookies=(),
            body=b"",
            address="127.0.0.1",
        )
    )
    return answer.status, answer.body


def test_it_builds_again_only_after_a_change(shown: tuple) -> None:
    made, builds = shown
    assert [(ask(made, "/")[0], len(builds)) for _ in range(4)] == [
        (200, 1),
        (200, 1),
        (200, 2),
        (200, 2),
    ]


def test_why_it_was_not_built_stands_in_the_browser_until_it_is_mended(tmp_path: Path) -> None:
    (tmp_path / "index.html").write_text("<h1>index</h1>", encoding="utf-8")
    stamps, told = iter([1.0, 2.0, 3.0]), iter(["about.md:3: a second h1", ""])
    made = preview.Preview(
        site=tmp_path, doors={}, changed=lambda: next(stamps), build=lambda: next(told, "")
    )
    assert ask(made, "/") == (500, b"about.md:3: a second h1")
    assert ask(made, "/") == (200, b"<h1>index</h1>")


@pytest.mark.parametrize("path", ["/spaces/", "/join/", "/moderate/"])
def test_the_forum_rests_meanwhile(shown: tuple, path: str) -> None:
    assert ask(shown[0], path) == (503, b"<h1>resting</h1>")


def test_everything_that_pages_are_made_of_is_watched() -> None:
    assert all((preview.SITE / name).exists() for name in preview.WATCHED)
    assert preview.newest() >= (preview.SITE / "community.toml").stat().st_mtime
