"""Taking an app's permission away: what is said before, the proof after, and every failure."""

import threading

import pytest

from sandbox.faults import Fault, Kind
from sandbox.server import Running
from tests.support.connected_apps import GRANTS, LIST, Apps
from tests.support.consent import Consent
from tests.support.site import Site

NAME = "Ferrywick Sync"


def test_before_revoking_it_is_said_what_stops_and_what_could_be_touched(connected: Apps) -> None:
    text = connected.confirmation(NAME).text

    assert "Its next request to Profile fails" in text
    assert "formally valid for up to an hour, but Profile refuses it" in text
    assert "It may delete 60 people, change their details, and invite others." in text
    assert "It may change or delete 10 tags" in text


def test_of_an_app_in_another_account_nothing_is_counted(connected: Apps) -> None:
    text = connected.confirmation("Almsford Reports").text

    assert "all people of its account" in text
    assert "60 people" not in text


def test_a_revoked_app_is_confirmed_gone_by_a_reading(connected: Apps) -> None:
    assert connected.grants(NAME)
    page = connected.revoke(NAME)

    assert f"{NAME} is confirmed gone at " in page.text
    news = page.soup.select_one("#news[tabindex][autofocus]")
    assert news is not None, "it is read out where the page begins"
    assert NAME not in connected.regions(page)
    assert connected.grants(NAME) == []
    assert connected.revocations() == 1


def test_another_account_keeps_its_connection_of_the_same_app(connected: Apps) -> None:
    before = connected.grants("Wrenlight Assistant")
    connected.revoke("Wrenlight Assistant")

    left = connected.grants("Wrenlight Assistant")
    assert len(left) == len(before) - 1
    assert connected.regions().count("Wrenlight Assistant") == 1


def test_a_form_sent_twice_and_a_second_tab_are_one_revocation_and_calm_pages(
    connected: Apps,
) -> None:
    first, second = connected.confirmation(NAME), connected.confirmation(NAME)
    told = [connected.send(page).headers["Location"] for page in (first, first, second)]

    assert connected.revocations() == 1
    texts = [connected.site.get(address).text for address in told]
    assert all("confirmed gone at" in text for text in texts[:2])
    assert f"{NAME} was gone already" in texts[2]


def test_two_tabs_at_once_are_one_revocation(connected: Apps) -> None:
    pages = [connected.confirmation(NAME) for _ in range(2)]
    sites = [connected.site, connected.on(connected.site.app).site]
    tabs = [
        threading.Thread(target=connected.send, args=(page,), kwargs={"site": site})
        for page, site in zip(pages, sites, strict=True)
    ]
    for tab in tabs:
        tab.start()
    for tab in tabs:
        tab.join()

    assert connected.revocations() == 1
    assert connected.grants(NAME) == []


def test_an_app_that_is_gone_when_its_page_is_opened_leads_to_the_list(connected: Apps) -> None:
    link = connected.way_to_revoke(NAME)
    connected.send(connected.confirmation(NAME))
    sent = connected.site.get(link, status=302)

    assert (
        "not in Profile’s list: it has no permission"
        in connected.site.get(sent.headers["Location"]).text
    )


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        (Kind.FORBIDDEN, "Profile does not let this dashboard revoke it"),
        (Kind.TOO_MANY, "Wait 30 seconds, then try again"),
        (Kind.BROKEN, "Profile could not be reached"),
        (Kind.RESET, "Profile could not be reached"),
    ],
)
def test_a_revocation_that_fails_leaves_the_app_and_says_why(
    connected: Apps, kind: Kind, words: str
) -> None:
    page = connected.confirmation(NAME)
    fault = Fault(kind, origin="api", path=f"{GRANTS}/", method="DELETE")
    connected.platform.world.faults.add(fault)
    told = connected.site.get(connected.send(page).headers["Location"])

    assert f"{NAME} is not revoked: " in told.text
    assert words in told.text
    assert NAME in connected.regions(told)


