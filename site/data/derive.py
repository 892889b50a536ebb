"""Makes helplines.json from a larger survey: `python site/data/derive.py SURVEY.json`.

The promise: a number reaches a page only with high confidence, and as its sources write it. Nothing
is invented or guessed. What a survey writes in prose ("988 (press 1)") is taken apart into a number
that dials and words beside it, and every such case is named here, one by one, so that a new survey
cannot slip past unread.
"""

import json
import re
import sys
from pathlib import Path
from typing import Any

TARGET = Path(__file__).with_name("helplines.json")
SOUND = re.compile(r"\+?[0-9*(][0-9 ()*+-]*")

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
    countries = [_country(entry) for entry in survey["countries"]]
    sources = survey["meta"]["sources"]
    used = {name for country in countries for line in country["lines"] for name in line["sources"]}
    used |= {name for country in countries for name in country["emergency"]["sources"]}
    return {
        "checked": survey["meta"]["built"],
        "sources": {
            name: {key: sources[name][key] for key in ("title", "url", "licence")}
            for name in sorted(used)
        },
        "countries": sorted(
            (each for each in countries if each["emergency"]["primary"]), key=_code
        ),
    }


def _code(country: dict[str, Any]) -> str:
    return str(country["country"])


def _country(entry: dict[str, Any]) -> dict[str, Any]:
    code, forbidden = entry["country"], {_digits(each["number"]) for each in entry["do_not_use"]}
    lines = [
        _line(code, line)
        for line in entry["lines"]
        if line["confidence"] == "high"
        and (code, line["name"], ";".join(line["phone"])) not in SKIPPED
    ]
    for line in lines:
        for number in (each["number"] for each in (*line["phones"], *line["texts"])):
            if _digits(number) in forbidden:
                raise SystemExit(
                    f"{code} {line['name']}: {number} is on the list of numbers not to use"
                )
    return {
        "country": code,
        "name": entry["name"],
        "emergency": _emergency(entry["emergency"]),
        "lines": lines,
    }


def _emergency(entry: dict[str, Any]) -> dict[str, Any]:
    given = {key: entry[key] for key in ("primary", "ambulance", "police", "fire")}
    numbers = {
        key: value if value and SOUND.fullmatch(value) else None for key, value in given.items()
    }
    # "911 (" for Antarctica is half a sentence, not a number.
    if numbers["primary"] and numbers["primary"].count("(") != numbers["primary"].count(")"):
        numbers["primary"] = None
    shown = {value for value in numbers.values() if value}
    others = [each for each in entry["alternatives"] if SOUND.fullmatch(each) and each not in shown]
    return numbers | {"alternatives": others, "sources": entry["sources"]}


def _line(code: str, line: dict[str, Any]) -> dict[str, Any]:
    phones = [pair for number in line["phone"] for pair in _phones(code, number)]
    texts = [_text(code, line["sms"])] if line["sms"] else []
    hours = line["hours"]
    return {
        "name": line["name"] if line["name_known"] else "",
        "local_name": line["local_name"],
        "phones": [{"number": number, "then": then} for number, then in phones],
        "texts": [{"number": number, "word": word} for number, word in texts],
        "chat_url": _address(line["chat_url"]),
        "url": _address(line["url"]),
        "hours": HOURS.get(hours, hours),
        "languages": line["languages"] or [],
        "audience": line["audience"],
        "region": line["region"],
        "sources": line["sources"],
        "source_urls": line["source_urls"],
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


def _digits(number: str) -> str:
    return re.sub(r"[^0-9*]", "", number)


if __name__ == "__main__":
    made = derive(json.loads(Path(sys.argv[1]).read_text(encoding="utf-8")))
    TARGET.write_text(json.dumps(made, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    lines = sum(len(country["lines"]) for country in made["countries"])
    print(f"{TARGET.name}: {len(made['countries'])} countries, {lines} lines")
