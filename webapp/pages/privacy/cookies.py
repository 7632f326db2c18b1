"""Every cookie that this dashboard sets, and for how long. Pure.

The page is drawn from this table, and a test holds the browser to it.
"""

from webapp.pages.privacy.ledger import Cookie
from webapp.pages.privacy.lives import Lives


def in_the_browser(lives: Lives, *, session: str, attempt: str, form: str) -> list[Cookie]:
    """The cookies, by their names."""
    return [
        Cookie(session, "The secret that finds and opens your session."),
        Cookie(
            f"{attempt}…",
            "The secret of a sign-in under way, so that it can be finished in this browser only.",
            lives.attempt,
        ),
        Cookie(
            form,
            "Set only where a form met an ended session: it lets this browser, and no other, send "
            "that form again. It holds nothing of the form.",
            lives.form,
        ),
    ]
