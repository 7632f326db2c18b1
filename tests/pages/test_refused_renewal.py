"""When Profile will not renew a connection: what the page offers, and that nothing is lost."""

import pytest
from flask import Blueprint, Flask, Response, request
from redis import Redis

from sandbox.faults import Fault, Kind
from sandbox.server import Running
from tests.support.page import Page
from tests.support.platform import PUBLIC_URL
from tests.support.site import PARTIAL, Site
from webapp import create_app
from webapp.current import platform as api
from webapp.settings import Settings

SHOWN = f"{PUBLIC_URL}/team?q=ann"


@pytest.fixture
def written() -> list[str]:
    """What the form below has written so far."""
    return []


@pytest.fixture
def app(settings: Settings, redis: Redis, written: list[str]) -> Flask:
    """The dashboard with one form more, that asks Profile before it writes."""
    asking = Blueprint("asking", __name__)

    @asking.post("/asking")
    def write() -> Response:
        api().profiles.every()
        written.append(request.form["note"])
        return Response("written", mimetype="text/plain")

    app = create_app(settings)
    app.register_blueprint(asking)
    return app


@pytest.fixture
def expired(site: Site, platform: Running) -> Site:
    """A browser whose access has expired."""
    platform.world.ledger.expire_access_tokens()
    return site


def refuse(platform: Running, kind: Kind = Kind.FORBIDDEN) -> None:
    """The token endpoint answers `access_denied`, or `invalid_client`."""
    platform.world.faults.add(Fault(kind, path="/oauth/token"))


def test_the_page_leads_through_a_sign_in_and_back(expired: Site, platform: Running) -> None:
    refuse(platform)

    page = expired.get("/team?q=ann", status=502)

    assert page.heading == "Profile did not renew your access"
    assert page.links()["Sign in again"] == "/sign-in?next=/team?q%3Dann"
    assert "Set-Cookie" not in page.headers, "nothing has ended"


def test_the_same_news_comes_in_the_place_of_a_part(expired: Site, platform: Running) -> None:
    refuse(platform)

    part = expired.partial("/team?q=ann", status=502)

    assert part.links()["Sign in again"] == "/sign-in?next=/team?q%3Dann"


def test_after_a_new_sign_in_everything_is_there(expired: Site, platform: Running) -> None:
    refuse(platform)
    expired.get("/team", status=502)
    platform.world.faults.clear()

    expired.sign_in()

    expired.get("/team")


def test_when_profile_has_changed_its_mind_no_sign_in_was_needed(
    expired: Site, platform: Running
) -> None:
    refuse(platform)
    expired.get("/team", status=502)
    platform.world.faults.clear()

    expired.get("/team")


def test_a_dashboard_that_is_refused_itself_sends_nobody_to_sign_in(
    expired: Site, platform: Running
) -> None:
    refuse(platform, Kind.UNAUTHORIZED)

    page = expired.get("/team", status=502)

    assert page.heading == "Profile does not know this dashboard"
    assert "Sign in again" not in page.links()


@pytest.mark.parametrize("by_htmx", [False, True], ids=["plainly", "by htmx"])
def test_a_form_is_kept_while_its_person_signs_in_in_a_new_tab(
    expired: Site, platform: Running, written: list[str], by_htmx: bool
) -> None:
    token = expired.get("/sessions").field("csrf_token")
    refuse(platform)

    refused = send(expired, token, by_htmx)

    assert refused.status == 502
    assert refused.links()["Sign in in a new tab"] == "/sign-in?next=/team?q%3Dann"
    assert written == []
    platform.world.faults.clear()
    assert send(expired, token, by_htmx).status == 200, "nor was a sign-in needed any more"
    assert written == ["typed"]


def send(site: Site, token: str, by_htmx: bool) -> Page:
    """As from the form on a page of the team."""
    asked = {"HX-Current-URL": SHOWN, **PARTIAL} if by_htmx else {"Referer": SHOWN}
    answer = site.client.post(
        "/asking",
        base_url=PUBLIC_URL,
        data={"csrf_token": token, "note": "typed"},
        headers={"Sec-Fetch-Site": "same-origin", **asked},
    )
    return Page(answer, partial=by_htmx)
