"""A drill restores, erases what is in the ledger, says pass or fail, and leaves nothing behind."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from backup import checks, drill, export, home, lines, replay, side
from backup.drill import Drill
from backup.home import Home
from deploy.answers import Stop
from forum import erasures
from forum.erasures import Erasure
from store import erasures as ledger
from store import items, posts, tables, threads
from support import drills, kept, patterns
from support.cast import AT, LONG, NOW, conversation, ident


def run(place: Home, only: int = 99, **how: Any) -> tuple[int, str]:
    return drills.run(place, Drill(now=NOW, **how), only)


def side_tables(place: Home) -> list[str]:
    names = place.client.list_tables()["TableNames"]
    return [name for name in names if name.startswith(place.side.place.name)]


def passes(place: Home, **how: Any) -> str:
    code, said = run(place, **how)
    assert code == 0, said
    assert "FAIL" not in said and side_tables(place) == []
    return said


def fails(place: Home, **how: Any) -> str:
    code, said = run(place, **how)
    assert code == 1
    assert "FAIL" in said and side_tables(place) == []
    return said


def erase_one(place: Home) -> Any:
    """Somebody's post is gone for good, in the tables in use."""
    place.shelves()
    post = posts.list_posts(conversation()[0].id, 1)[2]
    assert post.words.source == LONG
    kept.purge(post)
    return post


@pytest.mark.parametrize("backend", ["moto", "ministack"], indirect=True)
def test_a_healthy_community_passes_by_aws_own_recovery(recovery):
    said = passes(recovery)
    assert "From AWS's own recovery." in said
    assert "The log is whole, up to entry 2." in said
    assert "Passed" in said


def test_a_healthy_community_passes_from_an_export(place, community):
    file = export.export(place, NOW).file
    said = passes(place, file=file)
    assert f"From {file.name}." in said and "As it was at 2026-11-24T02:20Z." in said


def test_without_recovery_the_newest_export_is_taken(place, community):
    export.export(place, NOW.replace(day=20))
    newest = export.export(place, NOW).file
    assert f"From {newest.name}." in passes(place)


def test_without_either_it_says_what_is_needed(place, community):
    code, said = run(place)
    assert code == 1 and "FILE=" in said


@pytest.mark.parametrize("backend", ["moto", "ministack"], indirect=True)
def test_what_was_erased_since_is_absent_from_what_aws_restores(recovery):
    run(recovery, only=2)
    gone = erase_one(recovery)
    recovery.side.shelves()
    assert posts.get_post(gone.id).words.source == LONG
    run(recovery, only=4)
    recovery.side.shelves()
    after = posts.get_post(gone.id)
    assert (after.state, after.words.source, after.author_id) == ("purged", "", "")
    assert "Erased again: 0." in passes(recovery)


def test_what_was_erased_since_is_absent_from_an_older_export(place, community):
    file = export.export(place, NOW).file
    gone = erase_one(place)
    code, said = run(place, only=4, file=file)
    assert code == 0 and "Erased again: 1." in said
    place.side.shelves()
    assert posts.get_post(gone.id).state == "purged"
    words = str(place.client.scan(TableName=place.side.table("forum")))
    assert gone.id in words
    passes(place, file=file)


def test_the_opening_of_a_conversation_takes_its_title_with_it(place, community):
    file = export.export(place, NOW).file
    thread, opening = conversation()
    kept.purge(posts.get_post(opening.id))
    run(place, only=4, file=file)
    place.side.shelves()
    found = threads.get_thread(thread.id)
    assert (found.title, found.first_line, found.author_name) == ("", "", "")


def test_the_restored_ledger_counts_as_well(place, community):
    """The export is the only thing that is left of the ledger in use."""
    gone = erase_one(place)
    for name in ledger.TABLES:
        key = items.key("erased", f"post#{gone.id}")
        if name == "ephemeral":
            place.client.delete_item(TableName=place.table(name), Key=key)
    assert replay.ledger(place) == {Erasure(kind="post", id=gone.id)}


def test_an_entry_of_a_kind_that_nobody_knows_stops_everything(place, community):
    file = export.export(place, NOW).file
    place.shelves()
    later = Erasure(kind="letter", id=ident("a letter"))
    tables.write(*ledger.erased_writes(later, ends=AT + 9))
    code, said = run(place, file=file)
    assert code == 1 and "does not know" in said
    side.remove(place)


def test_every_kind_that_can_be_erased_is_erased_again():
    assert set(replay.KINDS) == set(erasures.KINDS)


