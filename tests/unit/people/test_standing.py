"""How far somebody is, is the same in a list and in a crowd."""

import pytest
from hypothesis import given

from tests.support.invented_teams import people
from tests.unit.people.test_crowd import as_read, crowd, plain
from webapp.api.profiles import Completion, Profile
from webapp.people.standing import with_standing


@pytest.mark.parametrize("standing", Completion)
@given(people(max_size=8))
def test_a_crowd_gives_whom_the_list_gives(standing: Completion, everyone: list[Profile]) -> None:
    everyone = as_read(everyone)

    found = with_standing(crowd(everyone), standing)

    assert plain(found) == plain([each for each in everyone if each.completion is standing])
    assert plain(found) == plain(with_standing(everyone, standing))
