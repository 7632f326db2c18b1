"""The Focus chart: whatever domains and facets arrive, in their order."""

from hypothesis import given
from hypothesis import strategies as st

from webapp.api.focus import Domain, Facet
from webapp.pages.profile.focus_chart import focus_groups
from webapp.pages.profile.team_range import TeamRange

NOBODY = TeamRange({})
LEVELS = st.sampled_from((None, "veryLow", "low", "baseline", "high", "veryHigh", "sky-high"))
SCORES = st.none() | st.floats(min_value=-1000, max_value=1000)
KEYS = st.text("abcXYZ", min_size=1, max_size=6)
FACETS = st.lists(st.builds(Facet, key=KEYS, score=SCORES, level=LEVELS), max_size=8).map(tuple)
DOMAINS = st.lists(st.builds(Domain, key=KEYS, score=SCORES, level=LEVELS, facets=FACETS))


@given(DOMAINS)
def test_every_facet_is_shown_once_in_the_order_sent(domains: list[Domain]) -> None:
    groups = focus_groups(domains, NOBODY)
    assert [len(group.facets) for group in groups] == [len(domain.facets) for domain in domains]
    for group in groups:
        for line in (group.line, *group.facets):
            assert line.length is None or 0 <= float(line.length) <= 100
            assert (line.length is None) == (line.text == "—")


@given(DOMAINS)
def test_extremes_are_exactly_the_very_low_and_the_very_high(domains: list[Domain]) -> None:
    for domain, group in zip(domains, focus_groups(domains, NOBODY), strict=True):
        extreme = [facet for facet in domain.facets if facet.level in ("veryLow", "veryHigh")]
        assert sum(len(names.split(", ")) for _, names in group.extremes) == len(extreme)
        assert len([line for line in group.facets if line.extreme]) == len(extreme)


def test_keys_and_levels_become_words() -> None:
    facets = (
        Facet(key="selfBelief", score=93, level="veryHigh"),
        Facet(key="goalOriented", score=87.5, level="veryHigh"),
        Facet(key="prudence", score=6, level="veryLow"),
        Facet(key="somethingNew", score=None, level="skyHigh"),
    )
    domain = Domain(key="organization", score=63, level="high", facets=facets)
    (group,) = focus_groups([domain], NOBODY)
    assert (group.line.name, group.line.text, group.line.level) == ("Organization", "63", "High")
    assert group.extremes == (("Very high", "Self belief, Goal oriented"), ("Very low", "Prudence"))
    assert [line.extreme for line in group.facets] == ["high", "high", "low", None]
    assert (group.facets[3].name, group.facets[3].level) == ("Something new", "Sky high")


def test_a_domain_without_facets_scores_or_level_is_still_named() -> None:
    (group,) = focus_groups([Domain(key="stability")], NOBODY)
    assert (group.line.name, group.line.text, group.line.level) == ("Stability", "—", None)
    assert (group.facets, group.extremes) == ((), ())
