"""What is kept, and how long, in words: a row for each number of data/retention.toml (N21)."""

from collections.abc import Mapping


def N_(message: str) -> str:
    """Marks words for the catalogue; they are translated when they are said."""
    return message


# What is kept, and how long: a row of the table for each number of retention.toml.
KEPT: Mapping[str, tuple[str, str]] = {
    "undo_window_hours": (
        N_("What you write"),
        N_("until you take it back; you can undo that for %(time)s, then the words are gone"),
    ),
    "quarter_minutes": (
        N_("The time of a post"),
        N_("as long as the post, in steps of %(time)s, so that it says less about you"),
    ),
    "removed_kept_days": (
        N_("A post that a moderator took down"),
        N_("for %(time)s only you and moderators can see it, then the words are gone"),
    ),
    "returned_kept_days": (
        N_("A post in which a moderator asked you for one change"),
        N_("for %(time)s only you and moderators can see it; then it is taken back for you"),
    ),
    "original_kept_days": (
        N_("A detail that a moderator took out of a post"),
        N_("for %(time)s only you can read it; then nobody has it"),
    ),
    "erased_kept_days": (
        N_("That a post is gone, by a random number, so that no copy brings it back"),
        N_("about %(time)s"),
    ),
    "copies_kept_days": (
        N_("Copies of everything, so that an accident does not take it away"),
        N_("%(time)s; what you took back may be in them until then, and never comes back"),
    ),
    "appeal_days": (
        N_("Your right to ask for another look at a decision"),
        N_("%(time)s from the day that you are told of it"),
    ),
    "strike_days": (
        N_("That you broke a guideline and what followed, for moderators alone"),
        N_("%(time)s, or until it is found to be wrong"),
    ),
    "closed_kept_days": (
        N_("A report, with the words it was about, what was decided, and what you say against it"),
        N_("%(time)s after it is closed; who reported is dropped at once when it closes"),
    ),
    "record_days": (
        N_("How many of your reports were upheld: two numbers under a scrambled name"),
        N_("%(time)s after the last one"),
    ),
    "unheld_days": (
        N_("That a report of yours was not upheld, under a scrambled name"),
        N_("%(time)s; after three of them the next one waits a little longer, never a worry"),
    ),
    "support_days": (
        N_("That moderators were very worried about somebody, so that they see when it is often"),
        N_("%(time)s; it never counts against anybody"),
    ),
    "untold_at_most_days": (
        N_("That whoever runs this place looked up which account wrote something, and why"),
        N_("until you are told of it; at most %(time)s, if telling you would be a danger"),
    ),
    "log_kept_days": (
        N_("Moderators’ log: who did what and why, without your words"),
        N_("%(time)s, which is two years"),
    ),
    "notice_kept_days": (
        N_("A notice in your inbox, and the reasons of a decision"),
        N_("%(time)s"),
    ),
    "note_days": (
        N_("A note about you that moderators leave each other"),
        N_("%(time)s, unless one of them renews it and says why"),
    ),
    "handover_days": (
        N_("A note from one moderator’s shift to the next, which may name you"),
        N_("%(time)s"),
    ),
    "sessions_per_member": (
        N_("Which browsers you are signed in on"),
        N_("at most %(time)s at a time; you can end them all whenever you like"),
    ),
    "shared_absolute_hours": (
        N_("Signed in on a device that others use"),
        N_("at most %(time)s"),
    ),
    "shared_idle_minutes": (
        N_("Signed in there, but away"),
        N_("ends after %(time)s"),
    ),
    "own_absolute_days": (N_("Signed in on your own device"), N_("at most %(time)s")),
    "own_idle_days": (N_("Signed in on your own device, but away"), N_("ends after %(time)s")),
    "counters_kept_hours": (
        N_("How often you did something, counted by your place or by a scrambled network address"),
        N_("at most %(time)s"),
    ),
    "salt_lives_hours": (
        N_("What scrambles network addresses, new each day"),
        N_("destroyed after %(time)s; from then on the scrambled form can’t be turned back"),
    ),
    "challenge_minutes": (
        N_("The small sum that your browser does when you join"),
        N_("%(time)s"),
    ),
    "issued_minutes": (
        N_("That a key was just made, so that pressing twice makes one"),
        N_("%(time)s"),
    ),
    "new_days": (
        N_("That you are in your first days here"),
        N_("%(time)s"),
    ),
    "invitation_days": (N_("An invitation to join, scrambled"), N_("%(time)s")),
    "invitation_hours": (N_("An invitation to be a moderator, scrambled"), N_("%(time)s")),
}
