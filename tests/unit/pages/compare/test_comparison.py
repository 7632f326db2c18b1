"""People together: equal to a plain count, each thing in one place, whatever their order."""

from collections.abc import Mapping
from decimal import Decimal
from itertools import chain
from typing import Any

import msgspec
from hypothesis import given
from hypothesis import strategies as st

from tests.support.invented_teams import people
from webapp.api.focus import Domain, Facet, FocusSent
from webapp.api.profiles import Profile
from webapp.api.scores import Disc
from webapp.api.tags import Tag
from webapp.pages.compare.comparison import Comparison, Side, comparison
from webapp.pages.compare.differences import APART, Scale
from webapp.pages.compare.scales import persons

_SCORES = st.none() | st.integers(0, 100)
_LEVELS = st.sampled_from((None, "veryLow", "baseline", "veryHigh", "soaring"))
_KEYS = st.sampled_from(("trust", "selfBelief", "wonder", "x2Factor"))
_FACETS = st.lists(
    st.builds(Facet, key=_KEYS, score=_SCORES, level=_LEVELS),
    max_size=4,
    unique_by=lambda facet: facet.key,
).map(tuple)
_FOCUS = st.lists(
    st.builds(Domain, key=_KEYS, score=_SCORES, level=_LEVELS, facets=_FACETS),
    max_size=3,
    unique_by=lambda domain: domain.key,
).map(tuple)


@st.composite
def several(draw: st.DrawFn) -> list[Profile]:
    """Up to five people with Focus of every kind; two at least."""
    team = draw(people(max_size=5).filter(lambda team: len(team) > 1))
    return [msgspec.structs.replace(each, focus=draw(st.none() | _FOCUS)) for each in team]


def compared(team: list[Profile], tags: list[Tag] | None = None) -> Comparison:
    return comparison(persons(team), tags)


def scales(side: Side) -> list[Scale]:
    return [*side.dimensions, *side.domains, *side.facets]


def scores_sent(team: list[Profile]) -> dict[tuple[str, str | None], dict[int, float | None]]:
    """What of whom, plainly: keyed as sent."""
    sent: dict[tuple[str, str | None], dict[int, float | None]] = {}
    for place, profile in enumerate(team):
        for letter, value in profile.disc.dimensions if profile.disc else ():
            sent.setdefault((letter, None), {})[place] = value
        for domain in profile.focus or ():
            sent.setdefault((domain.key, None), {})[place] = domain.score
            for facet in domain.facets:
                sent.setdefault((facet.key, domain.key), {})[place] = facet.score
    return sent


@given(several())
def test_every_score_sent_is_shown_once_under_the_heading_it_belongs_to(
    team: list[Profile],
) -> None:
    shown = compared(team)
    expected: dict[str, list[list[float]]] = {"differences": [], "shared": [], "single": []}
    for values in scores_sent(team).values():
        known = sorted(value for value in values.values() if value is not None)
        exact = [Decimal(repr(value)) for value in known]
        gap = exact[-1] - exact[0] if len(exact) > 1 else None
        where = "single" if gap is None else "differences" if gap >= APART else "shared"
        expected[where].append(known)
    found = {
        "differences": scales(shown.differences),
        "shared": scales(shown.shared),
        "single": shown.single,
    }
    for where, listed in found.items():
        each = sorted(sorted(value for value, _ in scale.known) for scale in listed)
        assert each == sorted(expected[where])


def unordered(shown: Comparison) -> Mapping[str, Any]:
    """All that is said, without who stands in which column."""

    def plain(scale: Scale) -> Any:
        return scale.name, scale.within, scale.points, sorted(value for value, _ in scale.known)

    return {
        "differences": [plain(scale) for scale in scales(shown.differences)],
        "shared": [plain(scale) for scale in scales(shown.shared)],
        "single": [plain(scale) for scale in shown.single],
        "of one": [value.name for value in shown.differences.values],
        "of several": [value.name for value in shown.shared.values],
        "styles": (bool(shown.differences.styles), bool(shown.shared.styles)),
        "tags": [common.tag.id for common in shown.tags or ()],
        "absent": [(part, len(who)) for part, who in shown.absent],
    }