def test_what_failed_can_be_tried_again(connected: Apps) -> None:
    page = connected.confirmation(NAME)
    fault = Fault(Kind.BROKEN, origin="api", path=f"{GRANTS}/", method="DELETE", times=1)
    connected.platform.world.faults.add(fault)
    told = connected.site.get(connected.send(page).headers["Location"])
    form = told.soup.select_one("#news form")
    assert form is not None
    token = told.field("csrf_token")
    again = connected.site.post(str(form["action"]), {"csrf_token": token})

    assert "confirmed gone at" in connected.site.get(again.headers["Location"]).text


def test_a_lost_answer_is_found_out_by_reading(connected: Apps) -> None:
    page = connected.confirmation(NAME)
    connected.platform.world.faults.add(
        Fault(Kind.LOST, origin="api", path=f"{GRANTS}/", method="DELETE", times=1)
    )
    told = connected.site.get(connected.send(page).headers["Location"])

    assert "confirmed gone at" in told.text


def test_all_others_are_revoked_with_a_result_for_each_and_this_dashboard_stays(
    connected: Apps,
) -> None:
    page = connected.site.get(f"{LIST}/others/revoke")
    told = connected.site.get(connected.send(page).headers["Location"])

    assert "6 of 6 apps are gone." in told.text
    assert told.text.count("confirmed gone at") == 6
    for account in ("Harbor & Finch", "Northlight Studio"):
        assert f"Wrenlight Assistant, {account} is confirmed gone" in told.text
    assert connected.regions() == ["Profile dashboard"]
    assert connected.site.get("/team")


def test_of_all_others_some_may_fail_and_the_rest_is_gone(connected: Apps) -> None:
    page = connected.site.get(f"{LIST}/others/revoke")
    connected.platform.world.faults.add(
        Fault(Kind.BROKEN, origin="api", path=f"{GRANTS}/", method="DELETE", times=2)
    )
    told = connected.site.get(connected.send(page).headers["Location"])

    assert "4 of 6 apps are gone." in told.text
    assert told.text.count("is not revoked: Profile could not be reached") == 2


def test_revoking_this_dashboard_says_so_and_ends_the_session(connected: Apps) -> None:
    page = connected.confirmation("Profile dashboard")
    assert "You are signed out at once" in page.text
    connected.send(page)

    assert connected.site.get("/team", status=302).headers["Location"].startswith("/sign-in")
    assert connected.grants("Profile dashboard") == []


def test_without_the_permission_it_is_asked_for_and_nothing_is_sent(
    connected_without: Apps,
) -> None:
    page = connected_without.confirmation(NAME)
    refused = connected_without.send(page, status=403)

    assert "scope=account:write" in refused.links()["Allow it"].replace("%3A", ":")
    assert connected_without.revocations() == 0


def test_another_sessions_revocation_is_not_known(connected: Apps) -> None:
    told = connected.send(connected.confirmation(NAME)).headers["Location"]
    stranger = Site(connected.site.app)
    stranger.sign_in(Consent(person="Mateus Lindgren"))

    assert "confirmed gone" not in stranger.get(told).text


def test_a_revocation_of_another_account_of_this_session_is_not_said_to_be_anothers(
    connected: Apps,
) -> None:
    told = connected.send(connected.site.get(f"{LIST}/others/revoke")).headers["Location"]
    connected.site.sign_in(Consent(account="Northlight Studio"), another="1")
    page = connected.site.get(told, status=404)

    assert "in another session or for another account" in page.text
    assert page.links()["Go to the connected apps"] == LIST


def test_without_the_permission_to_read_the_list_nothing_is_sent(
    visitor: Site, platform: Running
) -> None:
    visitor.sign_in(Consent(denied={"account:read"}), scope="account:write")
    asked = visitor.get(f"{LIST}/others/revoke")
    form = {"csrf_token": asked.field("csrf_token"), "grant": "66d0aa", "name": NAME}
    visitor.post(f"{LIST}/revoke", form, status=403)

    assert platform.world.witness.arrivals(GRANTS) == []
