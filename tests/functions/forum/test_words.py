"""Words are cleaned of what hides and kept as they were otherwise."""

import contextlib
import unicodedata
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from forum import words
from forum.errors import FieldError, Incomplete, TooLong

Check = Callable[[str], str]

ANY_TEXT = st.text(st.characters(exclude_categories=()))
KNOTTY_TEXT = st.text(
    st.sampled_from(
        "a \n\r\t.\u0301\u0323\u0300\u09c7\u09be\u09cd\u0dd9\u0dca\u200d\u200c\ufe0f\u034f\u1100"
        "\u1161\u11a8\ud800\udc00\u202e\u2066\u2028\U000e0067\u0958\ufb1d\u3164\U0001f468\u1031"
    )
)

KEPT = {
    "a family": "👩‍👩‍👧‍👦",
    "a heart with its picture sign": "❤️",
    "a skin tone": "🤝🏽",
    "a flag": "🇺🇦 🏳️‍🌈",
    "a keycap": "1️⃣",
    "a picture newer than this Python": "\U0001fae9",
    "Persian with its half-spaces": "می‌خواهم با شما حرف بزنم",
    "Arabic with vowels": "السَّلَامُ عَلَيْكُمْ، كَيْفَ حَالُكُمْ؟",
    "the end of a verse": "إِنَّ مَعَ الْعُسْرِ يُسْرًا ۝٦",
    "Hindi": "आज मन थोड़ा हल्का है। क्षमा करें, र्‍य",
    "Tamil": "எப்படி இருக்கிறீர்கள்?",
    "Malayalam": "എനിക്ക് ഒരു സുഹൃത്ത് വേണം",
    "Bengali": "আমি ভালো আছি, ধন্যবাদ",
    "Sinhala": "ශ්‍රී ලංකාව",
    "Thai": "วันนี้เหนื่อยมาก แต่ก็ผ่านไปได้ น้ำ",
    "the Burmese word for hope": "မျှော်လင့်ချက်",
    "Tibetan": "བཀྲ་ཤིས་བདེ་ལེགས།",
    "Hebrew with points": "שָׁלוֹם",
    "Korean": "괜찮아요",
    "Vietnamese": "Hôm nay mình thấy đỡ hơn một chút",
    "Japanese with a chosen form": "葛󠄀城",
    "a shrug": "¯\\_(ツ)_/¯",
}

CLEANED = {
    "Windows line ends": ("a\r\nb\rc", "a\nb\nc"),
    "other line ends": ("a\u2028b\u2029c\x85d", "a\nb\nc\nd"),
    "a null and a bell": ("a\x00b\x07c\x1b", "abc"),
    "a tab": ("a\tb", "a b"),
    "an override": ("safe\u202etxet", "safetxet"),
    "embeddings": ("\u202aa\u202bb\u202cc\u202d", "abc"),
    "isolates": ("\u2066a\u2067b\u2068c\u2069", "abc"),
    "direction marks": ("a\u200eb\u200fc\u061c", "abc"),
    "a soft hyphen and zero widths": ("so\u00adft\u200b\u2060\ufeff", "soft"),
    "tags": ("🏴\U000e0067\U000e0062\U000e007f", "🏴"),
    "private use": ("a\ue000\U000f0000\U0010fffd", "a"),
    "unassigned and non-characters": ("a\u0378\ufffe\U0001fffe", "a"),
    "lone surrogates": ("a\ud800b\udfff", "ab"),
    "a letter in two parts": ("e\u0301", "é"),
    "a tower of marks": ("x" + "\u0323" * 30, "x" + "\u0323" * 4),
    "a tower through joiners": (
        "x" + "\u0323\u200d" * 6,
        "x" + "\u0323\u200d" * 4 + "\u200d\u200d",
    ),
    "spaces at the ends of lines": ("a  \u00a0\nb\u3000\n c", "a\nb\n c"),
    "a long gap": ("a\n\n\n\n\n\nb", "a\n\n\nb"),
    "two blank lines": ("a\n\n\nb", "a\n\n\nb"),
    "the ends": ("\n\n  a \n\n", "a"),
}

