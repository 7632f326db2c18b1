"""Several accounts in one session: connect, switch, leave; never a mix of two."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from flask import Flask
from redis import Redis

from sandbox.faults import Fault, Kind
from sandbox.server import Running
from tests.support import consent
from tests.support.consent import Consent
from tests.support.platform import PUBLIC_URL
from tests.support.site import PARTIAL, Site
from tests.support.valkey import addresses, alive

SECOND = Consent(account="Northlight Studio")


@pytest.fixture
def both(site: Site) -> Site:
    """A browser with two accounts, the second one in use."""
    site.sign_in(SECOND, another="1")
    return site


def shown(site: Site) -> str:
    return " ".join(site.get("/team").soup.select_one(".account bdi").get_text().split())  # type: ignore[union-attr]


def connection(site: Site) -> dict[str, str]:
    """The form that the other account's buttons send."""
    page = site.get("/team")
    return {"csrf_token": page.field("csrf_token"), "connection": page.field("connection")}


def test_another_account_joins_the_first(both: Site) -> None:
    assert shown(both) == "Northlight Studio"
    assert "Switch to Harbor & Finch" in both.get("/team").text


def test_switching_changes_whose_people_are_shown(both: Site) -> None:
    of_the_second = both.get("/team").rows()

    both.post("/connections/switch", connection(both))

    assert shown(both) == "Harbor & Finch"
    names = {row[0] for row in both.get("/team").rows()}
    assert names
    assert not names & {row[0] for row in of_the_second}


def test_switching_gives_the_session_a_new_id_and_ends_the_old(both: Site, redis: Redis) -> None:
    before, old = alive(redis, "session"), both.cookies()["dashboard-session"]

    both.post("/connections/switch", connection(both))
    assert both.cookies()["dashboard-session"] != old
    both.get("/sessions")

    (now,) = alive(redis, "session")
    assert now not in before


def test_a_switch_whose_answer_never_arrived_signs_nobody_out(both: Site) -> None:
    """As on a double click: the second request comes with the cookie that the first replaced."""
    old, form = both.cookies()["dashboard-session"], connection(both)
    both.post("/connections/switch", form)
    both.client.set_cookie("dashboard-session", old, domain="127.0.0.1")

    both.post("/connections/switch", form)

    assert shown(both) == "Harbor & Finch"


def test_an_old_id_is_dead_once_the_new_one_was_used(both: Site) -> None:
    old = both.cookies()["dashboard-session"]
    both.post("/connections/switch", connection(both))
    both.get("/sessions")
    both.client.set_cookie("dashboard-session", old, domain="127.0.0.1")

    both.get("/sessions", status=302)


def test_somebody_else_in_the_same_browser_begins_from_nothing(
    both: Site, platform: Running
) -> None:
    """Two people of one account: the second must not come upon the first one's other account."""
    both.sign_in(Consent(person="Mateus Lindgren"))

    assert shown(both) == "Harbor & Finch"
    assert "Northlight" not in both.get("/team").text
    *earlier, _ = platform.world.ledger.grants
    assert all(grant.revoked_at for grant in earlier)


def test_whoever_signs_in_again_leaves_nothing_that_would_have_the_grant_revoked(
    site: Site, redis: Redis
) -> None:
    """Late tokens of the first sign-in go back to Profile only where the word “ended” lies."""
    site.sign_in()

    (_,) = [key for key in addresses(redis) if key.startswith("tokens:")]


def test_an_account_joins_only_the_session_that_asked_for_it(site: Site) -> None:
    """Begun by one person, finished after another has signed in to the same browser."""
    begun = site.begin_sign_in(another="1")
    site.sign_out()
    site.sign_in(Consent(person="Mateus Lindgren"))

    site.finish_sign_in(consent.answer(begun, SECOND))

    assert "Harbor" not in site.get("/team").text


def test_a_session_that_ended_while_profile_was_asked_is_not_brought_back(
    site: Site, platform: Running
) -> None:
    callback = consent.answer(site.begin_sign_in(another="1"), SECOND)
    platform.world.faults.add(Fault(Kind.SLOW, path="/oauth/token", seconds=1.5, times=1))
    platform.world.witness.clear()
    in_flight = Site(site.app)
    for name, value in site.cookies().items():
        in_flight.client.set_cookie(name, value, domain="127.0.0.1")

    with ThreadPoolExecutor(1) as pool:
        finishing = pool.submit(in_flight.finish_sign_in, callback)
        platform.world.witness.wait_for("/oauth/token")
        site.sign_out()
        finishing.result()

    assert "Harbor" not in in_flight.get("/team").text