@given(several(), st.randoms())
def test_the_order_of_people_changes_nothing_but_the_columns(
    team: list[Profile], chance: Any
) -> None:
    tags = [Tag(id=str(n), label="x", profiles=tuple(p.id for p in team[n:])) for n in range(4)]
    shuffled = [*team]
    chance.shuffle(shuffled)
    assert unordered(compared(team, tags)) == unordered(compared(shuffled, tags))


@given(several())
def test_a_core_value_is_shared_or_of_one_and_never_both(team: list[Profile]) -> None:
    shown = compared(team)
    held = list(chain.from_iterable(profile.core or () for profile in team))
    takers = [profile for profile in team if profile.core]
    if len(takers) < 2:
        assert (shown.differences.values, shown.shared.values) == ((), ())
        return
    of_one = {value.name.lower() for value in shown.differences.values}
    of_several = {value.name.lower() for value in shown.shared.values}
    assert of_one == {key for key in held if held.count(key) == 1}
    assert of_several == {key for key in held if held.count(key) > 1}


def test_a_core_value_is_shown_with_each_ones_place() -> None:
    ana = Profile(id="1", core=("freedom", "wisdom", "wealth"))
    bo = Profile(id="2", core=("wisdom", "familyHappiness"))
    shown = compared([ana, bo])
    assert [(v.name, v.texts) for v in shown.shared.values] == [("Wisdom", ("2nd", "1st"))]
    assert [(v.name, v.texts) for v in shown.differences.values] == [
        ("Freedom", ("1st", "—")),
        ("Family happiness", ("—", "2nd")),
        ("Wealth", ("3rd", "—")),
    ]


def test_styles_are_shared_only_where_all_who_have_one_have_the_same() -> None:
    def styled(*styles: str | None) -> Comparison:
        discs = [Disc(style=style, d=1) for style in styles]
        return compared([Profile(id=str(n), disc=disc) for n, disc in enumerate(discs)])

    assert styled("DI", "DI", None).shared.styles == ("DI", "DI", None)
    assert styled("DI", "ID").differences.styles == ("DI", "ID")
    assert styled("DI", None).shared.styles is None
    assert styled("DI", None).differences.styles is None


def test_tags_in_common_are_those_of_two_or_more() -> None:
    team = [Profile(id=each) for each in "123"]
    tags = [
        Tag(id="a", label="Zeta", profiles=("1", "2", "3")),
        Tag(id="b", label="beta", profiles=("3", "1", "9")),
        Tag(id="c", label="Alone", profiles=("2", "9")),
    ]
    shown = compared(team, tags).tags or ()
    assert [(c.tag.id, [p.mark for p in c.holders]) for c in shown] == [
        ("a", ["A", "B", "C"]),
        ("b", ["A", "C"]),
    ]
    assert compared(team).tags is None


def test_who_has_not_taken_what_is_told_for_each_part() -> None:
    team = [Profile(id="1", disc=Disc(style="D", d=1)), Profile(id="2", core=("wisdom",))]
    absent = [(part, [p.mark for p in who]) for part, who in compared(team).absent]
    assert absent == [("DISC", ["B"]), ("Focus", ["A", "B"]), ("Core values", ["A"])]


def test_focus_that_cannot_be_read_is_told_and_the_rest_compared() -> None:
    good = FocusSent({"stability": msgspec.Raw(b'{"score": 40}')})
    bad = FocusSent({"stability": msgspec.Raw(b'{"score": "forty"}')})
    other = FocusSent({"stability": msgspec.Raw(b'{"score": 70}')})
    team = [Profile(id=str(n), focus=focus) for n, focus in enumerate((good, bad, other))]
    shown = compared(team)
    assert [person.mark for person in shown.misread] == ["B"]
    assert [scale.points for scale in shown.differences.domains] == ["30"]
    assert dict(shown.absent).keys() == {"DISC", "Core values"}


def test_a_facet_is_kept_apart_from_its_namesake_in_another_domain() -> None:
    def focus(one: int, other: int) -> tuple[Domain, ...]:
        trust = [(Facet("trust", score),) for score in (one, other)]
        return Domain("a", facets=trust[0]), Domain("b", facets=trust[1])

    team = [Profile(id="1", focus=focus(10, 50)), Profile(id="2", focus=focus(90, 51))]
    shown = compared(team)
    assert [(f.name, f.within, f.points) for f in shown.differences.facets] == [
        ("Trust", "A", "80")
    ]
    assert [(f.name, f.within, f.points) for f in shown.shared.facets] == [("Trust", "B", "1")]
