"""Small print that cannot lie: every setting has a sentence, and every number is the code's."""

import copy
import gettext
import importlib
import pkgutil
import re
import tomllib
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

import build
import community_file
import forum
import i18n
import store
from content import BuildError, Words
from pages import small_print
from pages.small_print import KEPT, SENTENCES, UNSAID, Voice

TODAY = date(2026, 11, 24)
ENGLISH = Voice(language="en", catalogue=gettext.NullTranslations())
COMMUNITY = community_file.read(build.SITE / "community.toml")
# Each number of retention.toml, and the constant that keeps the promise.
CONSTANTS = {
    "undo_window_hours": "forum.posts.UNDO_WINDOW_HOURS",
    "removed_kept_days": "forum.posts.REMOVED_KEPT_DAYS",
    "returned_kept_days": "forum.posts.RETURNED_KEPT_DAYS",
    "original_kept_days": "forum.moderation.redactions.ORIGINAL_KEPT_DAYS",
    "erased_kept_days": "forum.erasures.KEPT_DAYS",
    "copies_kept_days": "backup.export.KEPT_DAYS",
    "log_kept_days": "forum.moderation.anchors.LOG_KEPT_DAYS",
    "quarter_minutes": "forum.times.QUARTER_MINUTES",
    "appeal_days": "forum.moderation.statements.APPEAL_DAYS",
    "strike_days": "forum.moderation.steps.STRIKE_DAYS",
    "support_days": "forum.moderation.welfare.SUPPORT_DAYS",
    "closed_kept_days": "forum.moderation.reports.CLOSED_KEPT_DAYS",
    "untold_at_most_days": "forum.moderation.unsealing.UNTOLD_AT_MOST_DAYS",
    "notice_kept_days": "store.moderation.notices.NOTICE_KEPT_DAYS",
    "record_days": "forum.moderation.reporters.RECORD_DAYS",
    "unheld_days": "forum.moderation.reporters.UNHELD_DAYS",
    "note_days": "forum.moderation.person_notes.NOTE_DAYS",
    "handover_days": "forum.moderation.handovers.HANDOVER_DAYS",
    "sessions_per_member": "forum.sessions.SESSIONS_PER_MEMBER",
    "shared_absolute_hours": "forum.sessions.SHARED_ABSOLUTE",
    "shared_idle_minutes": "forum.sessions.SHARED_IDLE",
    "own_absolute_days": "forum.sessions.OWN_ABSOLUTE",
    "own_idle_days": "forum.sessions.OWN_IDLE",
    "counters_kept_hours": "store.counters.COUNTERS_KEPT_SECONDS",
    "salt_lives_hours": "worker.SALT_LIVES",
    "challenge_minutes": "web.auth.join.CHALLENGE_MINUTES",
    "issued_minutes": "store.credentials.ISSUED_SECONDS",
    "new_days": "forum.accounts.NEW_DAYS",
    "invitation_days": "web.moderator.join_invitations.INVITATION_DAYS",
    "invitation_hours": "deploy.invitation.INVITATION_HOURS",
}
# Times of the code that keep nothing of anybody's, or only repeat one of the above.
NOT_KEPT = {
    "forum.moderation.welfare.ANSWER_STAFFED_HOURS": "how long moderators wait for an answer",
    "forum.moderation.leases.LEASE_MINUTES": "how long a case is one person's; it is kept with it",
    "store.moderation.reminders.KEPT_SECONDS": "of nobody: when moderators were told to look",
    "forum.waiting.NUDGE_HOURS": "when somebody is reminded of what they were asked",
    "forum.moderation.decisions.UNDO_SECONDS": "a decision is kept as long as any, undone or not",
    "forum.moderation.appeals.ANSWER_DAYS": "by when we aim to answer; whoever asks reads the day",
    "forum.moderation.shifts.KEPT_HOURS": "of a moderator's own visit, and shown to them alone",
    "store.moderation.shifts.HOUR_SECONDS": "how long an hour is",
    "forum.roles.GREETER_DAYS": "how long a role counts, not what is known of anybody",
    "forum.passkeys.CHALLENGE_MINUTES": "shorter than that of joining, of which the page tells",
    "forum.passkeys.STEP_UP_MINUTES": "how recent a passkey must be for some changes",
    "forum.team.ALONE_HOURS": "how long the only lead waits before agreeing with themselves",
    "forum.sessions.SESSIONS_PER_STAFF": "fewer than members may have",
    "forum.sessions.TOUCH_AFTER_MINUTES": "how often the idle clock is wound",
    "forum.moderation.numbers.SETTLED_HOURS": "when a month is counted, from nobody's words",
    "forum.moderation.numbers.WAIT_OF_DAYS": "what it is counted from, of nobody",
    "forum.pace.DAY_SECONDS": "how long a day is",
    "forum.breaker.PAUSE_MINUTES": "how long writing waits at most, for everybody",
    "store.breaker.KEPT_SECONDS": "what an alarm said is about nobody",
    "store.counters.SALT_KEPT_SECONDS": "worker.SALT_LIVES again, as the table's own expiry",
}
LASTING = re.compile(r"\w+_(?:DAYS|HOURS|MINUTES|SECONDS)|SESSIONS_PER_\w+|\w+_(?:IDLE|ABSOLUTE)")
SECONDS = {"minutes": 60, "hours": 3600, "days": 86400}


