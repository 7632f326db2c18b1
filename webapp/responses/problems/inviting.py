"""Drafts of invites that are not to be had."""

from webapp.inviting import NoSuchInvites
from webapp.responses.problems.problem import TO_TEAM, Table, fixed

TABLE: Table = {
    NoSuchInvites: fixed(
        404,
        "These invites are not kept any more",
        "The latest five drafts are kept, for an hour, and only for who typed them.",
        "Nothing was sent. Type them once more.",
        TO_TEAM,
    ),
}
