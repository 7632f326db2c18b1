"""Batches, and files for them, that are not to be had."""

from webapp.aliases import NoSuchFile
from webapp.batches import NoSuchBatch
from webapp.responses.problems.problem import TO_OWN_IDS, TO_TEAM, Table, fixed

TABLE: Table = {
    NoSuchBatch: fixed(
        404,
        "This is not known any more",
        "It was begun in another session or for another account, or is forgotten by now.",
        "Look at the people themselves: what was done stands.",
        TO_TEAM,
    ),
    NoSuchFile: fixed(
        404,
        "This file is not kept any more",
        "The latest three are kept, for an hour, and only for who chose them. Nothing was done.",
        "Choose the file once more.",
        TO_OWN_IDS,
    ),
}
