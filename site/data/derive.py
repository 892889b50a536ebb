"""Makes helplines.json and superseded.json: `python site/data/derive.py SURVEY.json`.

The promise: a number reaches a page only with high confidence, and as its sources write it. Nothing
is invented or guessed. What a survey writes in prose ("988 (press 1)") is taken apart into a number
that dials and words beside it, and every such case is named here, one by one, so that a new survey
cannot slip past unread. A date is the newest day on which one of a line's own sources was checked,
never the day of the survey that copied it.
"""

import json
import re
import sys
from pathlib import Path
from typing import Any

TARGET = Path(__file__).with_name("helplines.json")
SUPERSEDED = TARGET.with_name("superseded.json")
FEWEST_FAMILIES = 2
SOUND = re.compile(r"\+?[0-9*(][0-9 ()*+-]*")

# The day each source was itself checked or fetched, as its title says; None where nobody says.
CHECKED_ON = {
    "aidlines2024": "2024-09-20",
    "anneal2026": "2026-08-12",
    "audit2026": "2026-06-10",
    "chi2026": "2026-04-22",
    "fcdo2026": "2026-04-22",
    "github_hits": None,
    "legacy": "2023-05-01",
    "openhelplines2026": "2026-06-02",
    "rad2025": "2025-11-10",
    "rr_manual": "2023-12-01",
    "sos2026": "2026-10-03",
    "throughline2023": "2023-12-01",
    "throughline2026": "2026-04-22",
    "wiki2026": "2026-08-08",
}
# Lists whose makers read the providers' own pages, as their titles say: these may say "24/7".
READ_PROVIDERS = {"anneal2026", "audit2026", "openhelplines2026", "pages2026", "sos2026"}
# Hours that a survey leaves out and the provider's own page states, with that page.
STATED_HOURS = {
    ("GB", "Shout"): ("24/7", "https://giveusashout.org/about-us/faq"),
}
# What took the place of a number that no longer leads to help.
SUCCESSORS = {
    ("CA", "1-833-456-4566"): "988",
    ("CA", "45645"): "988",
    ("CN", "8008101117"): "400-161-9995",
    ("EG", "7622381"): "16328",
    ("EG", "7621602"): "16328",
    ("IN", "1800-599-0019"): "14416",
    ("IT", "199284284"): "02 2327 2327",
    ("KR", "1393"): "109",
    ("NL", "09000113"): "0800-0113",
    ("NL", "09001130113"): "0800-0113",
    ("NL", "09000767"): "088 0767 000",
    ("SG", "18002214444"): "1767",
    ("TH", "027136793"): "02-113-6789",
}
# Half of a number: without its star or its menu option it rings somewhere else, or nowhere.
HALVES = [
    ("CL", "4141", None, "the line is *4141: the star is part of it", "*4141"),
    ("GB", "111", "", "the menu option is part of it: option 2 is mental health", "111, option 2"),
    ("ID", "119", "", "the menu option is part of it", "119, extension 8"),
    ("PT", "808242424", "", "the menu option is part of it", "808 24 24 24, option 4"),
    ("US", "988", "press 3", "this menu option has ended", "988"),
]
# Country, number as surveyed -> [(number that dials, what to do or know next to it)].
PHONES = {
    ("US", "988 (press 1)"): [("988", "press 1")],
    ("PH", "1553 (landline); 0917 899 8727"): [("1553", "landline only"), ("0917 899 8727", "")],
    ("ID", "119"): [("119", "extension 8")],
    ("PT", "808 24 24 24"): [("808 24 24 24", "option 4")],
    ("CL", "*4141"): [("*4141", "mobile phones only")],
    # Written in full international form, which only dials with its plus sign.
    ("JO", "962795440416"): [("+962795440416", "")],
}
# Country, text number as surveyed -> (number, word to send).
TEXTS = {
    ("CA", "686868 (text CONNECT)"): ("686868", "CONNECT"),
    ("JO", "962795440416"): ("+962795440416", ""),
}
# This row gives the text code of a line as if it could be called; its other row is right.
SKIPPED = {("US", "Veterans Crisis Line", "838255")}
HOURS = {
    "24 h": "24/7",
    "24/7 (option 4)": "24/7",
    "24/7 (extension 8)": "24/7",
    "24/7, mobile phones only": "24/7",
    "24/7 (age up to 24)": "24/7",
    "limited hours (Wed-Sun 13:00-20:30 per one source)": None,
    "09:00-17:00 (per audit 2026-06)": "09:00-17:00",
    "daily 09:00-05:00 (from 2026-07-01)": "daily 09:00-05:00",
}


def derive(survey: dict[str, Any]) -> dict[str, Any]:
    """The part that may be shown: emergency numbers, and the lines with high confidence."""
    sources = _sources(survey["meta"])
    countries = [_country(entry, sources) for entry in survey["countries"]]
    shown = sorted((each for each in countries if each["emergency"]["primary"]), key=_code)
    used = {name for country in shown for line in country["lines"] for name in line["sources"]}
    used |= {name for country in shown for name in country["emergency"]["sources"]}
    return {
        "checked": survey["meta"]["built"],
        "sources": {name: sources[name] for name in sorted(used)},
        "unknown": sorted(_code(each) for each in countries if not each["emergency"]["primary"]),
        "countries": shown,
    }


