"""A colour of the community's own, in light and in dark, that everybody can still read.

`[colours]` of community.toml names one or two accents. The washes and the colour under the pointer
are mixed from them. Every pair of text and ground must reach 7:1 (WCAG 2.2, 1.4.6, level AAA);
https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio defines it. The lamp, which means help, stays.
"""

import re
from collections.abc import Iterator, Mapping
from functools import partial

TEXT_CONTRAST = 7.0
HEX = re.compile(r"#[0-9a-f]{6}", re.IGNORECASE)
# Where the stylesheet wants it: after the plain colours, before those of high contrast.
PLACE = "@media (prefers-contrast: more)"
BLACK, WHITE = "#000000", "#ffffff"
SCHEMES = ("accent", "accent_dark")
# As in assets/css/leanto.css, which a test compares: what accents are read on, and text on them.
GROUNDS = {
    "accent": {"paper": "#f6f1e7", "surface": "#fffcf6", "sunk": "#ece4d5"},
    "accent_dark": {"paper": "#1b1917", "surface": "#25221f", "sunk": "#141210"},
}
ON_ACCENT = {"accent": "#fffcf6", "accent_dark": "#0f201a"}
INK = {"accent": BLACK, "accent_dark": WHITE}


def painted(colours: Mapping[str, str], css: str) -> str:
    """A stylesheet with these accents in their place; as it was when there are none."""
    return css.replace(PLACE, f"{_rules(colours)}\n{PLACE}", 1) if colours else css


def _rules(colours: Mapping[str, str]) -> str:
    rules = {
        scheme: ";".join(f"--{name}:{value}" for name, value in properties(scheme, accent).items())
        for scheme, accent in colours.items()
    }
    light, dark = rules.get("accent"), rules.get("accent_dark")
    parts = [f":root{{{light}}}"] if light else []
    if dark:
        parts.append(
            f"@media (prefers-color-scheme:dark){{:root:not([data-theme=light]){{{dark}}}}}"
        )
        parts.append(f":root[data-theme=dark]{{{dark}}}")
    return "\n".join(parts)


def properties(scheme: str, accent: str) -> dict[str, str]:
    """The stylesheet's properties that an accent sets."""
    surface = GROUNDS[scheme]["surface"]
    return {
        "pine": accent,
        "pine-2": mixed(accent, INK[scheme], 0.25),
        "pine-wash": mixed(surface, accent, 0.12),
        "pine-mid": mixed(surface, accent, 0.25),
    }


def wrong(scheme: str, accent: str) -> str:
    """Why an accent cannot be read, with one that can; empty when all is well."""
    least = min(_contrasts(scheme, accent))
    if least >= TEXT_CONTRAST:
        return ""
    offered = next(filter(partial(_is_readable, scheme), _towards_ink(scheme, accent)), "another")
    return (
        f"{accent} has a contrast of {least:.1f}:1 and text needs {TEXT_CONTRAST:g}:1."
        f" {offered} is near it and can be read"
    )


def contrast(one: str, other: str) -> float:
    """The contrast ratio of WCAG, from 1 to 21."""
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def mixed(one: str, other: str, share: float) -> str:
    """`share` of the other colour in the one."""
    pairs = zip(_channels(one), _channels(other), strict=True)
    return "#" + "".join(f"{round(a + (b - a) * share):02x}" for a, b in pairs)


def _contrasts(scheme: str, accent: str) -> Iterator[float]:
    made = properties(scheme, accent)
    grounds = (*GROUNDS[scheme].values(), made["pine-wash"])
    for text in (accent, made["pine-2"]):
        yield from (contrast(text, ground) for ground in grounds)
        yield contrast(ON_ACCENT[scheme], text)


def _is_readable(scheme: str, accent: str) -> bool:
    return min(_contrasts(scheme, accent)) >= TEXT_CONTRAST


def _towards_ink(scheme: str, accent: str) -> Iterator[str]:
    return (mixed(accent, INK[scheme], step / 20) for step in range(1, 20))


def _luminance(colour: str) -> float:
    red, green, blue = (_linear(channel / 255) for channel in _channels(colour))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(channel: float) -> float:
    return channel / 12.92 if channel <= 0.04045 else float(((channel + 0.055) / 1.055) ** 2.4)


def _channels(colour: str) -> tuple[int, int, int]:
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)
