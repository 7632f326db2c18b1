"""A question about people in words; pure."""

from webapp.people.dimensions import DIMENSIONS
from webapp.people.query import HIGHEST_FIRST, Asked
from webapp.people.search import quoted

_SORTS = {"core": "Core value", "updated": "last update", "tags": "tags", "email": "e-mail"}


def described(asked: Asked) -> str:
    """ "“ana”, 2 tags, style DI; by Dominance, highest first". Tags are told by their number, since
    their labels would have to be asked for.
    """
    parts = [quoted(asked.q)] if asked.q else []
    if asked.tags:
        parts.append("1 tag" if len(asked.tags) == 1 else f"{len(asked.tags)} tags")
    if asked.style:
        parts.append(f"style {asked.style}")
    return f"{', '.join(parts) or 'Everybody'}; by {_sort(asked)}"


def _sort(asked: Asked) -> str:
    words = _SORTS.get(asked.sort) or DIMENSIONS.get(asked.sort) or asked.sort
    if not asked.descending:
        return words
    is_number = asked.sort in HIGHEST_FIRST
    return f"{words}, {_FIRST.get(asked.sort, 'highest first' if is_number else 'from Z to A')}"


_FIRST = {"updated": "latest first", "status": "the other way round"}
