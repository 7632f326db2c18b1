"""A view that somebody wants to save, as it came by the form; pure."""

from collections.abc import Mapping
from dataclasses import dataclass

from webapp.people.described import described
from webapp.people.query import Asked, parsed
from webapp.saved_views.shelf import MOST_VIEWS, NameTaken, SavedView, ShelfFull
from webapp.saved_views.view_name import NameRefused

LONGEST_QUERY = 2000
"""Characters of a query string that is kept."""


class QueryTooLong(Exception):
    """The question holds more than is kept."""


Refusal = NameRefused | NameTaken | ShelfFull | QueryTooLong


@dataclass(frozen=True, slots=True)
class Draft:
    """`typed` is the name as it came, `replaces` the id of the view that may give way. `place` is
    "map" where the form stood on the map, to which it then leads back.
    """

    typed: str
    asked: Asked
    replaces: str = ""
    place: str = ""
    advice: str = ""
    taken: SavedView | None = None

    @property
    def query(self) -> str:
        """What is kept of the question. Raises QueryTooLong."""
        query = self.asked.as_view
        if len(query) > LONGEST_QUERY:
            raise QueryTooLong
        return query

    @property
    def words(self) -> str:
        """What it asks for."""
        return described(self.asked)


def draft(form: Mapping[str, str]) -> Draft:
    """What was sent."""
    return Draft(
        typed=form.get("name", ""),
        asked=parsed(form.get("query", "")),
        replaces=form.get("replaces", ""),
        place="map" if form.get("place") == "map" else "",
    )


def refusal(error: Refusal, typed: str) -> tuple[str, str, SavedView | None]:
    """What to do about it; what was typed, as far as it can be shown; whose name it is."""
    match error:
        case NameRefused():
            return error.advice, error.typed, None
        case NameTaken():
            advice = "Another view has this name. Type another one, or replace that view."
            return advice, typed, error.view
        case ShelfFull():
            advice = f"There are {MOST_VIEWS} views already. Delete one below, then save this one."
            return advice, typed, None
        case QueryTooLong():
            advice = "This asks for more than a view can keep. Search for fewer words, then save."
            return advice, typed, None
