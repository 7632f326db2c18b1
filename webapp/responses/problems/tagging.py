"""Changes of tags, and choices of people for them, that are not to be had."""

from webapp.responses.problems.problem import TO_TAGS, TO_TEAM, Table, fixed
from webapp.tagging import CannotUndo, NoSuchChange, NoSuchChoice

TABLE: Table = {
    NoSuchChange: fixed(
        404,
        "This change is not known",
        "It was made in another session, or is one of too many and was forgotten.",
        "Look at the tag itself: it shows who has it now.",
        TO_TAGS,
    ),
    NoSuchChoice: fixed(
        404,
        "These people are not chosen any more",
        "The latest ten choices are kept, for an hour, and only for who made them.",
        "Choose the people in the team once more.",
        TO_TEAM,
    ),
    CannotUndo: fixed(
        409,
        "There is nothing to undo",
        "This change did nothing, is still under way, or has been undone already.",
        "Look at the tag itself: it shows who has it now.",
        TO_TAGS,
    ),
}
