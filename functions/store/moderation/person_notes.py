"""Notes about a member, by the member: no list has them all."""

from dataclasses import asdict

from forum.moderation.person_notes import NOTES_AT_MOST, PersonNote
from store import items, tables


def list_notes(about: str, at: int) -> list[PersonNote]:
    """Those that have not ended by `at`, in epoch seconds."""
    answer = tables.call(
        "query",
        TableName=tables.name("safety"),
        ConsistentRead=True,
        Limit=NOTES_AT_MOST,
        KeyConditionExpression="pk = :pk",
        ExpressionAttributeValues=items.pack({":pk": f"person#{about}"}),
    )
    found = [items.read(PersonNote, items.unpack(row)) for row in answer["Items"]]
    return sorted((each for each in found if each.ends > at), key=lambda each: (each.at, each.id))


def set_note(note: PersonNote) -> None:
    """A note as it stands now: a new one, the same form twice, or one that ends later."""
    values = {**asdict(note), tables.EXPIRES: note.ends}
    put = items.put("safety", f"person#{note.about}", f"note#{note.id}", values)
    tables.call("put_item", **put)
