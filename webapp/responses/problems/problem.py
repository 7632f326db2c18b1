"""What an error page says, and the shorthand for entries without anything variable."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

SIGN_IN = "Sign in again"
TRY_AGAIN = "Try again"
TO_START = "Go to the start page"
TO_TEAM = "Go to the team"
TO_TAGS = "Go to the tags"
TO_ACCOUNT = "Go to the account"
TO_OWN_IDS = "Go to the own ids"
TO_APPS = "Go to the connected apps"
ALLOW = "Allow it"


@dataclass(frozen=True, kw_only=True)
class Problem:
    """An error page. `action` is what its link does; `retry_after` is in seconds; `scope` is what
    is to be allowed: one, or several with spaces between.

    `keeps_form` says that a form surely had no effect, so that it may simply be sent again;
    `loads_itself` that the page is asked for again by itself after `retry_after`.
    """

    status: int
    title: str
    sentence: str
    advice: str
    action: str | None = None
    scope: str | None = None
    retry_after: int | None = None
    keeps_form: bool = False
    loads_itself: bool = False

    @property
    def signs_in(self) -> bool:
        """Whether the way on leads through a new sign-in."""
        return self.action == SIGN_IN

    @property
    def allows(self) -> bool:
        """Whether the way on leads to allowing more, and back to this very action."""
        return self.action == ALLOW


Table = dict[type[Exception], Callable[[Any], Problem]]


def fixed(
    status: int,
    title: str,
    sentence: str,
    advice: str,
    action: str | None = None,
    *,
    keeps_form: bool = False,
) -> Callable[[Any], Problem]:
    """An entry that says the same whatever the error carries."""
    problem = Problem(
        status=status,
        title=title,
        sentence=sentence,
        advice=advice,
        action=action,
        keeps_form=keeps_form,
    )
    return lambda _: problem
