"""Revocations of connected apps that are not to be had."""

from webapp.responses.problems.problem import TO_APPS, Table, fixed
from webapp.revoking import NoGrantsApi, NoSuchRevocation

TABLE: Table = {
    NoSuchRevocation: fixed(
        404,
        "This revocation is not known",
        "It was made in another session or for another account, or is forgotten by now.",
        "Look at the list of connected apps: it shows who may act for you now.",
        TO_APPS,
    ),
    NoGrantsApi: fixed(
        409,
        "This dashboard cannot revoke that",
        "Profile offers it no way to, so nothing was sent.",
        "Open your user profile in Profile, then Connected apps, and revoke it there.",
        TO_APPS,
    ),
}
