"""Who told us of a case, as a moderator may know it: a letter and two numbers (M10)."""

from flask import g

from forum import times
from forum.moderation import reporters
from forum.moderation.cases import CaseFile
from forum.moderation.reporters import Alias, Record
from store.moderation import reporters as store


def aliases(file: CaseFile) -> dict[str, Alias]:
    """By the id of each report on the page. Nobody without an account has a record."""
    letters = reporters.letters(file.reports)
    at = times.epoch(g.now)
    names = {each.reporter for each in file.at_once} - {""}
    records = {name: store.get_record(name, at) for name in names}
    return {
        each.id: Alias(letter=letters[each.id], record=records.get(each.reporter, Record()))
        for each in file.at_once
    }
