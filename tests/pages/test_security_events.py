"""What the security log says of a person's doings, and how often they may do them."""

import dataclasses
import logging

import pytest
from flask import Flask

from sandbox.server import Running
from tests.support import consent
from tests.support.account import NEW, Settler
from tests.support.connected_apps import LIST, Apps
from tests.support.consent import Consent
from tests.support.invite_pages import Invites
from tests.support.page import Page
from tests.support.platform import PUBLIC_URL
from tests.support.site import Site
from tests.support.tag_people import Bulk, fields
from tests.support.tags import send
from webapp import create_app
from webapp.settings import Settings

SECOND = Consent(account="Northlight Studio")


def events(caplog: pytest.LogCaptureFixture) -> list[str]:
    """The messages of the security log so far."""
    return [line.message for line in caplog.records if line.name == "webapp.security"]


def button(page: Page, ending: str) -> tuple[str, dict[str, str]]:
    """Where the form whose action ends so goes, and what it sends."""
    form = next(f for f in page.soup.find_all("form") if str(f["action"]).endswith(ending))
    return str(form["action"]), fields(page, str(form["action"]))


@pytest.fixture(autouse=True)
def heard(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO, logger="webapp.security")


def test_a_visit_is_told_from_its_beginning_to_its_end(
    visitor: Site, platform: Running, caplog: pytest.LogCaptureFixture
) -> None:
    visitor.sign_in()
    platform.world.ledger.expire_access_tokens()
    visitor.get("/team")
    visitor.sign_in(SECOND, another="1")
    page = visitor.get("/sessions")
    other = {"csrf_token": page.field("csrf_token"), "connection": page.field("connection")}
    visitor.post("/connections/switch", other)
    page = visitor.get("/sessions")
    other = {"csrf_token": page.field("csrf_token"), "connection": page.field("connection")}
    visitor.post("/connections/end", other)
    visitor.sign_out()

    assert events(caplog) == [
        "sign_in",
        "refresh renewed",
        "sign_in",
        "account_switched",
        "connection_ended",
        "sign_out",
    ]


def test_a_session_ended_from_another_is_told(app: Flask, caplog: pytest.LogCaptureFixture) -> None:
    here, there = Site(app), Site(app)
    there.sign_in()
    here.sign_in()
    page = here.get("/sessions")

    here.post(
        "/sessions/end",
        {"csrf_token": page.field("csrf_token"), "session": page.field("session")},
    )

    assert events(caplog)[-1] == "session_ended"


def test_every_refusal_is_told_with_its_reason(
    site: Site, caplog: pytest.LogCaptureFixture
) -> None:
    token = site.get("/sessions").field("csrf_token")
    caplog.clear()

    site.post("/sessions/end", {"csrf_token": token}, status=403, headers={"Origin": "null"})
    site.post("/sessions/end", status=403)
    site.finish_sign_in(consent.answer(site.begin_sign_in(), Consent(allow=False)), status=403)
    Site(site.app).get("/sign-in/callback?state=x&code=y", status=400)

    assert events(caplog) == [
        "refused foreign-origin",
        "refused stale-form",
        "sign_in_refused denied",
        "sign_in_refused unknown-attempt",
    ]


def test_a_connection_that_profile_ended_is_told(
    site: Site, platform: Running, caplog: pytest.LogCaptureFixture
) -> None:
    platform.world.ledger.revoke(platform.world.ledger.grants[-1])

    site.get("/team", status=302)

    assert events(caplog)[-1] == "refresh ended"


def test_sign_ins_of_one_address_are_limited(
    settings: Settings, redis: object, platform: Running, caplog: pytest.LogCaptureFixture
) -> None:
    app = create_app(dataclasses.replace(settings, sign_ins_per_minute=3))
    for _ in range(3):
        Site(app).begin_sign_in()
    platform.world.witness.clear()

    page = Site(app).post("/sign-in", status=429)

    assert page.heading == "That was a lot at once"
    assert int(page.headers["Retry-After"]) <= 60
    assert platform.world.witness.arrivals() == []
    assert events(caplog)[-1] == "sign_in_refused too-often"
    elsewhere = Site(app)
    elsewhere.client.environ_base["REMOTE_ADDR"] = "203.0.113.9"
    assert elsewhere.begin_sign_in()


