"""Batches that are not to be had."""

from webapp.batches import NoSuchBatch
from webapp.responses.problems.problem import TO_TEAM, Table, fixed

TABLE: Table = {
    NoSuchBatch: fixed(
        404,
        "This is not known any more",
        "It was begun in another session or for another account, or is forgotten by now.",
        "Look at the people themselves: what was done stands.",
        TO_TEAM,
    ),
}