def tamper(place: Home, seq: int, how: dict[str, Any] | None) -> None:
    key = items.key("audit", f"entry#{seq:09d}")
    table = place.table("safety")
    if how is None:
        place.client.delete_item(TableName=table, Key=key)
        return
    item = place.client.get_item(TableName=table, Key=key)["Item"]
    place.client.put_item(TableName=table, Item=item | items.pack(how))


@pytest.mark.parametrize(
    ("seq", "how", "said"),
    [
        (2, {"reason": "g2"}, "entry 2 does not fit (changed)"),
        (3, {"previous": "0" * 64}, "entry 3 does not fit"),
        (2, None, "entry 2 does not fit (missing)"),
        (5, None, "was cut after entry 4"),
    ],
)
def test_a_log_that_was_changed_fails(recovery, seq, how, said):
    from store.moderation import audit as audit_store

    for _ in range(3):
        audit_store.add_event(patterns.event())
    tamper(recovery, seq, how)
    assert said in fails(recovery)


def test_a_log_of_several_pages_is_looked_at_to_its_end(recovery):
    from store.moderation import audit as audit_store

    for _ in range(audit_store.PAGE + 5):
        audit_store.add_event(patterns.event())
    assert f"The log is whole, up to entry {audit_store.PAGE + 7}." in passes(recovery)
    tamper(recovery, audit_store.PAGE + 3, {"reason": "g2"})
    assert f"entry {audit_store.PAGE + 3} does not fit" in fails(recovery)


def test_a_table_that_lacks_half_fails(place, community):
    file = export.export(place, NOW).file
    for number in range(2 * checks.FEW):
        tables.call("put_item", **items.put("identity", f"name#{number}", "name", {"n": number}))
    assert "FAIL  Items of identity" in fails(place, file=file)


def test_a_failed_erasure_is_seen(place, community):
    """The check looks by itself and does not believe the replay."""
    post = posts.list_posts(conversation()[0].id, 1)[2]
    gone = {Erasure(kind="post", id=post.id)}
    assert not checks.erased(place, gone).passed
    kept.purge(post)
    assert checks.erased(place, gone).passed
    assert checks.erased(place, {Erasure(kind="post", id=ident("never there"))}).passed


@pytest.mark.parametrize("only", [1, 2, 3, 4, 5])
def test_a_run_that_was_cut_off_is_ended_by_the_next(recovery, only: int):
    run(recovery, only=only)
    passes(recovery)
    passes(recovery)


def test_side_tables_of_another_origin_are_not_used_again(recovery):
    file = export.export(recovery, NOW).file
    run(recovery, only=1)
    recovery.client.put_item(
        TableName=recovery.side.table("identity"), Item=items.pack({"pk": "stray", "sk": "-"})
    )
    run(recovery, only=2, file=file)
    assert checks.count(recovery.side, "identity") == export.tally(recovery, NOW).items["identity"]
    recovery.client.put_item(
        TableName=recovery.side.table("identity"), Item=items.pack({"pk": "stray", "sk": "-"})
    )
    run(recovery, only=2)
    assert side.mark(recovery, side.FILE) == ""
    assert checks.count(recovery.side, "identity") == checks.count(recovery, "identity")


def test_side_tables_of_another_export_are_not_used_again(place, community):
    older = export.export(place, NOW).file
    kept.answer(threads.get_thread(conversation()[0].id), "since then")
    newer = export.export(place, NOW.replace(hour=3)).file
    run(place, only=2, file=newer)
    run(place, only=2, file=older)
    assert checks.count(place.side, "forum") == lines.check(older).items["forum"]
    side.remove(place)


def test_a_moment_that_aws_does_not_keep_is_said(recovery):
    code, said = run(recovery, at=datetime(2020, 1, 1, tzinfo=UTC))
    assert code == 1
    assert "can be restored to any time from" in said and "2020-01-01T00:00Z" in said
    assert side_tables(recovery) == []


def test_the_tables_in_use_are_never_touched(recovery, tmp_path: Path):
    def everything() -> list[Any]:
        scans = (recovery.client.scan(TableName=recovery.table(each)) for each in home.TABLES)
        return [sorted(found["Items"], key=str) for found in scans]

    before = everything()
    passes(recovery)
    assert everything() == before


def test_no_tables_are_said_in_words(backend, place):
    nowhere = Home(place=type(place.place)(**{**place.place.__dict__, "name": "nowhere"}))
    with pytest.raises(Stop, match="no tables called nowhere"):
        list(drill.Drill(now=NOW).restore(nowhere))