def test_signing_in_anew_gives_forms_a_new_secret(site: Site) -> None:
    """Whoever knew the old one, from a planted session, knows nothing of this one."""
    planted = site.get("/sessions").field("csrf_token")
    site.sign_in()

    site.post("/sessions/end-others", {"csrf_token": planted}, status=403)


def test_switching_does_not_put_the_absolute_limit_off(both: Site) -> None:
    def began() -> float:
        with both.client.session_transaction(base_url=PUBLIC_URL) as session:
            return float(session["_began"])

    before = began()
    both.post("/connections/switch", connection(both))

    assert began() == before


def test_an_account_that_the_session_does_not_hold_cannot_be_switched_to(both: Site) -> None:
    both.post("/connections/switch", {**connection(both), "connection": "0" * 16}, status=404)

    assert shown(both) == "Northlight Studio"


def test_a_part_is_never_drawn_into_a_page_of_another_account(both: Site) -> None:
    of_the_second = both.get("/team").field("csrf_token")
    both.post("/connections/switch", connection(both))

    answer = both.client.get(
        "/team?q=a", base_url=PUBLIC_URL, headers={**PARTIAL, "X-CSRF-Token": of_the_second}
    )

    assert (answer.headers["HX-Redirect"], answer.data) == ("/team?q=a", b"")


def test_leaving_an_account_revokes_it_and_keeps_the_other(both: Site, platform: Running) -> None:
    both.post("/connections/end", connection(both))

    assert shown(both) == "Northlight Studio"
    assert "Harbor" not in both.get("/team").text
    revoked = [grant.account_id for grant in platform.world.ledger.grants if grant.revoked_at]
    assert revoked == [platform.world.accounts[0].id]


def test_leaving_the_last_account_signs_out(site: Site, redis: Redis) -> None:
    with site.client.session_transaction(base_url=PUBLIC_URL) as session:
        (only,) = session["signed_in"]["connections"]
    form = {"csrf_token": site.get("/team").field("csrf_token"), "connection": only["id"]}

    answer = site.post("/connections/end", form)

    assert answer.headers["Location"].startswith("/sign-in")
    assert answer.headers["Clear-Site-Data"] == '"cache", "storage"'
    assert alive(redis, "session") == []


def test_signing_out_revokes_every_account(both: Site, platform: Running) -> None:
    both.sign_out()

    assert all(grant.revoked_at for grant in platform.world.ledger.grants)


def test_an_account_that_profile_ended_leaves_the_other_in_place(
    both: Site, platform: Running
) -> None:
    ledger = platform.world.ledger
    ledger.revoke(ledger.grants[-1])

    to_sign_in = both.get("/team", status=302).headers["Location"]
    page = both.get(to_sign_in)

    assert "connection to that account has ended" in page.text
    assert page.field("another") == "1"
    assert shown(both) == "Harbor & Finch"


def test_signing_in_to_the_same_account_renews_it_and_keeps_the_others(
    both: Site, redis: Redis
) -> None:
    both.sign_in(SECOND)

    assert "Switch to Harbor & Finch" in both.get("/team").text
    assert len(alive(redis, "tokens")) == 2


def test_a_plain_sign_in_to_another_account_begins_from_nothing(site: Site) -> None:
    site.sign_in(SECOND)

    assert "Harbor" not in site.get("/team").text


def test_a_session_holds_five_accounts_at_most(app: Flask, redis: Redis) -> None:
    """Accounts that were not shared cannot be told apart, so each sign-in adds one."""
    site = Site(app)
    unknown = Consent(denied={"account:read"})
    site.sign_in(unknown)
    for _ in range(6):
        site.sign_in(unknown, another="1")

    with site.client.session_transaction(base_url=PUBLIC_URL) as session:
        assert len(session["signed_in"]["connections"]) == 5
    assert len(alive(redis, "tokens")) == 5
