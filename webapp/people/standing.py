"""Who has all results, some or none; pure. Of a crowd nobody is made but whom one looks at."""

from collections.abc import Sequence

from webapp.api.profiles import Completion, Profile
from webapp.people.crowd import Chosen, Crowd
from webapp.people.crowd_columns import STANDING, STATUS


def with_standing(everyone: Sequence[Profile], standing: Completion) -> Sequence[Profile]:
    """Those who are so far, in everybody's order."""
    if not isinstance(everyone, Crowd):
        return [each for each in everyone if each.completion is standing]
    is_so_far = everyone.frame.select(STANDING.index(standing) == STATUS).to_series()
    return Chosen(everyone, is_so_far.arg_true())
