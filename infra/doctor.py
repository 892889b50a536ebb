"""What would let people down, before it does: `make doctor` reads the settings and says (O9).

`python infra/doctor.py [--today DATE]`. A line begins with pass, warn (somebody should think about
it) or fail (somebody is let down by it); one fail makes the command fail. Where a forum is deployed
and this shell may look at it, it is looked at too. It changes nothing.
"""

import argparse
import sys
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
SITE = ROOT / "site"
sys.path[:0] = [str(SITE), str(ROOT / "functions")]

import community_file  # noqa: E402
from content import BuildError, Words  # noqa: E402
from deploy import account, command_line  # noqa: E402
from deploy.answers import Stop  # noqa: E402
from help import helpline_ages, helpline_data  # noqa: E402
from verdicts import FAIL, PASS, WARN, Finding, failed, passed, warned  # noqa: E402

REVIEW_SOON = timedelta(days=30)
# What the shipped site/community.toml calls the place: nobody's, until somebody changes it.
EXAMPLE = dict.fromkeys(("name", "run_by", "contact"), "Willow Bank")
Community = Mapping[str, Any]
Document = Mapping[str, Any]


def own_country(community: Community, document: Document) -> Iterator[Finding]:
    """Help lines for the people whom the community is for."""
    code = str(community.get("country", "")).upper()
    lines = [each["lines"] for each in document["countries"] if each["country"] == code]
    if not lines or not lines[0]:
        yield failed(
            f'No help line is known for country = "{code.lower()}". Find one, check it on its'
            " provider's page, and give it as [[helplines]] in site/community.toml."
        )
        return
    yield passed(f"Help lines for the community's own country, {code.lower()}: {len(lines[0])}.")


def ages(community: Community, document: Document, today: date) -> Iterator[Finding]:
    """Lines that nobody has checked for long; the community's first countries by name."""
    checks = helpline_ages.checks(document, today)
    old = [each for each in checks if each.check_first]
    due = [each for each in checks if each.due and not each.check_first]
    near = helpline_ages.order(community)
    for found, finding in ((old, failed), (due, warned)):
        for each in found:
            if each.country in near:
                yield finding(
                    f"{each.place}, {each.name} ({each.reached_by}) was last checked"
                    f" {each.days} days ago. See make helplines."
                )
        if far := [each for each in found if each.country not in near]:
            yield finding(
                f"{len(far)} help lines of other countries were last checked over"
                f" {helpline_ages.CHECK_FIRST_DAYS if found is old else helpline_ages.DUE_DAYS}"
                " days ago. See make helplines."
            )
    if not old and not due:
        yield passed(f"Every help line was checked in the last {helpline_ages.DUE_DAYS} days.")


def spaces(community: Community) -> Iterator[Finding]:
    """Somewhere to write, and who can read it."""
    every = community.get("spaces", [])
    if not every:
        yield failed("There are no [[spaces]]: people have nowhere to write.")
        return
    yield passed(f"Spaces to write in: {len(every)}.")
    for space in every:
        if space.get("sensitive") and space.get("readers") == "open":
            yield warned(
                f"“{space.get('name')}” is sensitive, and anybody on the internet can read it."
                ' readers = "members" keeps it among people who have joined.'
            )


def examples(community: Community) -> Iterator[Finding]:
    """Whether the words are the community's own: people would take ours for a promise."""
    if left := [name for name, words in EXAMPLE.items() if words in str(community.get(name, ""))]:
        yield warned(
            f"site/community.toml still says what the example says: {', '.join(left)}."
            " People will read it as yours."
        )


def way_out(community: Community) -> Iterator[Finding]:
    """Where "Leave this site" goes."""
    if str(community.get("leave_to", "")).startswith("https://"):
        yield passed("Leave this site goes to an address with https.")
    else:
        yield failed("leave_to must begin with https://, or what people leave for can be watched.")


