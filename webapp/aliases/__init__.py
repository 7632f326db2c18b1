"""Own ids: the ids that a customer's other systems have for people; Profile's resource aliases.

Source: Profile API reference, section 4.7.
"""

from webapp.aliases.book import Book
from webapp.aliases.changing import Changing
from webapp.aliases.deeds import Deed, Did
from webapp.aliases.importing import ImportDraft, Importing, ImportWish, Line, NoSuchFile
from webapp.aliases.keys import LONGEST, KeyRefused, checked
from webapp.aliases.results import NOTHING, End, Match, Result
from webapp.aliases.work import AliasWork

__all__ = [
    "LONGEST",
    "NOTHING",
    "AliasWork",
    "Book",
    "Changing",
    "Deed",
    "Did",
    "End",
    "ImportDraft",
    "ImportWish",
    "Importing",
    "KeyRefused",
    "Line",
    "Match",
    "NoSuchFile",
    "Result",
    "checked",
]
