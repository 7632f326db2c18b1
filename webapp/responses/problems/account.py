"""Errors of changes to the account."""

from webapp.account_settings import LARGEST_FILE, NoSuchDraft, NotAPicture
from webapp.responses.forms import FileTooLarge
from webapp.responses.problems.problem import TO_ACCOUNT, Problem, Table, fixed


def _not_a_picture(error: NotAPicture) -> Problem:
    return Problem(
        status=422,
        title="This file cannot be the logo",
        sentence=str(error),
        advice="Nothing was sent to Profile.",
        action=TO_ACCOUNT,
    )


TABLE: Table = {
    NotAPicture: _not_a_picture,
    FileTooLarge: fixed(
        413,
        "This file is too large",
        f"A logo’s file may have {LARGEST_FILE // 1024**2} MB, and this one has more.",
        "Make it smaller, or save it as JPEG, and choose it again. Nothing was sent to Profile.",
        TO_ACCOUNT,
    ),
    NoSuchDraft: fixed(
        404,
        "This picture is no longer kept",
        "It waits for an hour, and for the session that it was sent in.",
        "Choose the file again.",
        TO_ACCOUNT,
    ),
}
