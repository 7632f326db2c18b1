"""`kill -9` at each step of a refresh: the others go on, or one clean sign-in is needed."""

from collections.abc import Callable, Iterator

import pytest

from sandbox.server import Running
from tests.support.connected import connected, is_live, refreshes
from tests.support.consent import Consent
from tests.support.proxy import Toxic
from tests.support.refresh_steps import (
    TOGETHER,
    Scene,
    before_the_answer_arrives,
    before_the_call_arrives,
    before_the_mark,
    before_the_release,
    before_the_save,
)
from webapp.auth.errors import SignInRequired
from webapp.services import Services

OTHER = Consent(person="Mateus Lindgren")


@pytest.fixture(autouse=True)
def _bystander(far_services: Services) -> Iterator[None]:
    """Somebody else's connection, which nothing of this may touch."""
    tokens = connected(far_services, OTHER)
    token_key = far_services.tokens.add(tokens)
    yield
    assert far_services.keeper(token_key).access_token() == tokens.access_token


def person(platform: Running, token: str | None) -> str | None:
    """The name of the person for whom a token speaks."""
    bearer = platform.world.ledger.bearer(token or "")
    owner = platform.world.person(bearer.grant.person_id) if bearer else None
    return owner.name if owner else None


@pytest.mark.parametrize("step", [before_the_mark, before_the_call_arrives])
def test_killed_before_the_call_the_others_refresh_once(
    scene: Scene, far_services: Services, step: Callable[[Scene], Toxic]
) -> None:
    platform = scene.far.platform
    scene.kill(step(scene))
    assert refreshes(platform) == 0

    (token,) = {answer.token for answer in scene.everybody()}

    assert person(platform, token) == Consent.person
    assert refreshes(platform) == 1
    stored = far_services.tokens.load(scene.errand.token_key)
    assert stored is not None
    assert stored.token_set.in_flight_since is None


@pytest.mark.parametrize("step", [before_the_answer_arrives, before_the_save])
def test_killed_between_answer_and_save_one_clean_sign_in_is_needed(
    scene: Scene, far_services: Services, step: Callable[[Scene], Toxic]
) -> None:
    """One retry tells that the answer is lost; from then on nothing is sent any more."""
    platform = scene.far.platform
    scene.kill(step(scene))
    assert refreshes(platform, status=200) == 1

    errors = [answer.error for answer in scene.everybody()]

    assert sorted(map(str, errors)) == ["ConnectionInterrupted"] + ["SignInRequired"] * (
        TOGETHER - 1
    )
    assert refreshes(platform) == 2
    assert far_services.tokens.load(scene.errand.token_key) is None
    with pytest.raises(SignInRequired):
        far_services.keeper(scene.errand.token_key).access_token()
    assert refreshes(platform) == 2
    signed_in_again = far_services.tokens.add(connected(far_services))
    assert is_live(platform, far_services.keeper(signed_in_again).access_token())


def test_killed_after_the_save_the_others_have_its_token_at_once(
    scene: Scene, far_services: Services
) -> None:
    platform = scene.far.platform
    scene.kill(before_the_release(scene))

    (token,) = {answer.token for answer in scene.everybody()}

    assert person(platform, token) == Consent.person
    assert refreshes(platform) == 1
    assert token is not None
    renewed = far_services.keeper(scene.errand.token_key).renew(token)
    assert is_live(platform, renewed), "the dead owner's lock lapses by itself"