BOUNDED = {
    "four quotes": ("> > > > a", "> > > > a"),
    "six quotes": ("> > > > > > a", "> > > > a"),
    "quotes without spaces": (">>>>>>a", ">>>>a"),
    "two markers": ("- 1. a", "- 1. a"),
    "five markers": ("- - - - - a", "- - \\- - - a"),
    "five numbers": ("1. 1. 1. 1. 1. a", "1. 1. 1\\. 1. 1. a"),
    "markers in a quote": ("> - - - a", "> - - \\- a"),
    "three levels": ("- a\n    - b\n        - c", "- a\n    - b\n        - c"),
    "a fourth level": ("            - d", "        - d"),
    "a level and two markers": ("        - - d", "        - \\- d"),
    "an indent in a quote": (">             - d", ">         - d"),
    "an indent after a marker": ("-         d", "- d"),
    "a deep indent without a marker": ("a\n                    b", "a\n        b"),
    "rules": ("- - - - -\n***\n> ___\n-     -     -", "---\n---\n> ---\n---"),
    "a very long rule": ("* " * 2500, "---"),
    "much emphasis": ("*" + "a*" * 401, "*" + "a*" * 399 + "a\\*" * 2),
    "emphasis that is escaped": ("\\*a" * 401, "\\*a" * 401),
    "a list that counts": ("1. a\n2. b\n\n3. c", "1. a\n2. b\n\n3. c"),
    "a list of ones": ("1. a\n1. b", "1. a\n1. b"),
    "a list in a list": ("1. a\n    1. b\n    2. c\n2. d", "1. a\n    1. b\n    2. c\n2. d"),
    "a year": ("1990. That was the year", "1990\\. That was the year"),
    "a list that starts at three": ("3. c", "3\\. c"),
    "a list that starts again": ("1. a\n\nwords\n\n2. b", "1. a\n\nwords\n\n2\\. b"),
    "numbers of another script": ("١. أ", "١\\. أ"),
    "a list after text": ("a\n- b\n- c", "a\n\n- b\n- c"),
    "numbers after text": ("a\n1. b\n2. c", "a\n\n1. b\n2. c"),
    "a list after text in a quote": ("> a\n> - b", "> a\n>\n> - b"),
    "a list after a quote": ("> a\n- b", "> a\n\n- b"),
    "a list in a quote after text": ("a\n> - b", "a\n> - b"),
    "text that belongs to a list": ("- a\nb\n- c", "- a\nb\n- c"),
    "a rule after text": ("a\n- - -", "a\n---"),
    "no marker at all": ("-a 1.b >", "-a 1.b >"),
}


@pytest.mark.parametrize("text", KEPT.values(), ids=KEPT.keys())
def test_keeps_a_living_script_and_a_picture(text: str) -> None:
    composed = unicodedata.normalize("NFC", text)
    assert words.clean(text) == composed
    assert words.check_post(text) == composed


@pytest.mark.parametrize(("text", "cleaned"), CLEANED.values(), ids=CLEANED.keys())
def test_cleans(text: str, cleaned: str) -> None:
    assert words.clean(text) == cleaned


@pytest.mark.parametrize(("text", "bounded"), BOUNDED.values(), ids=BOUNDED.keys())
def test_bounds(text: str, bounded: str) -> None:
    assert words.bound(text) == bounded


@given(ANY_TEXT | KNOTTY_TEXT)
def test_cleaning_twice_is_cleaning_once(text: str) -> None:
    once = words.clean(text)
    assert words.clean(once) == once


@given(ANY_TEXT | KNOTTY_TEXT)
def test_what_is_cleaned_hides_nothing(text: str) -> None:
    cleaned = words.clean(text)
    cleaned.encode("utf-8")
    assert unicodedata.is_normalized("NFC", cleaned)
    assert "\n\n\n\n" not in cleaned
    for character in cleaned.replace("\n", ""):
        category = unicodedata.category(character)
        assert category not in ("Cc", "Co", "Cs", "Zl", "Zp")
        assert category != "Cf" or character in words.JOINERS + words.DRAWN_FORMAT
        assert category != "Cn" or ord(character) in words.PICTURES


