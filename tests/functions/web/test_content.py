"""What the build writes is what the functions read: every field of it, and nothing twice."""

import json
import shutil
from dataclasses import asdict
from pathlib import Path
from typing import Any

import pytest

from web import content

HIDDEN = ("catalogue", "templates")


def seen(loaded: content.Content) -> dict[str, Any]:
    """What was loaded of forum.json, in its own shape."""
    read = {key: value for key, value in asdict(loaded).items() if key not in HIDDEN}
    for name, pace in read["community"]["paces"].items():
        assert pace.pop("name") == name
    # What moderators say of certain days is in no file.
    assert read["community"].pop("overrides") == ()
    return json.loads(json.dumps(read, default=sorted))


def written(site: Path) -> dict[str, Any]:
    """What the build said, with its one set in order."""
    built = json.loads((site / "forum.json").read_text("utf-8"))
    built["community"]["link_hosts"].sort()
    return built


@pytest.fixture
def elsewhere(site: Path, tmp_path: Path) -> Path:
    """A site with the same forum.json, to change."""
    for name in ("templates", "locales"):
        (tmp_path / name).symlink_to(site / name)
    shutil.copy(site / "forum.json", tmp_path)
    return tmp_path


def say(site: Path, built: dict[str, Any]) -> None:
    (site / "forum.json").write_text(json.dumps(built), "utf-8")


def test_every_field_that_the_build_writes_is_read(site: Path):
    assert seen(content.load(site)) == written(site)


def test_every_value_arrives_as_it_was_written(elsewhere: Path):
    """As above, with values that are no default of anything."""
    built = marked(written(elsewhere))
    say(elsewhere, built)
    assert seen(content.load(elsewhere)) == built


def marked(value: Any) -> Any:
    """The same shape with every leaf changed."""
    if isinstance(value, dict):
        return {key: marked(each) for key, each in value.items()}
    if isinstance(value, list):
        return [marked(each) for each in value]
    if isinstance(value, bool):
        return not value
    return value + 1 if isinstance(value, int) else value if value == "en" else f"{value}~"


def test_a_newer_build_may_say_more(elsewhere: Path):
    built = written(elsewhere)
    before = seen(content.load(elsewhere))
    content.load.cache_clear()
    built["weather"] = "mild"
    for entry in (built["community"], *built["community"]["spaces"], *built["guidelines"]):
        entry["weather"] = "mild"
    for entry in (*built["cards"], *built["changes"], *built["community"]["paces"].values()):
        entry["weather"] = "mild"
    say(elsewhere, built)
    assert seen(content.load(elsewhere)) == before


def test_the_doors_are_tested_without_any_other_file_of_the_site(site: Path):
    assert {path.name for path in site.iterdir()} == {"forum.json", "templates", "locales"}


def test_a_rule_by_which_somebody_may_be_hurt_is_looked_at_first(site: Path):
    urgency = content.load(site).urgency()
    assert urgency["g7"] == urgency["g11"] == 0
    assert urgency["g1"] == 2


def test_the_cards_of_the_joining_page_are_those_of_the_guidelines(site: Path):
    assert [card.title for card in content.load(site).cards] == [
        "You can say how bad it is",
        "Everyone stays unknown",
        "We are peers, not professionals",
    ]


def test_what_the_build_let_through_is_not_judged_again(elsewhere: Path):
    built = written(elsewhere)
    built["community"]["joining"] = "by the garden gate"
    say(elsewhere, built)
    assert content.load(elsewhere).community.joining == "by the garden gate"
