"""Who may act in one's name: the list, and what about it deserves a look."""

from typing import Any

import pytest
from redis import Redis

from sandbox.authorization.extensions import Extensions
from sandbox.faults import Fault, Kind
from sandbox.server import Running
from tests.support.connected_apps import GRANTS, LIST, Apps
from tests.support.consent import Consent
from tests.support.site import Site
from webapp import create_app
from webapp.settings import Settings

ORDER = [
    "Profile dashboard",
    "Wrenlight Assistant",
    "Stonegable People",
    "Wrenlight Assistant",
    "Almsford Reports",
    "Ferrywick Sync",
    "Pellmere Companion",
]


def test_every_app_is_a_region_the_last_used_first_and_the_never_used_last(
    connected_without: Apps,
) -> None:
    assert connected_without.regions() == ORDER


def test_scopes_are_sentences_and_each_app_says_its_account_and_kind(
    connected_without: Apps,
) -> None:
    page = connected_without.site.get(LIST)
    region = page.soup.select("section.app")[2].get_text(" ")

    assert "Invite people, change their details and delete them" in region
    assert "by Stonegable Systems" in " ".join(region.split())
    assert "Registered by Profile" in region
    assert "Harbor & Finch" in region
    assert "profiles:write" not in region


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ({"q": "WREN"}, ["Wrenlight Assistant"] * 2),
        ({"q": "stonegable systems"}, ["Stonegable People"]),
        ({"q": "northlight"}, ["Wrenlight Assistant", "Almsford Reports"]),
        ({"scope": "account:write"}, ["Stonegable People"]),
        ({"kind": "ai-assistant"}, ["Wrenlight Assistant"] * 2 + ["Pellmere Companion"]),
        ({"kind": "this-dashboard"}, ["Profile dashboard"]),
        ({"unused": "90"}, ["Ferrywick Sync"]),
        ({"q": "zzz"}, []),
    ],
)
def test_the_list_is_narrowed_by_words_scope_kind_and_use(
    connected_without: Apps, query: dict[str, Any], names: list[str]
) -> None:
    page = connected_without.site.get(LIST, **query)

    assert connected_without.regions(page) == names
    assert f"{len(names)} of 7 apps" in page.text
    part = connected_without.site.partial(LIST, **query)
    assert connected_without.regions(part) == names


@pytest.mark.parametrize("query", [{"kind": "robot"}, {"unused": "12"}, {"unused": "-1"}])
def test_what_cannot_be_asked_for_is_said_and_left_out(
    connected_without: Apps, query: dict[str, Any]
) -> None:
    page = connected_without.site.get(LIST, **query)

    assert "showing" in page.text
    assert connected_without.regions(page) == ORDER


def test_what_deserves_a_look_says_why(connected_without: Apps) -> None:
    page = connected_without.site.get(LIST)
    review = page.soup.select_one("#apps .review")
    assert review is not None
    text = " ".join(review.get_text(" ").split())

    writes = "Can change things, unused. It can change data and was not used"
    assert f"Ferrywick Sync {writes}" in text
    assert "Pellmere Companion Never used." in text
    assert "Stonegable" not in text


def test_no_picture_script_or_frame_comes_from_elsewhere(connected_without: Apps) -> None:
    page = connected_without.site.get(LIST)
    loaded = [str(tag.get("src") or tag.get("href")) for tag in page.soup.select("[src], link")]

    assert all(address.startswith("/static/") for address in loaded)


def test_where_the_account_was_not_allowed_own_connections_are_shown_and_it_is_said_why(
    visitor: Site,
) -> None:
    visitor.sign_in(Consent(denied={"account:read"}))
    page = visitor.get(LIST)

    assert "you did not allow this dashboard to see your account" in page.text
    assert "scope=account" in page.links()["Allow it"]
    assert "1 app" in page.text


def test_where_profile_offers_no_list_own_connections_are_shown_and_can_be_ended(
    settings: Settings, redis: Redis, platform: Running
) -> None:
    platform.world.extensions = Extensions(grants=False)
    own = Apps(Site(create_app(settings)), platform)  # metadata is kept by a process
    own.site.sign_in()
    own.site.sign_in(Consent(account="Northlight Studio"), another="1")
    page = own.site.get(LIST)

    assert "Profile offers no list of them to this dashboard" in page.text
    assert "open your user profile there, then Connected apps" in page.text
    assert "2 apps" in page.text
    assert own.regions(page) == ["This dashboard", "This dashboard"]
    accounts = [str(dd.get_text()) for dd in page.soup.select("section.app dd")]
    assert accounts == ["Northlight Studio", "Harbor & Finch"]
    assert page.soup.select_one("#filters") is None
    assert "Revoke all others" not in page.text
    assert platform.world.witness.arrivals(GRANTS) == []

    own.send(own.confirmation("This dashboard"))  # the first is the one in use
    left = own.site.get(LIST)
    assert [str(dd.get_text()) for dd in left.soup.select("section.app dd")] == accounts[1:]
    assert len(own.grants("Profile dashboard")) == 1