def constant(path: str) -> Any:
    module, _, name = path.rpartition(".")
    return getattr(importlib.import_module(module), name)


def in_its_unit(key: str, path: str) -> float:
    """A constant as the number that retention.toml should hold."""
    value, unit = constant(path), key.rpartition("_")[2]
    if isinstance(value, timedelta):
        return value.total_seconds() / SECONDS[unit]
    return value / SECONDS[unit] if path.endswith("_SECONDS") else value


def flipped(**changes: Any) -> dict[str, str]:
    """The sentences of a community that differs in these settings."""
    return small_print.facts({**COMMUNITY, **changes}, ENGLISH)


def different(**changes: Any) -> set[str]:
    """The names of the sentences that change with these settings."""
    usual, other = flipped(), flipped(**changes)
    return {name for name in usual if usual[name] != other[name]}


def spaces(readers: str) -> list[dict[str, Any]]:
    return [{**each, "readers": readers} for each in copy.deepcopy(COMMUNITY["spaces"])]


@pytest.mark.parametrize(("key", "path"), CONSTANTS.items())
def test_each_number_is_the_codes(key: str, path: str) -> None:
    assert small_print.read_retention()[key] == in_its_unit(key, path)


def test_every_number_is_compared_and_every_lasting_constant_is_said() -> None:
    assert small_print.read_retention().keys() == CONSTANTS.keys()
    said = {path.rpartition(".")[2] for path in (*CONSTANTS.values(), *NOT_KEPT)}
    for package in (forum, store):
        for module in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
            names = vars(importlib.import_module(module.name))
            lasting = {name for name in names if LASTING.fullmatch(name)}
            assert lasting <= said, module.name


@pytest.mark.parametrize("key", KEPT)
def test_a_changed_number_changes_its_row_and_no_other(key: str) -> None:
    numbers = small_print.read_retention()
    usual = small_print.facts(COMMUNITY, ENGLISH, numbers)["kept"].splitlines()
    changed = small_print.facts(COMMUNITY, ENGLISH, {**numbers, key: numbers[key] + 3})
    rows = changed["kept"].splitlines()
    row = list(KEPT).index(key)
    assert [n for n in range(len(usual)) if usual[n] != rows[n]] == [row]
    assert str(numbers[key] + 3) in rows[row]


@pytest.mark.parametrize(
    ("changes", "sentences"),
    [
        ({"run_by": "a parish"}, {"said_run_by"}),
        ({"contact": "Ring the bell"}, {"said_contact"}),
        ({"hours": "on Sundays"}, {"said_hours"}),
        ({"kept_in": "Iceland"}, {"said_kept_in"}),
        ({"joining": "invitation"}, {"said_joining", "said_spaces_readers"}),
        ({"hold_first": 0}, {"said_hold_first"}),
        ({"hold_first": 2}, {"said_hold_first"}),
        ({"link_hosts": []}, {"said_link_hosts"}),
        ({"link_hosts": ["www.nhs.uk"]}, {"said_link_hosts"}),
        ({"spaces": spaces("open")}, {"said_spaces_readers"}),
        ({"spaces": spaces("members")}, {"said_spaces_readers"}),
    ],
)
def test_a_changed_setting_changes_its_sentence_and_no_other(
    changes: dict[str, Any], sentences: set[str]
) -> None:
    assert different(**changes) == sentences


