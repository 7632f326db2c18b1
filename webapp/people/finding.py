"""Finds those who fit a question, in the order asked for: one way for a list of people, and one for
a crowd, which answer alike; pure.
"""

from collections import Counter, OrderedDict
from collections.abc import Sequence
from contextlib import suppress
from typing import Protocol

import polars as pl

from webapp.api.profiles import Completion, Profile
from webapp.api.tags import Tag
from webapp.people.crowd import Chosen, Crowd
from webapp.people.crowd_columns import STANDING, keys_of, words_of
from webapp.people.filtering import fitting
from webapp.people.ordering import TagsOf, ordered
from webapp.people.query import Asked
from webapp.people.search import fold, tokens

KEPT_ORDERS = 12
"""Sorted rows that are kept of a crowd; each takes four bytes a person."""
BYTES_FOUND = 8
"""At most, that a person takes among those who were found."""
BYTES_KNOWN = 115
"""That a person takes with what is worked out of all, so that they are found."""


class Finder(Protocol):
    """Knows everybody and their tags."""

    @property
    def styles(self) -> Sequence[str]:
        """The DISC styles that occur, in order."""
        ...

    @property
    def standings(self) -> Counter[Completion]:
        """How many have all results, some or none."""
        ...

    def find(self, asked: Asked) -> Sequence[Profile]:
        """Those who fit, in the order asked for."""
        ...


def finder(everyone: Sequence[Profile], tags: Sequence[Tag], tags_of: TagsOf) -> Finder:
    """`tags` by label; `tags_of` is the same by profile id."""
    if isinstance(everyone, Crowd):
        return _OfCrowd(everyone, tags)
    return _OfList(everyone, tags_of)


class _OfList:
    def __init__(self, everyone: Sequence[Profile], tags_of: TagsOf) -> None:
        self._everyone, self._tags_of = everyone, tags_of
        self.styles = sorted({p.disc.style for p in everyone if p.disc and p.disc.style})
        self.standings = Counter(profile.completion for profile in everyone)

    def find(self, asked: Asked) -> Sequence[Profile]:
        found = fitting(self._everyone, self._tags_of, asked)
        return tuple(ordered(found, self._tags_of, asked.sort, asked.descending))


class _OfCrowd:
    def __init__(self, crowd: Crowd, tags: Sequence[Tag]) -> None:
        self._crowd, self._tags = crowd, tags
        self._keys = keys = keys_of(crowd.frame)
        self.styles = keys["style"].drop_nulls().unique().sort().to_list()
        places = zip(*(keys["status"].value_counts().get_columns()), strict=True)
        self.standings = Counter({STANDING[at]: count for at, count in places})
        self._orders: OrderedDict[tuple[str, bool], pl.Series] = OrderedDict()

    def find(self, asked: Asked) -> Sequence[Profile]:
        rows = self._order(asked.sort, asked.descending)
        if asked.narrowed:
            rows = rows.filter(self._fits(asked).gather(rows))
        return Chosen(self._crowd, rows)

    def _order(self, sort: str, descending: bool) -> pl.Series:
        """All rows in this order; the orders that were asked for last are kept."""
        asked = (sort, descending)
        order = self._orders.pop(asked, None)
        self._orders[asked] = order = self._sorted(*asked) if order is None else order
        while len(self._orders) > KEPT_ORDERS:
            with suppress(KeyError):  # another thread was quicker
                self._orders.popitem(last=False)
        return order

    def _fits(self, asked: Asked) -> pl.Series:
        """Row by row whether they have every tag, the style, and each word somewhere."""
        rows = pl.int_range(len(self._crowd), dtype=pl.UInt32, eager=True)
        if asked.style:
            rows = rows.filter((self._keys["style"] == asked.style).fill_null(False))
        by_id = {tag.id: tag for tag in self._tags}
        for tag_id in asked.tags:
            rows = rows.filter(self._carry(rows, [by_id[tag_id]] if tag_id in by_id else []))
        for word in sorted(tokens(asked.q), key=len, reverse=True):  # long ones leave few
            rows = self._saying(rows, word)
        return pl.repeat(False, len(self._crowd), eager=True).scatter(rows, True)

    def _saying(self, rows: pl.Series, word: str) -> pl.Series:
        """Those of these rows that have the word in name or e-mail, or the label of a tag."""
        found = _of(self._keys["text"], rows).str.contains(word, literal=True)
        labelled = [tag for tag in self._tags if word in fold(tag.label)]
        return rows.filter(found | self._carry(rows, labelled) if labelled else found)

    def _carry(self, rows: pl.Series, tags: Sequence[Tag]) -> pl.Series:
        """Whether each of these rows has one of these tags."""
        ids = pl.Series(list({known for tag in tags for known in tag.profiles}), dtype=pl.String)
        return _of(self._crowd.frame["id"], rows).is_in(ids.implode())

    def _sorted(self, sort: str, descending: bool) -> pl.Series:
        if sort in self._keys.columns:
            key = self._keys[sort]
        else:
            key = self._labels() if sort == "tags" else words_of(self._crowd.frame, sort)
        by = pl.DataFrame({"key": key, "rank": self._keys["rank"]}).with_row_index("row")
        return by.sort("key", "rank", descending=[descending, False], nulls_last=[True, True])[
            "row"
        ]

    def _labels(self) -> pl.Series:
        """Row by row the places of somebody's tags among all labels, so written that they sort as
        the labels do, one after another; null for whoever has none.
        """
        places: dict[str, int] = {}
        carried: dict[str, str] = {}
        for tag in self._tags:
            place = places.setdefault(fold(tag.label), len(places))
            for known in dict.fromkeys(tag.profiles):
                carried[known] = f"{carried.get(known, '')}{place:08x}"
        return pl.Series([carried.get(known) for known in self._crowd.frame["id"]], dtype=pl.String)


def _of(column: pl.Series, rows: pl.Series) -> pl.Series:
    """What stands in these rows; the column itself where they are all."""
    return column if len(rows) == len(column) else column.gather(rows)