def test_where_profile_offers_no_list_nothing_of_others_can_be_revoked(
    settings: Settings, redis: Redis, platform: Running
) -> None:
    platform.world.extensions = Extensions(grants=False)
    own = Apps(Site(create_app(settings)), platform)
    own.site.sign_in(Consent(account="Northlight Studio"))
    own.site.sign_in(another="1", scope="account:write")
    page = own.site.get(f"{LIST}/others/revoke")
    assert "Other apps are not shown: Profile offers no list" in page.text
    assert "There is no other app" not in page.text

    form = {"csrf_token": page.field("csrf_token"), "grant": "66d0aa", "name": "Ferrywick"}
    refused = own.site.post(f"{LIST}/revoke", form, status=409)
    assert "This dashboard cannot revoke that" in refused.text


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        (Kind.FORBIDDEN, "Profile does not let this dashboard see them"),
        (Kind.UNKNOWN, "Profile offers no list of them to this dashboard"),
        (Kind.NOT_OFFERED, "Profile offers no list of them to this dashboard"),
    ],
)
def test_a_list_that_is_refused_is_a_normal_answer(
    connected_without: Apps, kind: Kind, words: str
) -> None:
    connected_without.platform.world.faults.add(Fault(kind, origin="api", path=GRANTS))
    page = connected_without.site.get(LIST)

    assert words in page.text
    assert connected_without.regions(page) == ["This dashboard"]


def test_while_profiles_login_is_down_own_connections_are_shown(
    connected_without: Apps, settings: Settings
) -> None:
    later = connected_without.on(create_app(settings))
    later.platform.world.faults.add(Fault(Kind.BROKEN, path="/.well-known"))
    page = later.site.get(LIST)

    assert "Profile’s login, which says where the list is, does not answer" in page.text
    assert later.regions(page) == ["This dashboard"]


def test_an_app_that_is_gone_leads_htmx_to_the_list_too(connected_without: Apps) -> None:
    answer = connected_without.site.partial(f"{LIST}/0123456789abcdef")

    assert answer.headers["HX-Redirect"] == f"{LIST}?gone=0123456789abcdef"
    assert answer.html == ""


@pytest.mark.parametrize(
    ("kind", "status"),
    [(Kind.TOO_MANY, 429), (Kind.BROKEN, 502), (Kind.RESET, 502), (Kind.HTML, 502)],
)
def test_a_list_that_does_not_come_is_an_error_page(
    connected_without: Apps, kind: Kind, status: int
) -> None:
    connected_without.platform.world.faults.add(Fault(kind, origin="api", path=GRANTS))

    connected_without.site.get(LIST, status=status)


def test_what_an_app_did_is_told_in_words_and_pages(connected_without: Apps) -> None:
    page = connected_without.site.get(LIST, q=["Wrenlight", "northlight", "harbor"][0])
    first = next(a for a in page.soup.select("section.app a") if "What it may do" in a.get_text())
    app = connected_without.site.get(str(first["href"]))

    assert app.heading == "Wrenlight Assistant"
    assert len(app.rows()) == 20
    assert "Listed people" in app.text
    older = connected_without.site.get(app.links()["Older"])
    assert older.rows() != app.rows()


@pytest.mark.parametrize("kind", [Kind.FORBIDDEN, Kind.UNKNOWN])
def test_an_app_is_never_called_gone_where_profiles_list_is_not_to_be_had(
    connected_without: Apps, kind: Kind
) -> None:
    way = connected_without.way_to_revoke("Ferrywick Sync")
    connected_without.platform.world.faults.add(Fault(kind, origin="api", path=GRANTS))
    page = connected_without.site.get(
        connected_without.site.get(way, status=302).headers["Location"]
    )

    assert "Other apps are not shown" in page.text
    assert "it has no permission" not in page.text


def test_an_app_that_is_listed_again_is_not_called_gone(connected_without: Apps) -> None:
    key = connected_without.way_to_revoke("Ferrywick Sync").split("/")[2]

    assert "it has no permission" not in connected_without.site.get(LIST, gone=key).text
    assert "it has no permission" in connected_without.site.get(LIST, gone="0" * 16).text


def test_permissions_are_compared_with_what_each_app_did(connected_without: Apps) -> None:
    plain = connected_without.site.get(LIST)
    assert "Broader than needed" not in plain.text
    compared = connected_without.site.get(
        plain.links()["Compare permissions with what each app did"].partition("#")[0]
    )
    review = compared.soup.select_one("#apps .review")
    assert review is not None
    text = " ".join(review.get_text(" ").split())

    assert "Stonegable People Broader than needed. In its latest" in text
    assert "Compared with the latest actions of 6 apps." in text
