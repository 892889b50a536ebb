"""The words of every refusal, for `web/problems.py`: title and text by slug, and what to mend by
field.

Written as DESIGN section 7 asks: what happened, what is safe, what to do next; no blame.
"""


def N_(message: str) -> str:
    """Marks a message for the catalogues; it is translated where it is shown."""
    return message


PROBLEM_WORDS: dict[str, tuple[str, str]] = {
    "refused": (
        N_("We couldn't take that"),
        N_(
            "It didn't come from one of our pages, or something in it can't be kept. Nothing "
            "was changed."
        ),
    ),
    "signed-out": (
        N_("You've been signed out"),
        N_(
            "It's been a while, so we closed the door behind you. Sign in, then try again "
            "here: your words are still on this page."
        ),
    ),
    "members-only": (
        N_("This space is for members"),
        N_("What is said there stays among members. You can join with a made-up name, or sign in."),
    ),
    "not-match": (
        N_("That didn't match"),
        N_("This happens a lot. Check it word by word and try again."),
    ),
    "not-found": (
        N_("There is no page here"),
        N_("The address may have a slip in it. Nothing is broken on your side."),
    ),
    "wrong-method": (
        N_("That isn't how this page works"),
        N_("Go back and use the button on the page. Nothing was changed."),
    ),
    "name-taken": (
        N_("Someone here already has that name"),
        N_("Here are some others. Nothing else was lost."),
    ),
    "closed": (
        N_("This conversation has been closed"),
        N_("It takes no more replies. You can still read it, and your words are here to copy."),
    ),
    "conflict": (
        N_("Someone changed this while you were writing"),
        N_(
            "Your version is in the box and the other one is beside it. Keep the parts you "
            "want, then try again."
        ),
    ),
    "joining-closed": (
        N_("Joining needs an invitation just now"),
        N_("If somebody gave you an invitation code, write it below. Reading and help stay open."),
    ),
    "used-code": (
        N_("That code has been used, or is too old"),
        N_(
            "Each code works once. If it was you, you can sign in with the key you were given then."
        ),
    ),
    "paused": (
        N_("You've been asked to pause for now"),
        N_("You can't post just now. Reading, your inbox and help stay open."),
    ),
    "own-case": (
        N_("Somebody else needs to decide this one"),
        N_("It is about your own words, or you reported it. Another moderator will take it."),
    ),
    "gone": (
        N_("This isn't here any more"),
        N_("The person who wrote it may have taken it down. That's always theirs to do."),
    ),
    "too-large": (
        N_("That's too much for one go"),
        N_("Please send less at a time. Nothing was changed."),
    ),
    "wrong-type": (
        N_("We can't read that kind of message"),
        N_("Please use the form on the page. Nothing was changed."),
    ),
    "too-long": (
        N_("That's a little long"),
        N_("Your words are still in the box. You could split them into two posts."),
    ),
    "incomplete": (N_("Something is missing"), N_("Your words are still here.")),
    "speed-bump": (
        N_("The joining check didn't finish"),
        N_("Please press the button again, or use an invitation code. Nothing was lost."),
    ),
    "too-soon": (
        N_("Let's slow down a little"),
        N_("There have been several in a short while. Your words will wait in the box."),
    ),
    "resting": (
        N_("We're mending something"),
        N_(
            "Our side stumbled, not yours. Nothing was half-done, and your words are still "
            "here. Please try again in a minute."
        ),
    ),
    "stumbled": (
        N_("Our side stumbled, not yours"),
        N_("Please try again in a minute. Nothing you did caused this."),
    ),
}

SIGN_IN_FIRST = (
    N_("This page is for people with a place here"),
    N_("Sign in with your key, or join with a made-up name. No email, no real name."),
)
LOOK_AGAIN = N_("Please look at this again.")
FIELD_WORDS: dict[tuple[str, str], str] = {
    ("body", "empty"): N_("Write a few words here."),
    ("body", "too-many-lines"): N_("That is a lot of lines. Please join some of them."),
    ("title", "empty"): N_("Write a few words to open with."),
    ("line", "empty"): N_("Write a sentence of your own to the person."),
    ("want", "choose"): N_("Choose what would help."),
    ("name", "choose"): N_("Choose one of the names."),
    ("kind", "choose"): N_("Choose what it is about."),
    ("reason", "choose"): N_("Choose what worries you."),
    ("guideline", "choose"): N_("Choose a guideline."),
    ("action", "choose"): N_("Choose what to do."),
    ("adult", "tick"): N_("Please tell us that you are 18 or over."),
    ("cards", "tick"): N_("Read the three cards, or say that you will read them later."),
    ("consent", "tick"): N_("We need your consent before we keep what you write."),
    ("invitation", "not-match"): N_("Check the invitation code and try again."),
    ("key", "not-match"): N_("Check the seven words and try again."),
    ("code", "not-match"): N_("Check the recovery code and try again."),
}
