"""What was noted of the log goes where the log goes; who is still to be told stays to be told."""

from dataclasses import replace

from backup import checks, export, side
from backup.drill import Drill
from forum.moderation import unsealing
from forum.moderation.audit import Head
from store import items, tables
from store.moderation import anchors, audit, unsealings
from support import drills, kept, patterns
from support.cast import NOW, alice, ident


def swapped(place, file) -> None:
    code, said = drills.run(place, Drill(file=file, swaps=True, now=NOW))
    assert code == 0, said
    place.shelves()
    side.remove(place)


def test_what_was_noted_since_stays_with_a_log_that_goes_on(place, community):
    anchors.add_anchor("20261123", audit.get_head())
    file = export.export(place, NOW).file
    audit.add_event(patterns.event())
    anchors.add_anchor("20261124", audit.get_head())
    noted = anchors.list_anchors()
    swapped(place, file)
    assert anchors.list_anchors() == noted
    assert audit.check_log()[1] is None


def test_what_was_noted_of_a_forged_log_goes_with_it(place, community):
    anchors.add_anchor("20261123", audit.get_head())
    noted = anchors.list_anchors()
    file = export.export(place, NOW).file
    forged = kept.item("safety", "audit", "entry#000000001") | items.pack({"reason": "g2"})
    tables.call("put_item", TableName=tables.name("safety"), Item=forged)
    audit.add_event(patterns.event())
    anchors.add_anchor("20261124", audit.get_head())
    swapped(place, file)
    assert anchors.list_anchors() == noted
    assert audit.check_log()[1] is None


def test_a_note_that_came_while_an_export_was_written_is_not_in_it(place, community):
    """Else whoever reads it in finds the log cut."""
    head = audit.get_head()
    anchors.add_anchor("20261125", Head(seq=head.seq + 1, hash="1" * 64))
    found = {(table, item["pk"]["S"]) for table, item in export.entries(place, NOW)}
    assert ("safety", "audit") in found and ("safety", "anchors") not in found


def test_a_drill_holds_the_log_to_what_was_noted(place, community):
    head = audit.get_head()
    anchors.add_anchor("20261123", replace(head, hash="1" * 64))
    found = checks.log(place)
    assert not found.passed


def test_going_back_in_time_does_not_keep_from_a_member_that_they_were_looked_up(place, community):
    file = export.export(place, NOW).file
    how = {"reason": "law", "by": (), "untold_until": None, "now": NOW}
    made, event = unsealing.unseal(ident("a post"), alice.id, id=ident("it"), **how)
    unsealings.add_unsealing(made, event)
    swapped(place, file)
    assert unsealings.list_due(made.due) == [made]
