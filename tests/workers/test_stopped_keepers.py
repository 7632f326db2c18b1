"""A worker that stands still in the middle of a refresh, and wakes after others went on.

Its lock has lapsed by then. What it sends or saves late must not undo what others did; whether the
connection outlives the refresh token's second use is the provider's to say.
"""

from collections.abc import Callable

import pytest

from tests.support.connected import is_live, refreshes
from tests.support.far_login import FarLogin
from tests.support.keepers import Answer
from tests.support.proxy import Toxic
from tests.support.refresh_steps import (
    Scene,
    before_the_answer_arrives,
    before_the_call_arrives,
    before_the_mark,
    before_the_save,
)
from webapp.auth.errors import SignInRequired
from webapp.services import Services

Step = Callable[[Scene], Toxic]


@pytest.fixture
def forgiving(far: FarLogin) -> None:
    """The provider takes a spent refresh token as it takes a fresh one."""
    far.ledger.forgives = True


def others_and_the_sleeper(scene: Scene, step: Step) -> tuple[list[Answer], Answer]:
    """Stop the victim there, let others go on, and wake it; what they and it then have."""
    held = step(scene)
    scene.victim.stop()
    others = scene.everybody()
    scene.victim.go_on()
    held.let_go()
    (late,) = scene.victim.answers()
    return others, late


@pytest.mark.parametrize(
    "step", [before_the_mark, before_the_call_arrives, before_the_answer_arrives, before_the_save]
)
def test_a_sleeper_does_not_overwrite_what_others_stored_and_takes_it(
    forgiving: None, scene: Scene, far_services: Services, step: Step
) -> None:
    others, late = others_and_the_sleeper(scene, step)

    (token,) = {answer.token for answer in [*others, late]}

    assert is_live(scene.far.platform, token)
    stored = far_services.tokens.load(scene.errand.token_key)
    assert stored is not None
    assert stored.token_set.access_token == token
    assert stored.token_set.in_flight_since is None


def test_a_sleeper_that_did_not_send_yet_sends_nothing_any_more(scene: Scene) -> None:
    others, late = others_and_the_sleeper(scene, before_the_mark)

    (token,) = {answer.token for answer in [*others, late]}

    assert is_live(scene.far.platform, token)
    assert refreshes(scene.far.platform) == 1


@pytest.mark.parametrize("step", [before_the_answer_arrives, before_the_save])
def test_where_reuse_is_taken_for_theft_the_others_end_and_the_sleeper_revives_nothing(
    scene: Scene, far_services: Services, step: Step
) -> None:
    """The sandbox revokes the whole grant: what the sleeper brings is worth nothing."""
    others, late = others_and_the_sleeper(scene, step)

    assert {answer.error for answer in others} == {"ConnectionInterrupted", "SignInRequired"}
    assert late == Answer(None, "SignInRequired")
    assert refreshes(scene.far.platform) == 2
    assert far_services.tokens.load(scene.errand.token_key) is None


def test_where_reuse_is_taken_for_theft_a_late_call_costs_one_clean_sign_in(
    scene: Scene, far_services: Services
) -> None:
    """The sleeper wakes with the call on its way: nobody here can take it back."""
    others, late = others_and_the_sleeper(scene, before_the_call_arrives)

    (token,) = {answer.token for answer in [*others, late]}
    assert token is not None
    assert not is_live(scene.far.platform, token)
    with pytest.raises(SignInRequired):
        far_services.keeper(scene.errand.token_key).renew(token)
    assert refreshes(scene.far.platform) == 3
    assert far_services.tokens.load(scene.errand.token_key) is None