def superseded(survey: dict[str, Any]) -> list[dict[str, Any]]:
    """Every number that a page must not show, with the reason and what took its place."""
    found = [
        {
            "country": entry["country"],
            "number": each["number"],
            "then": None,
            "reason": each["reason"],
            "successor": SUCCESSORS.get((entry["country"], each["number"])),
        }
        for entry in survey["countries"]
        for each in entry["do_not_use"]
    ]
    keys = ("country", "number", "then", "reason", "successor")
    found += [dict(zip(keys, half, strict=True)) for half in HALVES]
    return sorted(found, key=lambda each: (each["country"], each["number"]))


def _sources(meta: dict[str, Any]) -> dict[str, Any]:
    kept = ("title", "url", "licence", "family")
    # Providers' own pages were read for the survey itself.
    days = CHECKED_ON | {"pages2026": meta["built"]}
    return {
        name: {key: source[key] for key in kept}
        | {"checked_on": days[name], "read_providers": name in READ_PROVIDERS}
        for name, source in meta["sources"].items()
    }


def _code(country: dict[str, Any]) -> str:
    return str(country["country"])


def _country(entry: dict[str, Any], sources: dict[str, Any]) -> dict[str, Any]:
    code = entry["country"]
    lines = [
        _line(code, line, sources)
        for line in entry["lines"]
        if line["confidence"] == "high"
        and (code, line["name"], ";".join(line["phone"])) not in SKIPPED
    ]
    emergency = _emergency(entry["emergency"], sources)
    return {"country": code, "name": entry["name"], "emergency": emergency, "lines": lines}


def _emergency(entry: dict[str, Any], sources: dict[str, Any]) -> dict[str, Any]:
    given = {key: entry[key] for key in ("primary", "ambulance", "police", "fire")}
    numbers = {
        key: value if value and SOUND.fullmatch(value) else None for key, value in given.items()
    }
    trust = _trust(entry["sources"], sources)
    # One family alone is not enough, and "911 (" for Antarctica is half a sentence, not a number.
    if trust["families"] < FEWEST_FAMILIES or (numbers["primary"] or "").count("("):
        numbers["primary"] = None
    shown = {value for value in numbers.values() if value}
    others = [each for each in entry["alternatives"] if SOUND.fullmatch(each) and each not in shown]
    return numbers | {"alternatives": others} | trust


def _trust(names: list[str], sources: dict[str, Any]) -> dict[str, Any]:
    """Who says so, how many of them are independent, and when the newest of them was checked."""
    return {
        "sources": names,
        "families": len({sources[name]["family"] for name in names}),
        "verified_on": max(sources[name]["checked_on"] or "" for name in names),
    }


def _line(code: str, line: dict[str, Any], sources: dict[str, Any]) -> dict[str, Any]:
    phones = [pair for number in line["phone"] for pair in _phones(code, number)]
    texts = [_text(code, line["sms"])] if line["sms"] else []
    hours, hours_url = STATED_HOURS.get((code, line["name"]), (line["hours"], None))
    return {
        "name": line["name"] if line["name_known"] else "",
        "local_name": line["local_name"],
        "phones": [{"number": number, "then": then} for number, then in phones],
        "texts": [{"number": number, "word": word} for number, word in texts],
        "chat_url": _address(line["chat_url"]),
        "url": _address(line["url"]),
        "hours": HOURS.get(hours, hours),
        "hours_url": hours_url,
        "languages": line["languages"] or [],
        "audience": line["audience"],
        "region": line["region"],
        "may_dispatch": line.get("may_dispatch") or "unknown",
        **_trust(line["sources"], sources),
        "source_urls": line["source_urls"],
        "confidence": line["confidence"],
    }


def _phones(code: str, number: str) -> list[tuple[str, str]]:
    return PHONES.get((code, number)) or [(_sound(code, number), "")]


def _text(code: str, number: str) -> tuple[str, str]:
    return TEXTS.get((code, number)) or (_sound(code, number), "")


def _sound(code: str, number: str) -> str:
    if not SOUND.fullmatch(number):
        raise SystemExit(f"{code}: {number!r} is not only a number; add it to PHONES or TEXTS")
    return number


def _address(url: str | None) -> str | None:
    """The part of an address before any text fragment (`#:~:`), which only some browsers know."""
    return url.split("#:~:")[0] if url else None


def _save(target: Path, made: Any) -> None:
    target.write_text(json.dumps(made, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    surveyed = json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))
    made = derive(surveyed)
    _save(TARGET, made)
    _save(SUPERSEDED, superseded(surveyed))
    lines = sum(len(country["lines"]) for country in made["countries"])
    print(f"{TARGET.name}: {len(made['countries'])} countries, {lines} lines")
