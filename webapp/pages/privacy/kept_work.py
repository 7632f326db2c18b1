"""What is kept of work that was begun for somebody, and for how long. Pure."""

from webapp.own_log import MOST_KEPT
from webapp.pages.privacy.kept_batches import of_batches
from webapp.pages.privacy.kept_invites import whom_you_invited
from webapp.pages.privacy.kept_own_ids import of_files
from webapp.pages.privacy.kept_people import of_people
from webapp.pages.privacy.ledger import Kept
from webapp.pages.privacy.lives import Lives
from webapp.responses.session_time import span_up


def of_work(lives: Lives) -> list[Kept]:
    """What lies in Redis of all kinds of work that are kept, and of all of them."""
    return [
        of_people(lives),
        *_of_debriefs(lives),
        *_of_tags(lives),
        of_batches(lives),
        *_of_apps(lives),
        of_the_log(lives),
        *_of_all(lives),
    ]


def _of_debriefs(lives: Lives) -> list[Kept]:
    return [
        Kept(
            "debrief:*",
            "A debrief that you had written",
            "That it is being written, then its text and ratings as Profile gave them, or why "
            "there are none: Profile documents no way to read it again. It is deleted when you "
            "sign out, or the connection ends otherwise.",
            lives.most,
            "after you signed in",
        ),
    ]


def _of_tags(lives: Lives) -> list[Kept]:
    return [
        Kept(
            "work:*",
            "What you changed, revoked, and were about to send",
            " ".join(_sentences(lives)),
            lives.most,
            "after you signed in",
        ),
        Kept(
            "tag-lock:*",
            "A change of a tag under way",
            "Only that there is one, so that no second one comes in between.",
            lives.turn,
            "after it was last heard of",
        ),
    ]


def _sentences(lives: Lives) -> tuple[str, ...]:
    """One of each kind of work, and then how long all of it is kept."""
    return (
        (
            "Of each change of tags the tag with its label, the ids of the people it was about, "
            "and what came of each of them, so that you can undo it, or go on where it stopped; "
            "of a tag that you deleted, the ids of those who had it."
        ),
        (
            "Whom you chose in a list to tag them, with what you had asked for, for "
            f"{span_up(lives.choice)}."
        ),
        (
            "What you were about to send when a permission was missing, with what you had typed, "
            f"for {span_up(lives.action)}."
        ),
        "Of apps that you revoked their names, their permissions’ ids, and what came of each.",
        (
            "Of an invite that you resent or cancelled the person’s id, their name or address, "
            "and what came of it; a link to share with what it brings, for "
            f"{span_up(lives.link)}."
        ),
        whom_you_invited(lives),
        (
            "Of the latest ten changes of somebody’s name, address or number what these were "
            "before and after."
        ),
        of_files(lives),
        (
            "Of the account a logo that you sent and have not saved, the one that was there "
            f"before, and which preferences you set, for {span_up(lives.account)}; your file only "
            "while it comes in, and nothing of it but the picture."
        ),
        _UNTIL,
    )


def _of_apps(lives: Lives) -> list[Kept]:
    return [
        Kept(
            "grants-lock:*",
            "A revocation of apps under way",
            "Only that there is one, under a hash of person and account, so that no second one "
            "comes in between.",
            lives.revoking,
            "after it was last heard of",
        ),
    ]


def of_the_log(lives: Lives) -> Kept:
    return Kept(
        "work:log*",
        "What this dashboard did in your name",
        f"Of each call to Profile, the latest {MOST_KEPT:,}, its moment, its kind, the id of the "
        "person, tag or app that it was about, and what came of it. It has a page of its own, and "
        "is deleted when you sign out, or the connection ends otherwise.",
        lives.most,
        "after you last signed in",
    )


def _of_all(lives: Lives) -> list[Kept]:
    return [
        Kept(
            "goes-with:*",
            "What goes with a connection",
            "Where the people, the debriefs, the changes of tags, the revocations, what was done "
            "with invites and the log lie that were made through it, to be deleted with it.",
            lives.most,
            "after you signed in",
        ),
        Kept(
            "pulse:*",
            "Work under way",
            "Only that somebody reads people, or is at a debrief, a change of tags, an invite or a "
            "revocation, under a random name.",
            lives.pulse,
            "after they were last heard of",
        ),
    ]


_UNTIL = (
    "It is deleted when you sign out, or the connection ends otherwise; where Profile does not "
    "tell who you are, or in which account, what you chose and what you were about to send stays "
    "until that time is up, though nobody can open it any more."
)
