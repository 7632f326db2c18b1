"""Sessions and tokens through thousands of turns: nothing is revived, nothing goes stale.

SESSION_LIFE_RUNS asks for a longer search, along ways that no run went before; 130 is the usual.
"""

import os

import pytest
from hypothesis import HealthCheck, settings
from hypothesis.stateful import run_state_machine_as_test
from redis import Redis

from tests.support.rotating_provider import Reuse
from tests.support.token_life import TokenLife

LONGER = os.environ.get("SESSION_LIFE_RUNS")
RUNS = int(LONGER or 130)
STEPS = 60
FEWEST_STEPS = 6_000
"""That did something, of one test; 18,000 of the three."""


class Life(TokenLife):
    """Counts for one test alone."""

    steps = 0


@pytest.mark.timeout(RUNS * 2)
@pytest.mark.parametrize("reuse", Reuse)
def test_whatever_happens_in_whatever_order(redis: Redis, reuse: Reuse) -> None:
    Life.redis, Life.reuse, Life.steps = redis, reuse, 0

    run_state_machine_as_test(
        Life,
        settings=settings(
            max_examples=RUNS,
            stateful_step_count=STEPS,
            derandomize=LONGER is None,
            database=None,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )

    assert Life.steps >= FEWEST_STEPS
