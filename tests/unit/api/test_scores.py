"""Scores: open strings, the order of arrival, and whatever is absent."""

import pytest

from tests.unit.api.host import ScriptedHost, answer, stored
from webapp.api import PlatformApi, UnexpectedAnswer
from webapp.api.focus import Domain, Facet
from webapp.api.profiles import Profile
from webapp.api.scores import Disc

ID = "66d2a7f0c4b1e8003f5a9b02"
KEEN: dict[str, object] = {"facets": {"b": {}, "a": {}}}


@pytest.fixture
def odd(platform: PlatformApi, host: ScriptedHost) -> Profile:
    """A person whose results hold what no page documents."""
    host.script = [stored("profile_unknown_parts")]
    return platform.profiles.one(ID)


def test_scores_of_any_range_are_kept_as_sent(odd: Profile) -> None:
    assert odd.disc == Disc("DISC", -3.5, 140, 50.5, 50.25)
    assert odd.disc is not None
    assert odd.disc.dimensions == (("d", -3.5), ("i", 140), ("s", 50.5), ("c", 50.25))


def test_unknown_domains_and_facets_keep_their_order(odd: Profile) -> None:
    wonder, delight = Facet("wonder", 99, "veryVeryHigh"), Facet("delight", None, "high")
    assert tuple(odd.focus or ()) == (
        Domain("zest", 101.5, "offTheChart", (wonder, delight)),
        Domain("flexibility", 54, "baseline"),
        Domain("gravity"),
    )


def test_core_goes_by_rank_and_then_by_arrival(odd: Profile) -> None:
    assert odd.core == ("curiosity", "wealth", "playfulness", "tradition")


def test_focus_of_a_list_is_read_when_looked_at(platform: PlatformApi, host: ScriptedHost) -> None:
    focus: dict[str, object] = {"calm": {"score": 1}, "gone": None, "keen": KEEN}
    host.script = [answer({"profiles": [{"id": ID, "focus": focus}]})]
    domains = platform.profiles.every()[0].focus
    assert domains is not None
    assert len(domains) == 2
    assert domains[0] == Domain("calm", 1)
    assert list(domains[1:]) == [Domain("keen", facets=(Facet("b"), Facet("a")))]
    assert domains[0] is domains[0]


@pytest.mark.parametrize("style", ["", "  "])
def test_a_blank_style_is_no_style(style: str, platform: PlatformApi, host: ScriptedHost) -> None:
    host.script = [answer({"profile": {"id": ID, "disc": {"style": style, "d": 7}}})]
    assert platform.profiles.one(ID).disc == Disc(None, 7)


@pytest.mark.parametrize("score", ["81.2", "nan", True, [81.2]])
def test_a_score_that_is_no_number_is_an_unexpected_answer(
    score: object, platform: PlatformApi, host: ScriptedHost
) -> None:
    host.script = [answer({"profile": {"id": ID, "disc": {"d": score}}})]
    with pytest.raises(UnexpectedAnswer, match="disc"):
        platform.profiles.one(ID)
