"""`make site`: the static pages alone, anew after each change."""

import pytest

import events
import preview


@pytest.fixture
def shown(tmp_path, monkeypatch):
    """A preview of a folder with one page, and how often it was built."""
    built = []
    (tmp_path / "index.html").write_text("<h1>Hello</h1>", encoding="utf-8")
    (tmp_path / "resting.html").write_text("<h1>Resting</h1>", encoding="utf-8")
    stamps = iter([1.0, 1.0, 2.0, 2.0])
    made = preview.Preview(
        site=tmp_path,
        doors=dict.fromkeys(preview.DOORS, preview.resting),
        changed=lambda: next(stamps),
        build=lambda: built.append(1) or True,
    )
    return made, built


def ask(made: preview.Preview, path: str):
    return made.answer(events.Request(method="GET", path=path))


def test_a_page_is_shown_and_built_again_only_after_a_change(shown):
    made, built = shown
    counts = [(ask(made, "/").status, len(built)) for _ in range(4)]
    assert counts == [(200, 1), (200, 1), (200, 2), (200, 2)]


def test_the_forum_rests_meanwhile(shown):
    made, _ = shown
    answer = ask(made, "/spaces/")
    assert answer.status == 503


def test_the_doors_are_those_of_the_routes():
    from routes import DOORS

    assert set(preview.DOORS) == set(DOORS.values())


def test_a_change_anywhere_in_the_content_is_seen():
    assert preview.newest() > 0
