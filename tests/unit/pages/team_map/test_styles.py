"""The distribution of styles, against a plain count."""

import pytest
from hypothesis import given, settings

from tests.unit.pages.team_map.crowds import CROWDS
from webapp.api.profiles import Profile
from webapp.api.scores import Disc
from webapp.pages.team_map.styles import styles


@settings(max_examples=60, deadline=None)
@given(CROWDS)
def test_everybody_is_counted_once(people: tuple[Profile, ...]) -> None:
    found = styles(people)

    assert found.absent == sum(1 for profile in people if profile.disc is None)
    assert found.assessed == len(people) - found.absent
    if found.assessed < 3:
        assert (found.bars, found.unnamed, found.few) == ((), (), True)
        return
    members = [profile.id for bar in found.bars for profile, _ in bar.members]
    unnamed = [profile.id for profile, _ in found.unnamed]
    assert sorted(members + unnamed) == sorted(profile.id for profile in people if profile.disc)
    for bar in found.bars:
        assert bar.style
        count = sum(1 for p in people if p.disc and p.disc.style == bar.style)
        assert len(bar.members) == count
        assert bar.share == pytest.approx(100 * count / found.assessed)
        assert 0 < bar.length <= 100
    order = [(-len(bar.members), bar.style) for bar in found.bars]
    assert order == sorted(order)


def test_a_style_of_which_nobody_has_heard_is_one_of_them() -> None:
    discs = (Disc("XZ"), Disc(d=3.0), Disc("XZ"))
    found = styles([Profile(id=f"{number}", disc=disc) for number, disc in enumerate(discs)])

    assert [(bar.style, len(bar.members)) for bar in found.bars] == [("XZ", 2)]
    assert [profile.id for profile, _ in found.unnamed] == ["1"]
