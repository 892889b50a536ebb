"""A colour of one's own: in the stylesheet, in both schemes, and never hard to read."""

import re

import pytest

import content
from checks import tone

CSS = (content.SITE / "assets" / "css" / "leanto.css").read_text(encoding="utf-8")
LIGHT, DARK = "#1d4a7a", "#a8c8f0"


def declared(scheme: str) -> dict[str, str]:
    """The plain colours of the stylesheet, in light or in dark."""
    start = " color-scheme: light;" if scheme == "accent" else " color-scheme: dark;"
    block = CSS.split(start)[1].split("}")[0]
    return dict(re.findall(r"--([a-z0-9-]+): (#[0-9a-f]{6})", block))


def test_contrast_is_that_of_the_guidelines() -> None:
    assert tone.contrast("#000000", "#ffffff") == pytest.approx(21)
    assert tone.contrast("#ffffff", "#767676") == pytest.approx(4.54, abs=0.01)
    assert tone.contrast("#767676", "#ffffff") == tone.contrast("#ffffff", "#767676")


@pytest.mark.parametrize("scheme", tone.SCHEMES)
def test_the_grounds_are_those_of_the_stylesheet(scheme: str) -> None:
    colours = declared(scheme)
    assert {name: colours[name] for name in tone.GROUNDS[scheme]} == tone.GROUNDS[scheme]
    assert colours["on-pine"] == tone.ON_ACCENT[scheme]
    assert tone.wrong(scheme, colours["pine"]) == ""


@pytest.mark.parametrize(
    ("scheme", "accent"),
    [("accent", "#88aa99"), ("accent", "#ffee00"), ("accent_dark", "#335577")],
)
def test_a_colour_that_is_hard_to_read_gets_a_neighbour_that_is_not(
    scheme: str, accent: str
) -> None:
    said = tone.wrong(scheme, accent)
    offered = re.search(r"(#[0-9a-f]{6}) is near it", said)
    assert offered
    assert tone.wrong(scheme, offered[1]) == ""


@pytest.mark.parametrize(("scheme", "accent"), [("accent", LIGHT), ("accent_dark", DARK)])
def test_every_text_of_an_accepted_colour_reaches_seven(scheme: str, accent: str) -> None:
    assert tone.wrong(scheme, accent) == ""
    made = tone.properties(scheme, accent)
    for text in (made["pine"], made["pine-2"]):
        for ground in (*tone.GROUNDS[scheme].values(), made["pine-wash"]):
            assert tone.contrast(text, ground) >= 7


def test_the_stylesheet_gets_both_before_high_contrast_and_print() -> None:
    painted = tone.painted({"accent": LIGHT, "accent_dark": DARK}, CSS)
    place = painted.index(f"--pine:{LIGHT}")
    assert painted.index("--pine: #1b4f43") < place < painted.index(tone.PLACE)
    assert painted.count(f"--pine:{DARK}") == 2
    assert ":root[data-theme=dark]{--pine:" in painted


def test_without_a_colour_the_stylesheet_is_as_it_was() -> None:
    assert tone.painted({}, CSS) == CSS


def test_only_the_dark_colour_leaves_the_light_one_alone() -> None:
    painted = tone.painted({"accent_dark": DARK}, CSS)
    assert ":root{--pine" not in painted
    assert painted.count(f"--pine:{DARK}") == 2
