"""One table from error to what the person reads: status, words, and the way on.

Pure: it draws nothing and asks nothing of Redis or the platform.
"""

from webapp.responses.problems import (
    account,
    batches,
    inviting,
    platform,
    revoking,
    services,
    sign_in,
    tagging,
    waiting,
    web,
)
from webapp.responses.problems.problem import (
    TO_ACCOUNT,
    TO_APPS,
    TO_OWN_IDS,
    TO_START,
    TO_TAGS,
    TO_TEAM,
    TRY_AGAIN,
    Problem,
)

__all__ = [
    "TABLE",
    "TO_ACCOUNT",
    "TO_APPS",
    "TO_OWN_IDS",
    "TO_START",
    "TO_TAGS",
    "TO_TEAM",
    "TRY_AGAIN",
    "Problem",
    "problem_of",
]

TABLE = {
    **account.TABLE,
    **platform.TABLE,
    **sign_in.TABLE,
    **tagging.TABLE,
    **batches.TABLE,
    **inviting.TABLE,
    **revoking.TABLE,
    **services.TABLE,
    **waiting.TABLE,
    **web.TABLE,
}


def problem_of(error: BaseException) -> Problem:
    """The entry of this error's class, or of the nearest class above it."""
    nearest = next(kind for kind in type(error).__mro__ if kind in TABLE)
    return TABLE[nearest](error)
