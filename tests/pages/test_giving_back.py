"""Making this dashboard's connection read-only, and what stays as it was."""

from collections.abc import Sequence
from urllib.parse import parse_qs, urlsplit

import pytest

from tests.support import consent
from tests.support.connected_apps import LIST, Apps
from tests.support.consent import Consent
from tests.support.page import Page
from tests.support.person_tags import TaggedPerson
from tests.support.site import Site

HERE, SECOND = Consent(), Consent(account="Northlight Studio")
READS = {"profiles:read", "account:read"}
EVERYTHING = {*READS, "tags:manage", "account:write"}


def scopes(apps: Apps) -> list[set[str]]:
    """What the dashboard's live grants at Profile allow, the oldest first."""
    alive = [grant for grant in apps.platform.world.ledger.grants if grant.revoked_at is None]
    return [set(grant.scopes) for grant in alive]


def begun(apps: Apps, page: Page) -> str:
    """Press the button of the sign-in page; returns the address at Profile."""
    form = page.soup.select_one("main form[method=post]")
    assert form is not None
    return apps.site.begin_sign_in(
        **{str(i["name"]): str(i.get("value", "")) for i in form.select("input")}
    )


def asked(page: Page) -> set[str]:
    """The scopes that the sign-in page says it asks for."""
    field = page.soup.select_one("main form [name=only], main form [name=scope]")
    assert field is not None
    return set(str(field["value"]).split())


def give_back(apps: Apps, wish: Consent = HERE) -> Page:
    """Press “Make it read-only”, and allow at Profile what is asked."""
    page = apps.site.get(apps.site.get(LIST).links()["Make it read-only"])
    assert "given up for one that may do only what stands below" in page.text
    return apps.site.finish_sign_in(consent.answer(begun(apps, page), wish))


def allow(apps: Apps, denied: Sequence[str] = ()) -> None:
    """Sign in anew, plainly."""
    apps.site.finish_sign_in(consent.answer(apps.site.begin_sign_in(), Consent(denied=denied)))


def test_the_new_connection_may_only_read_and_the_wider_one_is_revoked(connected: Apps) -> None:
    assert scopes(connected) == [EVERYTHING]
    back = give_back(connected)

    assert back.headers["Location"] == LIST
    assert scopes(connected) == [READS]
    page = connected.site.get(LIST)
    assert "Make it read-only" not in page.text
    assert connected.regions(page)[0] == "Profile dashboard"
    connected.site.get("/tags", status=403)


def test_the_other_connection_of_the_session_stays(connected: Apps) -> None:
    connected.site.sign_in(SECOND, another="1")
    page = connected.site.get("/sessions")
    back = {"csrf_token": page.field("csrf_token"), "connection": page.field("connection")}
    connected.site.post("/connections/switch", back)
    give_back(connected)

    assert sorted(map(len, scopes(connected))) == [len(READS), 3]
    names = connected.site.get(LIST).soup.select("#accounts .choice bdi")
    assert {name.get_text() for name in names} == {"Harbor & Finch", "Northlight Studio"}


def test_what_was_changed_can_still_be_undone_once_it_is_allowed_again(connected: Apps) -> None:
    person = TaggedPerson.with_tag(connected.platform, "Mentors")
    told = person.remove(connected.site, "Mentors").headers["Location"]
    change = f"/tags/changes/{told.rpartition('change=')[2]}"
    give_back(connected)
    refused = connected.site.get(change, status=403)
    again = connected.site.get(refused.links()["Allow it"])

    assert asked(again) == {*READS, "tags:manage"}
    connected.site.finish_sign_in(consent.answer(begun(connected, again), HERE))
    assert connected.site.get(change).soup.find("button", string="Undo")


def test_a_plain_sign_in_with_less_revokes_nothing(connected: Apps) -> None:
    allow(connected, denied=["tags:manage"])

    assert scopes(connected) == [EVERYTHING, READS]


def test_what_another_session_began_to_give_back_ends_nothing_here(connected: Apps) -> None:
    """The callback is met by a session that began anew meanwhile."""
    page = connected.site.get(connected.site.get(LIST).links()["Make it read-only"])
    address = begun(connected, page)
    connected.site.sign_out()
    connected.site.sign_in(scope="account:write")
    connected.site.finish_sign_in(consent.answer(address, HERE))

    assert EVERYTHING in scopes(connected)


def test_less_is_kept_by_the_address_at_profile(connected: Apps) -> None:
    page = connected.site.get("/sign-in", only="profiles:read wine:pour <b>")

    assert asked(page) == {"profiles:read"}
    query = parse_qs(urlsplit(begun(connected, page)).query)
    assert "tags:manage" not in str(query)


@pytest.mark.parametrize("only", ["", "wine:pour"])
def test_nothing_known_to_keep_is_a_plain_sign_in(connected: Apps, only: str) -> None:
    page = connected.site.get("/sign-in", only=only)

    assert "tags:manage" in asked(page)


def test_what_could_change_things_goes_even_where_the_new_connection_may_read_more(
    connected: Apps,
) -> None:
    connected.site.sign_out()
    connected.site.sign_in(Consent(denied={"profiles:read"}))
    (grant,) = [g for g in connected.platform.world.ledger.grants if len(g.scopes) == 2]
    grant.scopes = (*grant.scopes, "profiles:read")  # allowed since, and not in our tokens
    give_back(connected)

    assert "tags:manage" not in scopes(connected)[-1]
    assert grant.revoked_at is not None


def test_read_only_is_not_offered_where_nothing_that_reads_was_allowed(visitor: Site) -> None:
    visitor.sign_in(Consent(denied=READS))
    page = visitor.get(LIST)

    assert "See and change tags" in page.text
    assert "Make it read-only" not in page.text