@given(ANY_TEXT | KNOTTY_TEXT)
def test_never_more_than_four_marks_on_a_letter(text: str) -> None:
    marks = 0
    for character in words.clean(text):
        category = unicodedata.category(character)
        if category in ("Mn", "Me"):
            marks += 1
        elif category != "Mc" and character not in words.JOINERS:
            marks = 0
        assert marks <= words.MARKS_MAX_PER_BASE


@given(st.text(st.sampled_from("a \n>-*+1.2")))
def test_bounding_twice_is_bounding_once(text: str) -> None:
    once = words.bound(words.clean(text))
    assert words.bound(once) == once


@given(st.text(st.sampled_from("ab \n>-*+1.")))
def test_bounding_loses_no_letter(text: str) -> None:
    bounded = words.bound(words.clean(text))
    assert [c for c in bounded if c in "ab"] == [c for c in text if c in "ab"]


def test_a_post_of_exactly_the_limit_is_taken() -> None:
    assert len(words.check_post("é" * words.POST_MAX_CHARACTERS)) == words.POST_MAX_CHARACTERS
    lines = "\n".join("a" * words.POST_MAX_LINES)
    assert words.check_post(lines) == lines


CHECKS = [
    (words.check_post, "body", words.POST_MAX_CHARACTERS),
    (words.check_title, "title", words.TITLE_MAX_CHARACTERS),
    (words.check_note, "note", words.NOTE_MAX_CHARACTERS),
]


@pytest.mark.parametrize(("check", "field", "limit"), CHECKS)
def test_refuses_one_character_too_many(check: Check, field: str, limit: int) -> None:
    with pytest.raises(TooLong) as refusal:
        check("a" * (limit + 1))
    assert refusal.value.fields == (FieldError(field=field, reason="too-long", limit=limit),)


@pytest.mark.parametrize(("check", "field", "limit"), CHECKS[:2])
@pytest.mark.parametrize(
    "text", ["", " \n\t", "\u200d\u200c", "\u3164\u2800", "\ufe0f", "\u202e\x00\ud800", "\u0301"]
)
def test_refuses_nothing_to_see(check: Check, field: str, limit: int, text: str) -> None:
    with pytest.raises(Incomplete) as refusal:
        check(text)
    assert refusal.value.fields == (FieldError(field=field, reason="empty"),)


def test_a_note_may_be_empty_and_names_its_field() -> None:
    assert words.check_note(" \u200d\n") == ""
    with pytest.raises(TooLong) as refusal:
        words.check_note("a" * (words.NOTE_MAX_CHARACTERS + 1), field="line")
    assert refusal.value.fields[0].field == "line"


def test_refuses_too_many_lines() -> None:
    with pytest.raises(TooLong) as refusal:
        words.check_post("\n".join("a" * (words.POST_MAX_LINES + 1)))
    assert refusal.value.fields == (
        FieldError(field="body", reason="too-many-lines", limit=words.POST_MAX_LINES),
    )


@pytest.mark.parametrize(
    ("source", "line"),
    [
        ("One line.", "One line."),
        ("First\n\nSecond", "First"),
        ("> **So** _very_ \\*", "So _very_"),
        ("- 1. tea", "tea"),
        ("---\n\nAfter a rule", "After a rule"),
        ("snake_case 3 * 4", "snake_case 3  4"),
        ("word " * 40, "word " * 27 + "word…"),
        ("x" * 200, "x" * 140 + "…"),
        ("\u200c\n", ""),
    ],
)
def test_a_list_shows_how_a_post_begins(source: str, line: str) -> None:
    assert words.first_line(source) == line


def test_a_title_is_one_line() -> None:
    assert words.check_title("  A slow\r\n\n morning\u2028again ") == "A slow morning again"


@given(ANY_TEXT)
def test_a_check_returns_words_or_refuses(text: str) -> None:
    for check in (words.check_post, words.check_title, words.check_note):
        with contextlib.suppress(Incomplete, TooLong):
            assert check(check(text)) == check(text)
