"""Changes to tags that lose nobody's work: merged with what is there now, read again, and undone.

The platform replaces the whole set of a tag's members, offers no version check, and may fail half
way. So a change is a wish that is kept in Redis with what came of it for each person: carried out
once however often it is sent, continued where it stopped, and told honestly.
"""

from webapp.tagging.change import Change
from webapp.tagging.choice import Choice, NoSuchChoice
from webapp.tagging.rows import Row
from webapp.tagging.states import State, Trouble
from webapp.tagging.tagging import CannotUndo, NoSuchChange, Tagging
from webapp.tagging.told import Told, told
from webapp.tagging.undoing import WhyNot, undo_of
from webapp.tagging.wishes import Alteration, Creation, Deletion, Membership, Wish, members_mark

__all__ = [
    "Alteration",
    "CannotUndo",
    "Change",
    "Choice",
    "Creation",
    "Deletion",
    "Membership",
    "NoSuchChange",
    "NoSuchChoice",
    "Row",
    "State",
    "Tagging",
    "Told",
    "Trouble",
    "WhyNot",
    "Wish",
    "members_mark",
    "told",
    "undo_of",
]
