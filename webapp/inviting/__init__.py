"""Inviting people: what was pasted becomes a checked list, and the list becomes messages, each
person's sent once, with what came of it.
"""

from webapp.inviting.checking import Check, Checked, Entry, Mark, checked
from webapp.inviting.draft import Draft
from webapp.inviting.invitee import GivenTag, Invitee
from webapp.inviting.inviting import Inviting, NoSuchInvites
from webapp.inviting.known import Known
from webapp.inviting.told import told
from webapp.people.reach import Reach, Way

__all__ = [
    "Check",
    "Checked",
    "Draft",
    "Entry",
    "GivenTag",
    "Invitee",
    "Inviting",
    "Known",
    "Mark",
    "NoSuchInvites",
    "Reach",
    "Way",
    "checked",
    "told",
]