def test_a_connection_is_not_renewed_without_end(
    site: Site, platform: Running, caplog: pytest.LogCaptureFixture
) -> None:
    """A platform that rejects every token would otherwise be asked for ever new ones."""
    for _ in range(30):
        platform.world.ledger.expire_access_tokens()
        site.get("/team")
    platform.world.ledger.expire_access_tokens()

    page = site.get("/team", status=502)

    assert page.heading == "Profile’s sign-in cannot be reached"
    assert events(caplog)[-1] == "refresh limited"


def test_pages_follow_the_scope_that_a_renewal_brought(site: Site, platform: Running) -> None:
    assert site.get("/team").soup.find("select", attrs={"name": "tag"})
    for grant in platform.world.ledger.grants:
        grant.scopes = ("profiles:read", "account:read")
    platform.world.ledger.expire_access_tokens()
    site.get("/team")

    with site.client.session_transaction(base_url=PUBLIC_URL) as session:
        (connection,) = session["signed_in"]["connections"]
    assert sorted(connection["scope"]) == ["account:read", "profiles:read"]
    assert not site.get("/team").soup.find("select", attrs={"name": "tag"})


def test_a_tab_that_was_led_to_sign_in_goes_on_if_another_has_signed_in(site: Site) -> None:
    answer = site.get("/sign-in?notice=ended&next=/team?q=ada", status=302)

    assert answer.headers["Location"] == "/team?q=ada"


def test_a_change_of_many_people_is_told_with_their_number_and_no_name(
    site: Site, bulk: Bulk, caplog: pytest.LogCaptureFixture
) -> None:
    for count in (1, 7):
        bulk.confirm(site, bulk.preview(site, bulk.choose(site, bulk.people[:count])))

    (line,) = (line for line in caplog.records if line.message.startswith("bulk_change"))
    assert vars(line)["count"] == 7
    assert "Leadership" not in str(vars(line))
    assert bulk.people[0] not in str(vars(line))


def test_invites_are_told_once_with_their_number_and_no_address(
    visitor: Site, platform: Running, caplog: pytest.LogCaptureFixture
) -> None:
    visitor.sign_in(scope="profiles:write")
    invites = Invites(visitor, platform)
    address = invites.type("ana@newcomers.test\nbo@newcomers.test")
    preview = visitor.get(address)
    for _ in range(2):
        invites.confirm(address, preview)

    (line,) = (line for line in caplog.records if line.message.startswith("invites"))
    assert vars(line)["count"] == 2
    assert "newcomers" not in str(vars(line))


def test_a_tag_taken_from_many_by_its_deletion_and_given_back_is_told(
    site: Site, bulk: Bulk, caplog: pytest.LogCaptureFixture
) -> None:
    tag = bulk.tag()
    doomed = send(site, site.get(f"/tags/{tag.id}/delete"))
    site.post(*button(site.get(doomed.headers["Location"]), "/undo"))

    lines = [line for line in caplog.records if line.message.startswith("bulk_change")]
    assert [vars(line)["count"] for line in lines] == [len(tag.profiles)] * 2


def test_a_revocation_is_told_once_with_how_many_apps(
    connected: Apps, caplog: pytest.LogCaptureFixture
) -> None:
    page = connected.site.get(f"{LIST}/others/revoke")
    caplog.clear()
    for _ in range(2):
        connected.send(page)

    assert events(caplog) == ["revoke"]
    (line,) = (line for line in caplog.records if line.name == "webapp.security")
    told = str(vars(line))
    assert vars(line)["count"] == 6
    assert "Ferrywick" not in told
    assert "Rosalind" not in told


def test_a_change_of_the_account_is_written_once_and_names_nobody(
    settler: Settler, caplog: pytest.LogCaptureFixture
) -> None:
    preview = settler.upload(NEW)
    settler.press(preview, "Save")
    settler.press(preview, "Save")
    settler.set(settler.page(), isCoreExtendedEnabled=True)
    settler.set(settler.page())

    lines = [line for line in caplog.records if line.message.startswith("account_change")]
    assert len(lines) == 2
    assert all("Rosalind" not in str(line.__dict__) for line in lines)