def test_every_setting_with_a_sentence_is_flipped_above() -> None:
    flips = {
        "run_by",
        "contact",
        "hours",
        "kept_in",
        "joining",
        "link_hosts",
        "hold_first",
        "spaces.readers",
    }
    assert SENTENCES.keys() == flips
    assert not SENTENCES.keys() & UNSAID.keys()


def test_a_space_is_named_among_those_who_can_read_it() -> None:
    said = flipped()["said_spaces_readers"]
    by_all, by_members = said.split("Only people who have joined")
    for space in COMMUNITY["spaces"]:
        assert space["name"] in (by_all if space["readers"] == "open" else by_members)
    assert "please don’t think of those as private" in by_members
    assert "private" not in flipped(joining="invitation")["said_spaces_readers"]


def test_every_key_of_the_file_has_a_sentence_or_a_reason() -> None:
    keys = {*community_file.KEYS} - {"spaces", "aws"}
    keys |= {f"spaces.{key}" for key in community_file.SPACE}
    assert keys == SENTENCES.keys() | UNSAID.keys()
    assert all(UNSAID.values())


@pytest.mark.parametrize(
    ("community", "retention", "words"),
    [
        ({"ip_retention": 30}, {}, "what “ip_retention” means for people"),
        ({"spaces": [{"slug": "a", "recorded": True}]}, {}, "“spaces.recorded”"),
        ({}, {"diary_kept_days": 9}, "“diary_kept_days” is not in both"),
    ],
)
def test_a_setting_without_a_sentence_fails(
    community: dict[str, Any], retention: dict[str, int], words: str
) -> None:
    numbers = {**small_print.read_retention(), **retention}
    with pytest.raises(BuildError, match=words):
        small_print.facts({**COMMUNITY, **community}, ENGLISH, numbers)


def test_a_number_that_is_missing_fails() -> None:
    numbers = small_print.read_retention()
    del numbers["removed_kept_days"]
    with pytest.raises(BuildError, match="removed_kept_days"):
        small_print.facts(COMMUNITY, ENGLISH, numbers)


@pytest.mark.parametrize("name", [*map(small_print.fact, SENTENCES), "kept"])
def test_a_page_that_leaves_a_sentence_out_fails(name: str, tmp_path: Path) -> None:
    (tmp_path / "en").mkdir()
    for page in small_print.PAGES:
        text = (build.SITE / "content" / "en" / f"{page}.md").read_text(encoding="utf-8")
        (tmp_path / "en" / f"{page}.md").write_text(text.replace(f"{{{{ {name} }}}}", ""))
    words = Words(language="en", facts={}, today=TODAY, root=tmp_path)
    with pytest.raises(BuildError, match=name):
        small_print.check(words)


def test_the_pages_say_the_sentences(pages: dict) -> None:
    said = flipped()
    text = "".join(pages[f"/{name}/"].text for name in small_print.PAGES)
    plain = [value for name, value in said.items() if name != "kept"]
    rows = [cell for row in said["kept"].splitlines() for cell in row.split(" | ")]
    assert [each for each in (*plain, *rows) if each not in text] == []
    assert "{{" not in text


def test_in_another_language_the_numbers_and_lists_are_that_languages(pseudo_pages: dict) -> None:
    voice = Voice(language=i18n.PSEUDO, catalogue=i18n.translations(i18n.PSEUDO))
    row = small_print.facts(COMMUNITY, voice)["kept"].splitlines()[0]
    assert "24 hours" not in row and voice.span(24, "hours") in row
    assert voice.span(24, "hours") in pseudo_pages["/privacy/"].text


def test_the_post_button_and_the_privacy_page_say_the_same_of_sending_help() -> None:
    words = "We do not store who or where you are, so we cannot send help"
    parts = str([message.id for message in i18n.template()])
    privacy = (build.SITE / "content" / "en" / "privacy.md").read_text(encoding="utf-8")
    assert words in parts and words in privacy


def test_retention_is_data() -> None:
    document = tomllib.loads(small_print.RETENTION.read_text(encoding="utf-8"))
    assert all(type(value) is int and value > 0 for value in document.values())
