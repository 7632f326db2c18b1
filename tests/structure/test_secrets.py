"""No token, code, verifier, state, cookie or key in anything that is shown, logged or stolen."""

import logging
import secrets

import pytest
from flask import Flask, Response
from redis import Redis

from sandbox.server import Running
from tests.support.site import Site
from tests.support.structure_life import live_through_everything
from tests.support.valkey import dump
from webapp.auth.attempts import Attempt
from webapp.auth.signed_in import SignedIn
from webapp.services import Services
from webapp.settings import Settings

CANARIES = ("sbxat_", "sbxrt_", "sbxac_", "sbxst_", "canary")


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Every random secret that is made from now on: cookies, token keys, states, verifiers."""
    kept: list[str] = []
    real = secrets.token_urlsafe

    def token_urlsafe(size: int | None = None) -> str:
        kept.append(real(size))
        return kept[-1]

    monkeypatch.setattr(secrets, "token_urlsafe", token_urlsafe)
    return kept


def tokens_among(made: list[str], platform: Running) -> bool:
    """Whether what is searched for holds the tokens that the sandbox really gave out."""
    token = platform.world.ledger.token
    return all(any(token(kind + secret) for secret in made) for kind in ("sbxat_", "sbxrt_"))


def test_no_log_line_at_any_level_says_a_secret(
    visitor: Site,
    platform: Running,
    redis: Redis,
    made: list[str],
    caplog: pytest.LogCaptureFixture,
) -> None:
    caplog.set_level(logging.DEBUG)

    live_through_everything(visitor, platform)
    visitor.sign_out()

    ours = [record for record in caplog.records if not record.name.startswith("sandbox")]
    lines = "\n".join(f"{record.getMessage()} {record.exc_text or ''}" for record in ours)
    assert "GET /profiles -> 200" in lines, "nothing was logged, so nothing was proved"
    assert tokens_among(made, platform)
    assert [secret for secret in (*made, *CANARIES) if secret in lines] == []


def test_authlib_is_kept_from_logging_the_verifier_at_debug_level(
    app: Flask, caplog: pytest.LogCaptureFixture
) -> None:
    """It does so in parts that we do not use today."""
    caplog.set_level(logging.DEBUG)

    assert logging.getLogger("authlib.integrations").getEffectiveLevel() > logging.DEBUG


def test_no_page_and_no_header_says_a_secret(
    visitor: Site, app: Flask, platform: Running, made: list[str]
) -> None:
    """But the headers whose task it is: the cookie's own, and the way to Profile with the state."""
    shown: list[str] = []
    handed: list[str] = []

    @app.after_request
    def keep(response: Response) -> Response:
        for name, value in response.headers:
            (handed if name in ("Set-Cookie", "Location") else shown).append(f"{name}: {value}")
        leads_on = "Location" in response.headers  # then the body repeats the address
        (handed if leads_on else shown).append(response.get_data(as_text=True))
        return response

    live_through_everything(visitor, platform)
    visitor.sign_out()

    pages, cookies = "\n".join(shown), "\n".join(handed)
    assert tokens_among(made, platform)
    assert "Harbor &amp; Finch" in pages
    assert any(secret in cookies for secret in made), "no cookie was given, so none was hidden"
    assert [secret for secret in (*made, *CANARIES) if secret in pages] == []
    assert [canary for canary in CANARIES if canary in cookies] == []


def test_a_dump_of_redis_opens_nothing(
    visitor: Site, platform: Running, redis: Redis, made: list[str]
) -> None:
    live_through_everything(visitor, platform)
    visitor.begin_sign_in()

    stolen = dump(redis)

    assert b"session:" in stolen
    assert b"tokens:" in stolen
    assert b"attempt:" in stolen
    assert tokens_among(made, platform)
    assert b"debrief:" in stolen
    plain = (*made, *CANARIES, "Harbor", "profiles:read", "Before a talk with")
    assert [secret for secret in plain if secret.encode() in stolen] == []


def test_printing_our_parts_says_no_secret(
    made: list[str], site: Site, app: Flask, settings: Settings
) -> None:
    services: Services = app.extensions["services"]
    with site.client.session_transaction(base_url=settings.public_url) as session:
        person = SignedIn.read(session)
        assert person is not None
        made += [person.connection.token_key, person.form_key]
        shown = [repr(session), repr(app.session_interface), repr(person)]
    attempt = Attempt(
        state="canary",
        verifier="canary",
        issuer="",
        issuer_is_told=True,
        scope=frozenset(),
        next="",
    )
    keeper = services.keeper("canary")

    parts = (settings, services, services.flow, services.endpoint, services.tokens, keeper)
    shown += map(repr, (*parts, services.debriefs, attempt))
    text = "\n".join(shown)
    assert [secret for secret in (*made, *CANARIES) if secret in text] == []
