"""No token, code, verifier, state, cookie or key in anything that is shown, logged or stolen."""

import logging
import secrets

import pytest
from flask import Flask
from redis import Redis

from sandbox.faults import Fault, Kind
from sandbox.server import Running
from tests.support import consent
from tests.support.page import SECRETS
from tests.support.site import Site
from tests.support.valkey import dump
from webapp.auth.attempts import Attempt
from webapp.auth.signed_in import SignedIn
from webapp.services import Services
from webapp.settings import Settings

CANARIES = ("sbxat_", "sbxrt_", "sbxac_", "canary")


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


def live_through_everything(site: Site, platform: Running) -> None:
    """Sign in, look around, renew, meet failures of every kind, sign out."""
    site.finish_sign_in(consent.answer(site.begin_sign_in()) + "&iss=https://evil.test", status=400)
    site.sign_in()
    site.get("/team")
    site.partial("/team", q="a")
    person = next(href for href in site.get("/team").links().values() if "/team/" in href)
    site.get(person)
    platform.world.ledger.expire_access_tokens()
    site.get("/team")
    for kind in (Kind.BROKEN, Kind.RESET, Kind.HTML, Kind.UNAUTHORIZED, Kind.TOO_MANY):
        platform.world.faults.add(Fault(kind, path="/api/v4/profiles"))
        site.client.get("/team")
        platform.world.faults.clear()
    for kind in (Kind.BROKEN, Kind.RESET, Kind.HTML):
        platform.world.ledger.expire_access_tokens()
        platform.world.faults.add(Fault(kind, path="/oauth/token"))
        site.get("/team", status=502)
        platform.world.faults.clear()
    site.post("/sign-out", {"csrf_token": "wrong"}, status=403)


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
    assert "GET /api/v4/profiles" in lines, "nothing was logged, so nothing was proved"
    assert len(made) > 10
    assert [secret for secret in (*made, *CANARIES) if secret in lines] == []


def test_authlib_is_kept_from_logging_the_verifier_at_debug_level(
    app: Flask, caplog: pytest.LogCaptureFixture
) -> None:
    """It does so in parts that we do not use today."""
    caplog.set_level(logging.DEBUG)

    assert logging.getLogger("authlib.integrations").getEffectiveLevel() > logging.DEBUG


def test_no_page_and_no_header_says_a_token(visitor: Site, platform: Running) -> None:
    """Every page that a Site fetches is searched; this makes it fetch them all."""
    live_through_everything(visitor, platform)

    assert SECRETS.search(platform.world.clients["dashboard"].client_secret)


def test_a_dump_of_redis_opens_nothing(
    visitor: Site, platform: Running, redis: Redis, made: list[str]
) -> None:
    live_through_everything(visitor, platform)
    visitor.begin_sign_in()

    stolen = dump(redis)

    assert b"session:" in stolen
    assert b"tokens:" in stolen
    assert b"attempt:" in stolen
    plain = (*made, *CANARIES, "Harbor", "profiles:read")
    assert [secret for secret in plain if secret.encode() in stolen] == []


def test_printing_our_parts_says_no_secret(
    made: list[str], site: Site, app: Flask, settings: Settings
) -> None:
    services: Services = app.extensions["services"]
    with site.client.session_transaction(base_url=settings.public_url) as session:
        person = SignedIn.read(session)
        assert person is not None
        made += [person.token_key, person.form_key]
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
    shown += map(repr, (*parts, attempt))
    text = "\n".join(shown)
    assert [secret for secret in (*made, *CANARIES) if secret in text] == []
