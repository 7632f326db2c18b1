"""Whoever reads the account learns its name anew, for every page that follows."""

from dataclasses import replace

import pytest
from flask import Blueprint, Flask, Response

from sandbox.server import Running
from tests.support.site import Site
from webapp import create_app
from webapp.current.account import account
from webapp.settings import Settings


@pytest.fixture
def app(settings: Settings, redis: object) -> Flask:
    """The dashboard with a page that reads the account."""
    probe = Blueprint("probe", __name__)

    @probe.get("/probe")
    def read() -> Response:
        return Response(account().name or "", mimetype="text/plain")

    app = create_app(settings)
    app.register_blueprint(probe)
    return app


def test_a_new_name_stands_on_every_page(
    site: Site, platform: Running, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, *others = platform.world.accounts
    renamed = replace(first, name="Harbor & Daughters")
    monkeypatch.setattr(platform.world, "accounts", [renamed, *others])
    assert "Harbor & Daughters" not in site.get("/sessions").text

    site.get("/probe")

    assert "Harbor & Daughters" in site.get("/sessions").text
