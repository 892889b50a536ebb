"""Every way in which the forum says no, and the promise that each has a slug and a page.

A `Refusal` is a value of the rules: `web/problems.py` alone maps it to a status and to words, and
`/problems/<slug>/` is a static page (RFC 9457 `type`).
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import ClassVar


@dataclass(frozen=True, kw_only=True)
class FieldError:
    """One thing to mend in a form: the field's name, a reason code, and the limit if there is
    one.
    """

    field: str
    reason: str
    limit: int | None = None


class Refusal(Exception):
    """A rule said no. `fields` point at what to mend; `retry_after` is in seconds."""

    slug: ClassVar[str] = "refused"

    def __init__(
        self, *, fields: tuple[FieldError, ...] = (), retry_after: int | None = None
    ) -> None:
        super().__init__(self.slug)
        self.fields = fields
        self.retry_after = retry_after


class Refused(Refusal):
    """The request was not made by one of our forms, or is not well formed."""


class NotFound(Refusal):
    """No such page for this person; also what somebody without the role for it is told."""

    slug = "not-found"


class Gone(Refusal):
    """It was here, and its author or a moderator took it down (F8)."""

    slug = "gone"


class UnderReview(Refusal):
    """A moderator is looking at it; nothing is decided, and until then it stays as it is."""

    slug = "under-review"


class SignedOut(Refusal):
    """A member's session is needed and there is none, or it has ended."""

    slug = "signed-out"


class MembersOnly(Refusal):
    """The space is for members to read (A15)."""

    slug = "members-only"


class NotMatch(Refusal):
    """The key, code or invitation matched nothing. Never says which part was wrong."""

    slug = "not-match"


class NameTaken(Refusal):
    """Somebody joined with this pseudonym first; names are never reused."""

    slug = "name-taken"


class TooSoon(Refusal):
    """A pace is spent. `retry_after` says when to come back.

    `pace` names the one that is spent: `web/problem_words.py` has words for
    each, so that the page says what happened.
    """

    slug = "too-soon"

    def __init__(self, *, retry_after: int | None = None, pace: str = "") -> None:
        super().__init__(retry_after=retry_after)
        self.pace = pace


class WritingPaused(Refusal):
    """A door is asked far more than usual, and this form waits `until` then (a stamp), or less."""

    slug = "writing-paused"

    def __init__(self, *, door: str, until: str, retry_after: int) -> None:
        super().__init__(retry_after=retry_after)
        self.door, self.until = door, until


class Closed(Refusal):
    """The conversation takes no more replies."""

    slug = "closed"


class Conflict(Refusal):
    """Somebody changed the same thing since the form was opened."""

    slug = "conflict"


class TooLong(Refusal):
    """Words beyond the bounds of `forum/words.py`."""

    slug = "too-long"


class Incomplete(Refusal):
    """Something that the form needs is missing or not among the choices."""

    slug = "incomplete"


class TooLarge(Refusal):
    """A body over the limit of `web/admission.py`."""

    slug = "too-large"


class WrongMethod(Refusal):
    """The route does not know this method."""

    slug = "wrong-method"


class WrongType(Refusal):
    """Neither a form nor JSON."""

    slug = "wrong-type"


class JoiningClosed(Refusal):
    """Joining needs an invitation here, or now."""

    slug = "joining-closed"


class SpeedBump(Refusal):
    """The proof of work is missing, wrong, used before or too old."""

    slug = "speed-bump"


class UsedCode(Refusal):
    """A single-use code or link was used already, or is too old."""

    slug = "used-code"


class Paused(Refusal):
    """The member has been asked to pause, `until` then if that is known (a stamp): reading and help
    stay open.
    """

    slug = "paused"

    def __init__(self, *, until: str = "") -> None:
        super().__init__()
        self.until = until


class Resting(Refusal):
    """The shelves do not answer just now. Nothing was half-written."""

    slug = "resting"


class CaseMoved(Refusal):
    """A case was added to, or its words were edited, since the moderator read it."""

    slug = "case-moved"


class BeingRead(Refusal):
    """Somebody else reads the case just now, for a quarter of an hour at most (M16)."""

    slug = "being-read"


class Decided(Refusal):
    """Somebody else decided the case meanwhile."""

    slug = "decided"


class Asked(Refusal):
    """Somebody has asked for another look at this decision already: once is enough (M22)."""

    slug = "asked"


class TooLate(Refusal):
    """The time to ask for another look is over (M22)."""

    slug = "too-late"


class Told(Refusal):
    """A decision can no longer be undone: the people it concerns have been told."""

    slug = "told"


class OwnCase(Refusal):
    """A case about the moderator's own words, or that they reported, or of a conversation in which
    they wrote: somebody else decides.
    """

    slug = "own-case"


class PersonFirst(Refusal):
    """Somebody is feared for and was not written to yet: nothing is decided about words before."""

    slug = "person-first"


class PasskeyNeeded(Refusal):
    """Somebody of the staff is signed in with their key alone; this takes their passkey (P7)."""

    slug = "passkey-needed"


class StepUp(Refusal):
    """This takes a passkey that was used in the last minutes."""

    slug = "step-up"


class PasskeyRefused(Refusal):
    """What a passkey, or the code for setting one up, said is not right, too old, or was used
    before. Never says which.
    """

    slug = "passkey-refused"


class PasskeyFrozen(Refusal):
    """A passkey that has counted backwards: there may be a copy of it."""

    slug = "passkey-frozen"


class OwnRole(Refusal):
    """Nobody decides about their own role."""

    slug = "own-role"


class SecondLead(Refusal):
    """A second lead has to agree; the only one may, after a day."""

    slug = "second-lead"


class LastLead(Refusal):
    """The last lead stays: somebody has to be able to give roles."""

    slug = "last-lead"


def check_all(*checks: Callable[[], object]) -> None:
    """Makes every check of a form, and names all its mistakes at once, in the order of the checks.

    Refuses `Incomplete` when anything is missing, else `TooLong`. Another refusal is not held back.
    """
    wrong: list[Refusal] = []
    for check in checks:
        try:
            check()
        except (Incomplete, TooLong) as refusal:
            wrong.append(refusal)
    if wrong:
        missing = any(isinstance(each, Incomplete) for each in wrong)
        fields = tuple(field for each in wrong for field in each.fields)
        raise (Incomplete if missing else TooLong)(fields=fields)
