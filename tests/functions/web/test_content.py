"""What the nonprofit wrote, as the functions read it: its own guidelines come first."""

import json
from pathlib import Path

from web import content

ROOT = Path(__file__).resolve().parents[3] / "site"


def own_site(folder: Path, rule: str) -> Path:
    """A site with guidelines in `content/local/` that differ from ours in one rule."""
    (folder / "_site").mkdir(parents=True)
    (folder / "_site" / "assets.json").write_text(json.dumps({}), "utf-8")
    (folder / "_site" / "help.json").write_text(json.dumps([]), "utf-8")
    (folder / "community.toml").write_text((ROOT / "community.toml").read_text("utf-8"), "utf-8")
    text = (ROOT / "content" / "en" / "guidelines.toml").read_text("utf-8")
    for name, words in (("en", text), ("local", text.replace("Be kind, even when", rule))):
        (folder / "content" / name).mkdir(parents=True)
        (folder / "content" / name / "guidelines.toml").write_text(words, "utf-8")
    return folder


def test_guidelines_of_ones_own_are_what_moderators_choose_from(tmp_path: Path):
    loaded = content.load(own_site(tmp_path, "Be gentle, even when"))
    assert loaded.guidelines[0].rule == "Be gentle, even when you disagree"
    assert loaded.guidelines[0].id == "g1"


def test_the_cards_of_the_joining_page_are_those_of_the_guidelines(tmp_path: Path):
    loaded = content.load(own_site(tmp_path, "Be kind, even when"))
    assert [card.title for card in loaded.cards] == [
        "You can say how bad it is",
        "Everyone stays unknown",
        "We are peers, not professionals",
    ]


def test_a_rule_by_which_somebody_may_be_hurt_is_looked_at_first(tmp_path: Path):
    urgency = content.load(own_site(tmp_path, "Be kind, even when")).urgency()
    assert urgency["g7"] == urgency["g11"] == 0
    assert urgency["g1"] == content.DEFAULT_URGENCY
