"""What was worked out before serves again only where Profile answers the very same, to the same."""

from typing import Any

import pytest
from flask import Flask

from sandbox.meanwhile import Meanwhile
from sandbox.server import Running
from tests.support.consent import Consent
from tests.support.site import Site
from webapp.services import Services

SECOND = Consent(account="Northlight Studio")


@pytest.fixture
def services(app: Flask) -> Services:
    built: Services = app.extensions["services"]
    return built


def reads(platform: Running, site: Site) -> list[str]:
    """What one visit to the team asks of the API."""
    platform.world.witness.clear()
    site.get("/team")
    return [arrival.path for arrival in platform.world.witness.arrivals("/api")]


def test_every_page_asks_profile_anew(site: Site, platform: Running) -> None:
    site.get("/team")
    first, second = reads(platform, site), reads(platform, site)
    assert first == second
    assert "/api/v4/profiles" in first


def test_a_change_at_profile_is_on_the_next_page(site: Site, platform: Running) -> None:
    book = platform.world.accounts[0].profiles
    for name in ("Zacharias", "Aaron", "Aaron <b>"):
        book.change(book.id_at(0), first_name=name)
        assert any(row[0].startswith(f"{name} ") for row in site.get("/team", q=name).rows())
        assert any(row[0].startswith(f"{name} ") for row in site.get("/team", size="200").rows())


def test_a_tag_that_is_renamed_or_taken_is_so_on_the_next_page(
    site: Site, platform: Running
) -> None:
    tag = next(iter(platform.world.accounts[0].tags))
    assert len(site.get("/team", tag=tag.id).rows()) > 1

    def meanwhile(**change: Any) -> None:
        place: dict[str, Any] = {"method": "GET", "path": "/api/v4/tags", "tag": tag.id}
        platform.world.meanwhile.add(Meanwhile(when="before", **place, **change))

    meanwhile(label="Renamed since")
    assert "Renamed since" in site.get("/team", tag=tag.id).text
    meanwhile(profiles=tag.profiles[:1])
    assert len(site.get("/team", tag=tag.id).rows()) == 1


def test_names_that_are_hidden_are_hidden_though_rows_were_drawn_before(site: Site) -> None:
    page = site.get("/team")
    name = page.rows()[0][0]
    site.post("/presentation", {"csrf_token": page.field("csrf_token"), "presenting": "yes"})
    hidden = site.get("/team")
    assert name not in hidden.text
    site.post("/presentation", {"csrf_token": hidden.field("csrf_token")})
    assert name in site.get("/team").text


def test_two_accounts_never_serve_each_other(site: Site, services: Services) -> None:
    of_the_first = site.get("/team").rows()
    site.sign_in(SECOND, another="1")
    of_the_second = site.get("/team").rows()
    assert {row[0] for row in of_the_first}.isdisjoint(row[0] for row in of_the_second)
    assert len(services.memories._by_owner) == 1  # noqa: SLF001  # the other was set aside


def test_two_browsers_of_one_person_share_nothing(
    app: Flask, site: Site, services: Services
) -> None:
    site.get("/team")
    other = Site(app)
    other.sign_in()
    other.get("/team")
    assert len(services.memories._by_owner) == 2  # noqa: SLF001


def test_nothing_is_left_of_a_connection_that_ended(site: Site, services: Services) -> None:
    site.get("/team")
    assert services.memories.weight > 0
    site.sign_out()
    assert services.memories.weight == 0

    site.sign_in()
    site.sign_in(SECOND, another="1")
    page = site.get("/team")
    form = {"csrf_token": page.field("csrf_token"), "connection": page.field("connection")}
    site.post("/connections/switch", form)
    page = site.get("/team")
    form = {"csrf_token": page.field("csrf_token"), "connection": page.field("connection")}
    site.post("/connections/end", form)
    assert len(services.memories._by_owner) == 1  # noqa: SLF001
