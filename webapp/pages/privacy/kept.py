"""Everything that is kept of a person on the server, and for how long. Pure.

The page is drawn from these tables, and a test holds Redis to them.
"""

from webapp.pages.privacy.kept_work import of_the_log, of_work
from webapp.pages.privacy.ledger import Kept
from webapp.pages.privacy.lives import Lives
from webapp.responses.session_time import span_up


def on_the_server(lives: Lives, *, has_people: bool = True) -> list[Kept]:
    """What lies in Redis; where no people are shown, nothing is kept of work with them."""
    if not has_people:
        passing = _in_passing(lives, done="forms were sent, sign-ins begun")
        return [*_of_a_session(lives), of_the_log(lives), *passing, *_marks(lives)]
    return [
        *_of_a_session(lives),
        *of_work(lives),
        *_in_passing(lives, done="forms and invites were sent, sign-ins begun, debriefs asked for"),
        *_of_a_person(lives),
        *_marks(lives),
    ]


def _of_a_session(lives: Lives) -> list[Kept]:
    return [
        Kept(
            "session:*",
            "Your session",
            "The accounts that you connected with their names and your role in each, what you "
            "allowed, your number at Profile, a key for your forms, whether people’s names are "
            "hidden, when you signed in, and, until a page has told you, that you have just not "
            "allowed something.",
            lives.idle,
            "after you last used it",
        ),
        Kept(
            "tokens:*",
            "Access to Profile",
            "For each connected account the tokens with which this dashboard asks Profile on your "
            "behalf. They are never sent to your browser.",
            lives.most,
            "after you connected the account",
        ),
        Kept(
            "person:*",
            "Your list of sessions",
            "For each the name of its browser, its network without the last part (as 203.0.113.x), "
            "when it began, and where its session and tokens lie. All of it under a keyed hash of "
            "who you are.",
            lives.most,
            "after the latest of them began",
        ),
    ]


def _of_a_person(lives: Lives) -> list[Kept]:
    return [
        Kept(
            "views:*",
            "Your saved views",
            "Their names, what they ask for, when you saved them, and which is the default. Where "
            f"Profile does not tell who you are, they are kept for {span_up(lives.most)} at most.",
            lives.views,
            "after you last opened the team",
        ),
        Kept(
            "fingerprint:*",
            "Who was in a saved view",
            "Of each person a hash of the id and one of the results, to tell who came, who was "
            "assessed again and how many left. No name and no result can be read from them.",
            lives.views,
            "after you last opened the view",
        ),
    ]


def _in_passing(lives: Lives, *, done: str) -> list[Kept]:
    return [
        Kept(
            "attempt:*",
            "A sign-in under way",
            "Its one-time codes, what is asked for, the pages to come back to, and a keyed hash of "
            "your network address.",
            lives.attempt,
        ),
        Kept(
            "opener:*",
            "Sign-ins under way from one network",
            "Where each of them lies, under a keyed hash of the network address.",
            lives.attempt,
            "after the latest of them began",
        ),
        Kept(
            "rate:*",
            "How often things were done",
            f"When {done} and tokens renewed, under keyed hashes of person, network address and "
            "connection.",
            lives.count,
        ),
        Kept(
            "tokens:*:lock",
            "A renewal of tokens under way",
            "Only that there is one, so that no second one begins.",
            lives.renewal,
        ),
    ]


def _marks(lives: Lives) -> list[Kept]:
    return [
        Kept(
            keys,
            f"That {what} ended",
            "Only the word “ended”, or that another session followed, so that nothing late brings "
            "it back.",
            lives.most,
            is_mark=True,
        )
        for keys, what in (("session:*", "a session"), ("tokens:*", "a connection"))
    ]
