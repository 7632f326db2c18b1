"""The Focus levels, against a plain count."""

from collections import Counter

import pytest
from hypothesis import given, settings

from tests.unit.pages.team_map.crowds import CROWDS
from webapp.api.focus import Domain, Facet
from webapp.api.profiles import Profile
from webapp.pages.team_map.focus_levels import focus_levels
from webapp.people.focus_reading import read_focus
from webapp.responses.filters import words

KNOWN = ["Very low", "Low", "Baseline", "High", "Very high"]


def _person(number: int, level: str | None, *facets: Facet, score: float | None = 50) -> Profile:
    return Profile(id=str(number), focus=(Domain("curiosity", score, level, facets),))


@settings(max_examples=60, deadline=None)
@given(CROWDS)
def test_everybody_of_a_domain_stands_at_one_level(people: tuple[Profile, ...]) -> None:
    figures = focus_levels(read_focus(people))
    sent = [domain for profile in people for domain in profile.focus or ()]

    assert [figure.domain for figure in figures] == list(dict.fromkeys(d.key for d in sent))
    for figure in figures:
        levels = Counter(domain.level for domain in sent if domain.key == figure.domain)
        assert figure.count == sum(levels.values())
        if figure.count < 3:
            assert (figure.segments, figure.facets, figure.row.strip) == ((), (), None)
            continue
        named = {words(level) if level else "No level given": n for level, n in levels.items()}
        counted = {each.label: len(each.members) for each in figure.segments if each.members}
        assert counted == named
        assert [each.label for each in figure.segments][:5] == KNOWN


@settings(max_examples=60, deadline=None)
@given(CROWDS)
def test_the_segments_fill_the_bar_without_a_gap(people: tuple[Profile, ...]) -> None:
    for figure in focus_levels(read_focus(people)):
        end = 0.0
        for segment in figure.segments:
            assert segment.start == pytest.approx(end, abs=0.05)
            assert segment.share == pytest.approx(
                100 * len(segment.members) / figure.count, abs=0.006
            )
            end = segment.start + segment.share
        assert not figure.segments or end == pytest.approx(100, abs=0.05)


@settings(max_examples=30, deadline=None)
@given(CROWDS)
def test_scores_and_facets_are_those_of_a_plain_count(people: tuple[Profile, ...]) -> None:
    held = [domain for profile in people for domain in profile.focus or ()]
    for figure in focus_levels(read_focus(people)):
        mine = [domain for domain in held if domain.key == figure.domain]
        scores = [domain.score for domain in mine if domain.score is not None]
        assert (figure.row.measure.spread is None) == (len(scores) < 3)
        if figure.row.measure.spread:
            assert figure.row.measure.spread.mean == pytest.approx(sum(scores) / len(scores))
        for facet in figure.facets:
            facets = [
                f.score for domain in mine for f in domain.facets if words(f.key) == facet.name
            ]
            known = [score for score in facets if score is not None]
            assert (facet.measure.spread is None) == (len(known) < 3)
            if facet.measure.spread:
                assert facet.measure.spread.n == len(known)
                assert facet.measure.spread.mean == pytest.approx(sum(known) / len(known))


def test_an_unknown_level_has_a_segment_of_its_own_in_words() -> None:
    levels = ("soaring", None, "high", "soaring")
    (figure,) = focus_levels(read_focus([_person(n, level) for n, level in enumerate(levels)]))

    assert [(each.label, each.look, len(each.members)) for each in figure.segments[3:]] == [
        ("High", "high", 1),
        ("Very high", "veryHigh", 0),
        ("Soaring", "other", 2),
        ("No level given", "other", 1),
    ]
    assert figure.description == "Of 4 people: 1 High, 2 Soaring, 1 No level given."


def test_a_domain_of_three_people_of_whom_two_have_a_score_says_levels_only() -> None:
    people = [_person(n, "high", score=None if n else 50) for n in range(3)]
    (figure,) = focus_levels(read_focus(people))

    assert figure.segments
    assert figure.row.strip is None


def test_facets_stand_in_the_order_in_which_they_first_came() -> None:
    first, second = Facet("selfBelief", 10), Facet("trust", 20)
    people = [_person(0, "low", first), _person(1, "low", second, first), _person(2, "low", first)]
    (figure,) = focus_levels(read_focus(people))

    assert [row.name for row in figure.facets] == ["Self belief", "Trust"]
    assert [row.strip is None for row in figure.facets] == [False, True]
