"""What is worked out of a crowd's columns, so that it is found and sorted as a list is; pure."""

import polars as pl

from webapp.api.profiles import Completion
from webapp.people.search import fold

STANDING = tuple(Completion)
_KNOWN = pl.coalesce("first_name", "last_name", "email", "phone").is_not_null()
_NAME = (
    pl.when(pl.coalesce("first_name", "last_name").is_not_null())
    .then(pl.concat_str("first_name", "last_name", separator=" ", ignore_nulls=True))
    .otherwise(pl.coalesce("email", "phone", pl.lit("No name")))
)
"""As `Profile.name`."""
_HAS_DISC = pl.any_horizontal(pl.col("style", "d", "i", "s", "c").is_not_null())
_RESULTS = pl.sum_horizontal(_HAS_DISC, pl.col("has_focus"), pl.col("core").is_not_null())
STATUS = (
    pl.when(_RESULTS == 3)
    .then(STANDING.index(Completion.COMPLETE))
    .when(_RESULTS == 0)
    .then(STANDING.index(Completion.PENDING))
    .otherwise(STANDING.index(Completion.PARTIAL))
)
"""As `Profile.completion`, as its place among all."""


def keys_of(frame: pl.DataFrame) -> pl.DataFrame:
    """Row by row what people are found and sorted by: the columns of DISC and the last update as
    they are, `status`, `rank` (who comes first by name), `name` (null where none is known; the same
    names the same number), and `text`, in which words are looked for.
    """
    told = frame.select(
        "id", "style", "d", "i", "s", "c",
        pl.col("updated_at").alias("updated"), STATUS.alias("status"),
        _NAME.alias("name"), _KNOWN.alias("is_known"),
    )  # fmt: skip
    name, email = _folded(told["name"]), _folded(frame["email"])
    by_name = told.select("id", "name", name.alias("folded")).with_row_index("row")
    in_order = by_name.sort("folded", "name", "id")["row"]
    ranks = pl.DataFrame({"row": in_order}).with_row_index("rank").sort("row")["rank"]
    places = name.rank("dense")
    return told.select(
        "style", "d", "i", "s", "c", "status", "updated",
        ranks,
        pl.when("is_known").then(places).alias("name"),
        pl.concat_str(name, email, separator="\n", ignore_nulls=True).alias("text"),
    )  # fmt: skip


def words_of(frame: pl.DataFrame, sort: str) -> pl.Series:
    """What people are sorted by where that is `email` or `core`."""
    return _folded(frame["email"] if sort == "email" else frame["core"].list.first())


def _folded(texts: pl.Series) -> pl.Series:
    """As `fold` does it: at once where letters are plain, one by one where they are not."""
    plain = texts.str.to_lowercase()
    others = (texts.str.len_bytes() != texts.str.len_chars()).arg_true()
    if others.is_empty():
        return plain
    return plain.scatter(others, [fold(text) for text in texts.gather(others)])
