"""How to talk with somebody: every line has a reason, and every reason is true of the scores."""

import math
import re

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from webapp.api.focus import Domain, Facet, FocusSent
from webapp.api.profiles import Profile
from webapp.api.scores import Disc
from webapp.pages.profile.talking import NAMED_FACETS, talking
from webapp.pages.profile.talking_rules import HIGH, LOW, RULES
from webapp.people.dimensions import DIMENSIONS

SCORES = st.none() | st.floats(min_value=-1000, max_value=1000) | st.just(math.nan)
DISCS = st.builds(
    Disc, style=st.sampled_from((None, "D", "XQ")), d=SCORES, i=SCORES, s=SCORES, c=SCORES
)
LEVELS = st.sampled_from((None, "veryLow", "low", "baseline", "high", "veryHigh", "soaring"))
FACET = st.builds(
    Facet, key=st.text("abcXY", min_size=1), score=st.none() | st.floats(0, 100), level=LEVELS
)
FOCUS = st.builds(Domain, key=st.just("x"), facets=st.lists(FACET, max_size=9).map(tuple))
CORE = st.none() | st.lists(st.sampled_from(("freedom", "x2Factor"))).map(tuple)
PEOPLE = st.builds(
    Profile,
    id=st.just("me"),
    disc=st.none() | DISCS,
    core=CORE,
    focus=st.none() | st.lists(FOCUS, max_size=3).map(tuple),
)
DISC_REASON = re.compile(r"(\w+) (-?[\d.]+) is (60 or more|40 or less)\.")


def disc_scores(person: Profile) -> dict[str, float | None]:
    scores = dict(person.disc.dimensions) if person.disc else {}
    return {DIMENSIONS[letter]: value for letter, value in scores.items()}


@given(PEOPLE)
def test_every_reason_is_true_of_the_scores(person: Profile) -> None:
    for line in talking(person).lines:
        if found := DISC_REASON.fullmatch(line.reason):
            value = disc_scores(person)[found[1]]
            assert value is not None
            assert float(found[2]) == pytest.approx(value, abs=0.051)
            assert value >= 60 if found[3] == "60 or more" else value <= 40
        elif "Core values" in line.reason:
            assert person.core
        else:
            level = "veryHigh" if "“Very high”" in line.reason else "veryLow"
            facets = [f for d in person.focus or () for f in d.facets if f.level == level]
            assert line.reason.count(",") == len(facets) - 1 >= 0
            assert all(
                facet.key[1:].lower() in line.reason.lower().replace(" ", "") for facet in facets
            )


@given(PEOPLE)
def test_every_score_beyond_a_bound_gives_its_line_and_no_other_does(person: Profile) -> None:
    found = talking(person)
    given_for = {match[1] for line in found.lines if (match := DISC_REASON.match(line.reason))}
    expected = {
        name
        for name, value in disc_scores(person).items()
        if value is not None and (value >= 60 or value <= 40)
    }
    assert given_for == expected
    assert (found.note is None) == bool(expected)
    assert len(found.lines) <= 8
    assert not re.search(r"\bnan\b", str(found.lines))


def test_the_rules_cover_each_dimension_on_both_sides_and_differ() -> None:
    assert {(rule.letter, rule.high) for rule in RULES} == {
        (letter, high) for letter in "disc" for high in (True, False)
    }
    assert len({rule.do for rule in RULES}) == len({rule.avoid for rule in RULES}) == len(RULES)
    assert (HIGH, LOW) == (60, 40)


@pytest.mark.parametrize(
    ("value", "lines"), [(59.99, 0), (60.0, 1), (40.01, 0), (40.0, 1), (-5.0, 1), (150.0, 1)]
)
def test_a_bound_belongs_to_its_rule(value: float, lines: int) -> None:
    assert len(talking(Profile(id="me", disc=Disc(d=value))).lines) == lines


def test_what_moves_them_comes_first_and_what_stands_out_last() -> None:
    facets = tuple(Facet(key=f"facet{n}", score=90 + n, level="veryHigh") for n in range(6))
    low = Facet(key="somethingNew", score=6, level="veryLow")
    focus = (Domain(key="curiosity", facets=(*facets, low)),)
    person = Profile(id="me", first_name="Ana", core=("x2Factor",), disc=Disc(d=81.2), focus=focus)

    found = talking(person)

    assert found.name == "Ana"
    assert [line.reason.partition(":")[0] for line in found.lines] == [
        "“X 2factor” is the first of the Core values.",
        "Dominance 81.2 is 60 or more.",
        "Profile’s level is “Very high”",
        "Profile’s level is “Very low”",
    ]
    assert found.lines[2].do.count("Facet") == NAMED_FACETS
    assert found.lines[2].do.endswith("and 2 more.")
    assert found.lines[3].reason.endswith(": Something new 6.")


def test_a_focus_that_cannot_be_read_gives_no_line_and_takes_none_away() -> None:
    person = Profile(
        id="me",
        core=("wisdom",),
        disc=Disc(d=81),
        focus=FocusSent({"flexibility": msgspec.Raw(b'"no domain"')}),
    )

    assert len(talking(person).lines) == 2


@pytest.mark.parametrize(
    ("person", "note"),
    [
        (Profile(id="me", email="me@people.test"), "No assessment has been taken yet"),
        (Profile(id="me", core=("wisdom",)), "DISC: not taken yet"),
        (Profile(id="me", disc=Disc(style="D")), "Profile gave no DISC scores"),
        (Profile(id="me", disc=Disc(d=50, i=50, s=50, c=50)), "No DISC score is 60 or more"),
    ],
)
def test_where_there_is_nothing_to_go_by_it_says_so(person: Profile, note: str) -> None:
    found = talking(person)

    assert found.note is not None
    assert found.note.startswith(note)
    assert found.name == person.name
