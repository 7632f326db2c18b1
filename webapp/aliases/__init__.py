"""Own ids: the ids that a customer's other systems have for people; Profile's resource aliases.

Source: Profile API reference, section 4.7.
"""

from webapp.aliases.book import Book
from webapp.aliases.changing import Changing
from webapp.aliases.deeds import Deed, Did
from webapp.aliases.importing import ImportDraft, Importing, ImportWish, Line
from webapp.aliases.keys import LONGEST, KeyRefused, checked
from webapp.aliases.results import End, Match, Result
from webapp.aliases.work import AliasWork

__all__ = [
    "LONGEST",
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
    "Result",
    "checked",
]
