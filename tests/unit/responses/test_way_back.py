"""Where one comes back to when names are hidden."""

import pytest

from webapp.responses.way_back import without_words


@pytest.mark.parametrize(
    ("address", "way_back"),
    [
        ("/team", "/team"),
        ("/team?q=Maren+Okafor", "/team"),
        ("/team?q=a&tag=t1&tag=t2&sort=-d&page=3&size=25", "/team?tag=t1&tag=t2&sort=-d&size=25"),
        ("/team/map?style=SC&q=%C3%A9", "/team/map?style=SC"),
        ("/team/compare?id=1&id=2", "/team/compare?id=1&id=2"),
        ("/team?q=a&q=b", "/team"),
        ("/tags/t1?find=Maren&sort=-d", "/tags/t1?sort=-d"),
    ],
)
def test_what_was_searched_for_is_left_out_and_all_else_stays(address: str, way_back: str) -> None:
    assert without_words(address) == way_back
