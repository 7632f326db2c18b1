"""Which endpoints the guard treats otherwise than the rest; everything else is shut."""

from webapp.account_settings import LARGEST_FILE

OPEN = frozenset(
    {
        "static",
        "health.alive",
        "health.ready",
        "health.takes_requests",
        "health.metrics",
        "privacy.privacy",
        "sessions.time",  # says that a session is over, too
        "sign_in.start",
        "sign_in.begin",
        "sign_in.callback",
        "sign_in.sign_out",  # checks its own form, since signing out twice is no mistake
    }
)
FOR_ANY_ACCOUNT = frozenset(
    {
        "connections.switch",
        "connections.end",
        "presentation.switch",
        "sessions.end",
        "sessions.end_others",
        "sessions.stay",
    }
)
"""Forms that act on the session itself, whichever account it is used for."""

NEVER_TOO_OFTEN = frozenset(
    {"connections.end", "sessions.end", "sessions.end_others", "sign_in.sign_out"}
)
"""Forms that take access away: nobody else's haste may keep a person from them."""

PASSIVE = frozenset(
    {
        "alias_import.now",
        "connected_apps.now",
        "debrief.now",
        "services.now",
        "sessions.time",
        "tag_changes.now",
        "invite_batches.now",
    }
)
"""What open pages ask for by themselves: no use of the session, and no way to another page."""

UPLOADS = {"alias_import.upload": 6 << 20, "logo.upload": LARGEST_FILE + 64 * 1024}
"""Forms with a file, and how many bytes of them are taken: from who is signed in, not sooner. The
file is written to disk while it comes in, and gone with the request.
"""

SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})
