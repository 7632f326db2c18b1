"""Errors of the page about services."""

from webapp.responses.offers import ForOwnersOnly
from webapp.responses.problems.problem import TO_ACCOUNT, Table, fixed

TABLE: Table = {
    ForOwnersOnly: fixed(
        403,
        "This page is for owners of the account",
        "It is about the services that jobs of this dashboard use, and not about your team.",
        "Ask an owner of the account, whom Profile names among its users.",
        TO_ACCOUNT,
    ),
}
