"""The file of a case: its reports, the words as reported, and what was decided before."""

from dataclasses import replace

import pytest

from forum.errors import NotFound
from forum.moderation.reports import Snapshot
from store.moderation import files
from support import kept
from support.cast import bob, digest, target_of


def test_a_file_is_all_open_reports_of_a_target(backend):
    _, post = kept.thread()
    file = kept.reported(post, bob.id, "", digest("a code"))
    assert len(file.reports) == 3
    assert file.case.target == target_of(post)
    assert file.snapshots == (Snapshot(version=1, words=post.words.source),)
    assert (file.decisions, file.more) == ((), False)


def test_there_is_no_file_without_a_report(backend):
    _, post = kept.thread()
    with pytest.raises(NotFound):
        files.get_file(post.id)


def test_a_closed_case_keeps_its_file(backend):
    _, post = kept.thread()
    verdict = kept.decide(kept.reported(post), post, action="keep")
    file = files.get_file(post.id)
    assert (file.case.state, file.reports) == ("closed", ())
    assert file.decisions == (replace(verdict.decision, state="final"),)
