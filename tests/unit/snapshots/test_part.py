"""People written down and read again are the same people."""

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.support.invented_teams import EVERYBODY, people
from webapp.api.focus import FocusSent
from webapp.api.profiles import Profile
from webapp.people.crowd_frame import frame_of
from webapp.snapshots.part import GONE, columns_of, focus_from, focus_of, frame_from

DOMAIN = b'{"score":%d,"level":"high","facets":{}}'
KEYS = ("flexibility", "stability", 'a "domain" of Zoë\'s')


def having(*keys: str) -> FocusSent:
    return FocusSent({key: msgspec.Raw(DOMAIN % len(key)) for key in keys})


def with_focus(focus: FocusSent | None) -> Profile:
    return msgspec.structs.replace(EVERYBODY[2], focus=focus)


@given(st.lists(st.none() | st.permutations(KEYS).map(lambda keys: having(*keys)), max_size=6))
def test_everybody_has_their_own_domains_in_the_order_sent(sent: list[FocusSent | None]) -> None:
    read = focus_from(focus_of([with_focus(focus) for focus in sent]))

    for place, focus in enumerate(sent):
        domains = read.at(place)
        assert list(domains) == ([] if focus is None else list(focus.sent))
        assert FocusSent(domains).as_sent() == (b"" if focus is None else focus.as_sent())


@given(people())
def test_the_columns_are_as_they_were(team: list[Profile]) -> None:
    read = frame_from(columns_of(team, gone=["somebody"]))

    assert read[GONE].to_list() == [False] * len(team) + [True]
    assert read.drop(GONE)[:-1].equals(frame_of(team))
    assert read["id"].to_list()[-1] == "somebody"


@pytest.mark.parametrize("written", [b"", b"anything", columns_of([])[:-9]])
def test_what_is_no_part_is_said_to_be_none(written: bytes) -> None:
    with pytest.raises(ValueError, match="Not a part"):
        frame_from(written)
