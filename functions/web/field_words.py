"""What is to be mended in a form, by its field and by why: for `web/problems.py`."""

from web.problem_words import N_

LOOK_AGAIN = N_("Please look at this again.")
FIELD_WORDS: dict[tuple[str, str], str] = {
    ("body", "empty"): N_("Write a few words here."),
    ("body", "too-many-lines"): N_("That is a lot of lines. Please join some of them."),
    ("step", "choose"): N_("Choose a step that there is."),
    ("step", "rule"): N_(
        "A step for the account needs a guideline, and a post that stays or goes."
    ),
    ("step", "care"): N_("Somebody fears for this person. That never counts against them."),
    ("appeal", "empty"): N_("Write in your own words why we should look again."),
    ("outcome", "choose"): N_("Choose how it comes out."),
    ("answer", "empty"): N_("Answer what they said, in a sentence of your own."),
    ("body", "taken-out"): N_(
        "A moderator took a detail out of this post, and it is in here again. Please leave it out."
    ),
    ("title", "taken-out"): N_(
        "A moderator took a detail out of this title, and it is in here again. Please leave it out."
    ),
    ("details", "empty"): N_("Copy here what is to be taken out."),
    ("details", "too-many"): N_("That is a lot. Take out %(limit)s at a time."),
    ("details", "absent"): N_("One of these lines is not in the post. Copy each just as it is."),
    ("details", "everything"): N_("Nothing would be left of the post. Take it down instead."),
    ("correction", "empty"): N_("Write what is right."),
    ("source", "empty"): N_("Write where that is from."),
    ("title", "empty"): N_("Write a few words to open with."),
    ("picks", "choose"): N_("Tick at least one of them."),
    ("whom", "choose"): N_("Choose whom or what you would read first."),
    ("hours", "choose"): N_("Choose for how long."),
    ("lock_line", "empty"): N_("Write in a sentence why, for everybody in the conversation."),
    ("days", "choose"): N_("Choose for how long."),
    ("reading_line", "empty"): N_("Write a sentence of your own to the person."),
    ("line", "empty"): N_("Write a sentence of your own to the person."),
    ("hurts", "tick"): N_("Keep it, unless it could hurt others: then say so here."),
    ("level", "choose"): N_("Choose how it stands."),
    ("message", "empty"): N_("Write a sentence of your own to the person."),
    ("here", "choose"): N_("Choose whether nobody is here, or somebody is."),
    ("day", "day"): N_("Choose one of the next days."),
    ("begins", "time"): N_("Write a time, such as 18:00."),
    ("ends", "time"): N_("Write a time, such as 22:00."),
    ("ends", "over"): N_("That is over already. Choose a time that is still to come."),
    ("why", "empty"): N_("Write in a few words why, for the other moderators."),
    ("confirm", "tick"): N_("Read it through, and tick that it is right."),
    ("note", "empty"): N_("Write a few words for the other moderators."),
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
    ("invitation", "no-script"): N_(
        "If scripts are turned off in your browser, write an invitation code here. Otherwise press "
        "the button again."
    ),
    ("key", "not-match"): N_("Check the seven words and try again."),
    ("key", "empty"): N_("Type or paste the seven words of your key."),
    ("key", "count"): N_("A key has seven words; this has %(limit)s."),
    ("key", "word"): N_("No key has word number %(limit)s as you wrote it. Is there a slip in it?"),
    ("code", "not-match"): N_("Check the recovery code and try again."),
}