def hours(community: Community) -> Iterator[Finding]:
    """When somebody looks after the place."""
    if str(community.get("hours", "")).strip():
        yield passed("The pages say when moderators are here.")
    else:
        yield failed("hours is missing: people cannot know when somebody will read a report.")


def joining(community: Community) -> Iterator[Finding]:
    """Who may come in."""
    way = community.get("joining")
    if way == "invitation":
        yield passed("Joining takes an invitation.")
    elif way == "open":
        yield warned(
            'Anybody may join. While moderators are few, joining = "invitation" is gentler.'
        )
    else:
        yield failed('joining must be "open" or "invitation".')


def reviews(due: Iterable[tuple[str, date]], today: date) -> Iterator[Finding]:
    """Resources, by name and the day by which each is to be read again."""
    every = sorted(due, key=lambda each: (each[1], each[0]))
    for name, by in every:
        if by < today:
            yield failed(f"{name} was to be reviewed by {by}. Read it again, or take it out.")
        elif by - today <= REVIEW_SOON:
            yield warned(f"{name} is to be reviewed by {by}.")
    if all(by - today > REVIEW_SOON for _, by in every):
        yield passed(f"{len(every)} resources, none due for review in the next month.")


def examine(
    community: Community, document: Document, due: Iterable[tuple[str, date]], today: date
) -> list[Finding]:
    """Everything there is to say."""
    return [
        *own_country(community, document),
        *ages(community, document, today),
        *spaces(community),
        *examples(community),
        *way_out(community),
        *hours(community),
        *joining(community),
        *reviews(due, today),
    ]


def due_reviews(community: Community, today: date) -> Iterator[tuple[str, date]]:
    """Each resource of each language, and its `review_by`."""
    for language in community.get("languages", [community.get("language", "en")]):
        words = Words(language=language, facts=community, today=today)
        for name in words.names("resources"):
            yield f"{language}: {name}", words.page(name).date("review_by")


def read(today: date, site: Path = SITE) -> list[Finding]:
    """The findings about the files of a site; what cannot be read at all is one, too."""
    findings = []
    path = site / "community.toml"
    try:
        community = community_file.read(path)
    except BuildError as error:
        findings.append(failed(str(error)))
        try:
            community = tomllib.loads(path.read_text(encoding="utf-8"))
        except tomllib.TOMLDecodeError:
            return findings
    try:
        document = helpline_data.load(community, today)
        return findings + examine(community, document, due_reviews(community, today), today)
    except ValueError as error:
        return [*findings, failed(str(error))]


def read_account(name: str, emulator: str) -> tuple[list[Finding], str]:
    """The findings about what is deployed; or none, and why nothing was looked at."""
    try:
        place = command_line.place(emulator=emulator, name=name)
    except BuildError:
        return [], account.FILES_ALONE.format(why=account.UNREADABLE)
    except Stop as stop:
        return [], account.FILES_ALONE.format(why=str(stop).splitlines()[0])
    found = account.find(place)
    return ([], found) if isinstance(found, str) else (account.examine(found), "")


def main() -> int:
    """Prints every finding, the worst last, and fails if one of them does."""
    parser = argparse.ArgumentParser(description="What would let people down.")
    parser.add_argument("--today", type=date.fromisoformat, default=date.today())
    command_line.where(parser)
    options = parser.parse_args()
    about_account, not_looked = read_account(options.name, options.local)
    findings = [*read(options.today), *about_account]
    for level in (PASS, WARN, FAIL):
        for each in findings:
            if each.level == level:
                print(f"{level}  {each.words}")
    if not_looked:
        print(f"\n{not_looked}")
    counts = {level: sum(each.level == level for each in findings) for level in (WARN, FAIL)}
    print(f"\n{counts[FAIL]} to mend, {counts[WARN]} to think about.")
    return 1 if counts[FAIL] else 0


if __name__ == "__main__":
    sys.exit(command_line.run(main))
