"""Where somebody is on the page, as its address says it."""

from urllib.parse import parse_qs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from webapp.pages.tag_members.place import Place, place_of
from webapp.people.query import SORT_KEYS, Asked

PLACES = st.builds(
    Place,
    asked=st.builds(
        Asked,
        q=st.text("aé &=?%+", max_size=5).map(lambda text: " ".join(text.split())),
        style=st.sampled_from([None, "DI", "S"]),
        sort=st.sampled_from(SORT_KEYS),
        descending=st.booleans(),
        page=st.integers(1, 9),
        size=st.integers(1, 200),
    ),
    find=st.text("bø &=?%+#", max_size=5).map(lambda text: " ".join(text.split())),
)


def of(query: str) -> Place:
    return place_of(parse_qs(query.removeprefix("?"), keep_blank_values=True))


@given(PLACES)
def test_the_query_string_leads_to_the_same_place(place: Place) -> None:
    assert of(place.query) == place


@given(PLACES)
def test_the_fields_of_a_form_ask_the_same_of_the_members(place: Place) -> None:
    args: dict[str, list[str]] = {}
    for name, value in place.fields:
        args.setdefault(name, []).append(value)

    assert place_of(args).asked == place.asked


@pytest.mark.parametrize(
    ("query", "kept"),
    [
        ("", ""),
        ("?tag=t1&tag=t2", ""),
        ("?all=1&view=abc", ""),
        ("?find=bo&q=ana", "?q=ana&find=bo"),
        ("?find=+%E2%80%AEx%00+y", "?find=x+y"),
        ("?find=a&find=b", "?find=a"),
        ("?sort=nonsense", ""),
    ],
)
def test_what_this_page_does_not_ask_for_is_left_out(query: str, kept: str) -> None:
    assert of(query).query == kept


def test_what_was_ignored_is_told() -> None:
    assert of("?sort=x").notes == ("“x” is not a column here; sorted by name.",)
