"""Lists: the envelope, the shape of what lies in it, and pages."""

from typing import Any

import pytest

from tests.contract.shapes import Alias, Assessment, Base, Profile, Tag
from tests.contract.wire import API, Wire, agreed, shaped

DOCUMENTED = (("/profiles", "profiles", Profile), ("/tags", "tags", Tag))
ASSUMED = (
    ("/resource-aliases", "resourceAliases", Alias),
    ("/assessments", "assessments", Assessment),
)
every_list = pytest.mark.parametrize(("path", "key", "kind"), [*DOCUMENTED, *ASSUMED])


def rows(wire: Wire, path: str, key: str, **query: int) -> list[Any]:
    """One page."""
    is_documented = any(path == known for known, _, _ in DOCUMENTED)
    read = wire.read if is_documented else wire.read_assumed
    return shaped(read(path, key, **query), list[Any], path)


@every_list
def test_everything_in_a_page_has_its_shape(
    wire: Wire, path: str, key: str, kind: type[Base]
) -> None:
    for row in rows(wire, path, key, limit=100, page=1):
        shaped(row, kind, path)


@every_list
def test_no_two_of_a_list_share_an_id(wire: Wire, path: str, key: str, kind: type[Base]) -> None:
    ids = [row["id"] for row in rows(wire, path, key, limit=100, page=1)]
    agreed(len(ids) == len(set(ids)), f"{path}: an id comes twice")


@every_list
def test_pages_begin_at_one_and_follow_on_each_other(
    wire: Wire, path: str, key: str, kind: type[Base]
) -> None:
    whole = rows(wire, path, key, limit=6, page=1)
    parts = [rows(wire, path, key, limit=2, page=page) for page in (1, 2, 3)]

    agreed(all(len(part) <= 2 for part in parts), f"{path}: more came than the limit")
    joined = [row["id"] for part in parts for row in part]
    agreed(joined == [row["id"] for row in whole], f"{path}: the pages are not those of the list")


@every_list
def test_ten_come_where_no_limit_is_given(
    wire: Wire, path: str, key: str, kind: type[Base]
) -> None:
    ten = [row["id"] for row in rows(wire, path, key, limit=10, page=1)]
    agreed(len(ten) <= 10, f"{path}: more came than the limit")
    answer = wire.get(API + path, wire.token)
    wire.assumed(answer.status == 200, f"{path}: limit and page may be left out")
    agreed([row["id"] for row in answer.json()[key]] == ten, f"{path}: the defaults are not 10, 1")


@every_list
def test_beyond_the_end_there_is_nothing(wire: Wire, path: str, key: str, kind: type[Base]) -> None:
    beyond = rows(wire, path, key, limit=100, page=10_000)
    agreed(beyond == [], f"{path}: something came beyond the end")


@every_list
@pytest.mark.parametrize(("name", "value"), [("limit", 0), ("page", 0), ("page", "x")])
def test_a_limit_or_page_that_is_none_is_refused(
    wire: Wire, path: str, key: str, kind: type[Base], name: str, value: object
) -> None:
    rows(wire, path, key, limit=1, page=1)
    answer = wire.get(API + path, wire.token, **{"limit": 1, "page": 1, name: value})
    wire.assumed(answer.status == 400, f"{path}: a {name} that is none is refused")
