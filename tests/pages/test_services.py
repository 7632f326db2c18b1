"""The page about services: what it says of each broken thing, and who may see it."""

import re
from collections.abc import Iterator

import pytest
from redis import Redis

from sandbox.faults import Fault, Kind
from sandbox.personify.tenants import EVENTS, MAIN_TENANT
from sandbox.seed import build
from sandbox.server import Running, running
from tests.support.consent import Consent
from tests.support.dashboard import environment
from tests.support.platform import PUBLIC_URL, knowing_us
from tests.support.site import PARTIAL, Site
from tests.support.waiting import wait_until
from webapp import create_app
from webapp.service_calls import standing
from webapp.settings import from_env

SECRET = "canary-service-secret"
NAMES = ("Profile", "Profile v3 (legacy)", "Personify")


@pytest.fixture(scope="module")
def _everywhere() -> Iterator[Running]:
    with running(build(6), v3_port=0, personify_port=0) as sandbox:
        yield sandbox


@pytest.fixture
def platform(_everywhere: Running) -> Iterator[Running]:
    """A sandbox with every origin, instead of the others' one."""
    with knowing_us(_everywhere):
        yield _everywhere


@pytest.fixture
def env(platform: Running, valkey: str) -> dict[str, str]:
    """The settings of a dashboard that has all three services."""
    world = platform.world
    world.register_service(
        "Jobs", "profile", world.accounts[0].id, client_id="jobs", client_secret=SECRET
    )
    world.register_service(
        "Shows", "personify", MAIN_TENANT, client_id="shows", client_secret=SECRET
    )
    return {
        **environment(platform, valkey),
        "PROFILE_M2M_CLIENT_ID": "jobs",
        "PROFILE_M2M_CLIENT_SECRET": SECRET,
        "PROFILE_V3_CLIENT_ID": "jobs",
        "PROFILE_V3_CLIENT_SECRET": SECRET,
        "PROFILE_V3_URL": platform.v3_url,
        "PERSONIFY_CLIENT_ID": "shows",
        "PERSONIFY_CLIENT_SECRET": SECRET,
        "PERSONIFY_TENANT_ID": MAIN_TENANT,
        "PERSONIFY_API_URL": platform.personify_url,
        "PERSONIFY_TOKEN_URL": f"{platform.personify_url}/connect/token",
        "PERSONIFY_EVENT_ID": EVENTS[MAIN_TENANT][0].id,
    }


def site_of(env: dict[str, str], wish: Consent | None = None) -> Site:
    site = Site(create_app(from_env(env)))
    site.sign_in(wish)
    return site


def states(site: Site) -> dict[str, str]:
    """Name of each service to all that its card says."""
    cards = site.get("/services").tree.xpath("//article")
    texts = [" ".join(card.text_content().split()) for card in cards]
    assert len(texts) == len(NAMES)
    return dict(zip(NAMES, texts, strict=True))


def checked(site: Site) -> dict[str, str]:
    token = site.get("/services").field("csrf_token")
    site.post("/services", {"csrf_token": token})
    wait_until(lambda: "Asking the services" not in site.get("/services").text, "it is over")
    return states(site)


def test_nothing_is_asked_until_somebody_presses(
    env: dict[str, str], platform: Running, redis: Redis
) -> None:
    site = site_of(env)
    told = states(site)
    assert all("Not looked at yet" in said for said in told.values())
    assert platform.world.witness.arrivals("/api/v4/auth") == []


def test_each_tells_that_it_works_with_answer_time_and_token(
    env: dict[str, str], redis: Redis
) -> None:
    for said in checked(site_of(env)).values():
        assert "Works" in said
        assert re.search(r"Last answerok Took[\d,]+ ms Token.+ old, good for", said), said


def test_what_is_not_configured_says_which_settings_would(
    platform: Running, valkey: str, redis: Redis
) -> None:
    site = site_of(environment(platform, valkey))
    told = states(site)
    assert all("Not configured" in said for said in told.values())
    assert "PROFILE_M2M_CLIENT_ID and PROFILE_M2M_CLIENT_SECRET" in told["Profile"]
    assert "Check now" not in site.get("/services").text


@pytest.mark.parametrize(
    ("broken", "said"),
    [
        (Fault(Kind.TOO_MANY, path="/api/v4/auth"), "Wait"),
        (Fault(Kind.BROKEN, path="/api/v4/auth"), "It answered 500"),
        (Fault(Kind.HTML, path="/api/v4/auth"), "no JSON object"),
        (Fault(Kind.RESET, path="/api/v4/auth"), "No token"),
        (Fault(Kind.FORBIDDEN, path="/api/v4/test"), "403"),
        (Fault(Kind.UNAUTHORIZED, path="/api/v4/test"), "rejects it"),
        (Fault(Kind.BROKEN, path="/api/v4/test"), "5xx"),
        (Fault(Kind.HTML, path="/api/v4/test"), "Check the API"),
    ],
    ids=lambda each: f"{each.kind} {each.path}" if isinstance(each, Fault) else "",
)
def test_what_fails_is_told_with_what_to_do_and_the_others_work(
    env: dict[str, str], platform: Running, redis: Redis, broken: Fault, said: str
) -> None:
    platform.world.faults.add(broken)
    told = checked(site_of(env))
    assert "Fails" in told["Profile"]
    assert said in told["Profile"]
    assert "What to do:" in told["Profile"]
    assert "Works" in told["Personify"]


@pytest.mark.parametrize(
    ("changes", "name", "said"),
    [
        ({"PROFILE_M2M_CLIENT_SECRET": "canary-wrong"}, "Profile", "invalid_client"),
        ({"PROFILE_V3_CLIENT_SECRET": "canary-wrong"}, "Profile v3 (legacy)", "invalid_client"),
        ({"PERSONIFY_CLIENT_SECRET": "canary-wrong"}, "Personify", "invalid_client"),
        ({"PERSONIFY_TENANT_ID": "canary-foreign"}, "Personify", "PERSONIFY_TENANT_ID"),
        ({"PERSONIFY_EVENT_ID": "nowhere"}, "Personify", "PERSONIFY_EVENT_ID"),
    ],
)
def test_what_is_configured_wrongly_is_told_without_a_secret(
    env: dict[str, str], redis: Redis, changes: dict[str, str], name: str, said: str
) -> None:
    site = site_of({**env, **changes})
    assert said in checked(site)[name]
    assert "canary" not in site.get("/services").text.replace("X-CSRF", "")


def test_one_that_is_slow_is_waited_for_behind_the_page(
    env: dict[str, str], platform: Running, redis: Redis, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("webapp.current.services.PATIENCE", 0.0)
    platform.world.faults.add(Fault(Kind.SLOW, path="/connect/token", seconds=30))
    site = site_of(env)
    token = site.get("/services").field("csrf_token")
    site.post("/services", {"csrf_token": token})
    platform.world.witness.wait_for("/connect/token")

    assert "Asking the services" in site.get("/services").text
    part = site.client.get("/services/now", base_url=PUBLIC_URL, headers=PARTIAL)
    assert "Asking the services" in part.text
    asked = len(platform.world.witness.arrivals("/api/v4/auth"))
    site.post("/services", {"csrf_token": token})
    assert len(platform.world.witness.arrivals("/api/v4/auth")) == asked, "one look at a time"

    platform.world.faults.clear()
    wait_until(lambda: "Asking the services" not in site.get("/services").text, "it is over")
    assert all("Works" in said for said in states(site).values())


def test_what_was_just_found_serves_the_next_who_asks(
    env: dict[str, str], platform: Running, redis: Redis, monkeypatch: pytest.MonkeyPatch
) -> None:
    site = site_of(env)
    checked(site)
    calls = len(platform.world.witness.arrivals("/api/v4/test"))
    checked(site)
    assert len(platform.world.witness.arrivals("/api/v4/test")) == calls == 1
    monkeypatch.setattr(standing, "FRESH_SECONDS", 0.0)
    checked(site)
    assert len(platform.world.witness.arrivals("/api/v4/test")) == 2


def test_every_process_tells_what_one_found_and_other_credentials_find_nothing(
    env: dict[str, str], redis: Redis
) -> None:
    checked(site_of(env))
    assert all("Works" in said for said in states(site_of(env)).values())
    other = site_of({**env, "PROFILE_M2M_CLIENT_ID": "others"})
    assert "Not looked at yet" in states(other)["Profile"]


@pytest.mark.parametrize("person", ["Mateus Lindgren", "Priya Castellanos"])
def test_it_is_for_owners(
    env: dict[str, str],
    platform: Running,
    redis: Redis,
    person: str,
    caplog: pytest.LogCaptureFixture,
) -> None:
    site = site_of(env, Consent(person=person))
    page = site.get("/services", status=403)
    assert page.heading == "This page is for owners of the account"
    assert [line.levelname for line in caplog.records if line.exc_info] == []
    site.post("/services", {"csrf_token": page.field("csrf_token")}, status=403)
    assert platform.world.witness.arrivals("/api/v4/auth") == []
    assert "Services" not in site.get("/sessions").links()


def test_an_owner_finds_it_beside_the_account(env: dict[str, str], redis: Redis) -> None:
    assert site_of(env).get("/sessions").links()["Services"] == "/services"


def test_where_profile_tells_no_roles_it_is_shown_and_says_so(
    env: dict[str, str], platform: Running, redis: Redis
) -> None:
    platform.world.faults.add(Fault(Kind.FORBIDDEN, path="/api/v4/account", times=1))
    site = site_of(env)
    assert "does not tell this dashboard who is an owner" in site.get("/services").text


@pytest.mark.parametrize("person", ["Mateus Lindgren", "Priya Castellanos"])
def test_whoever_keeps_their_role_from_the_dashboard_is_asked_for_it_first(
    env: dict[str, str], platform: Running, redis: Redis, person: str
) -> None:
    site = site_of(env, Consent(person=person, denied=["account:read"]))
    page = site.get("/services", status=403)
    assert page.links()["Allow it"]
    site.post("/services", {"csrf_token": page.field("csrf_token")}, status=403)
    assert platform.world.witness.arrivals("/api/v4/auth") == []


@pytest.mark.parametrize("kind", [Kind.RESET, Kind.HTML, Kind.BROKEN, Kind.TOO_MANY])
@pytest.mark.parametrize(
    ("name", "path"),
    [
        ("Profile v3 (legacy)", "/v3/auth"),
        ("Profile v3 (legacy)", "/v3/test"),
        ("Personify", "/connect/token"),
        ("Personify", "/api/v1/exhibitor"),
    ],
)
def test_a_broken_wire_to_one_of_them_is_told_of_that_one_alone(
    env: dict[str, str], platform: Running, redis: Redis, name: str, path: str, kind: Kind
) -> None:
    platform.world.faults.add(Fault(kind, path=path))
    told = checked(site_of(env))
    assert [one for one, said in told.items() if "Fails" in said] == [name]
    assert "What to do:" in told[name]


def turn_of(redis: Redis) -> bytes:
    (turn,) = redis.keys("services:*:turn")
    assert isinstance(turn, bytes)
    return turn


def test_a_process_that_died_while_it_looked_keeps_nobody_from_looking_for_long(
    env: dict[str, str], platform: Running, redis: Redis
) -> None:
    site = site_of(env)
    built = site.app.extensions["services"].standing
    redis.set(built._turn, b"of one that died", ex=standing.TURN_LIFE)  # noqa: SLF001
    assert "Asking the services" in site.get("/services").text
    assert 0 < redis.ttl(turn_of(redis)) <= standing.TURN_LIFE

    redis.pexpire(turn_of(redis), 1)
    wait_until(lambda: not redis.exists(built._turn), "its turn is over")  # noqa: SLF001
    assert all("Works" in said for said in checked(site).values())


def test_a_look_that_took_too_long_does_not_end_the_turn_of_another(
    env: dict[str, str], platform: Running, redis: Redis, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("webapp.current.services.PATIENCE", 0.0)
    platform.world.faults.add(Fault(Kind.SLOW, path="/connect/token", seconds=30))
    site = site_of(env)
    site.post("/services", {"csrf_token": site.get("/services").field("csrf_token")})
    platform.world.witness.wait_for("/connect/token")
    turn = turn_of(redis)
    redis.set(turn, b"of another", ex=standing.TURN_LIFE)

    platform.world.faults.clear()
    wait_until(lambda: "Works" in site.get("/services").text, "the look is over")
    assert redis.get(turn) == b"of another"


def test_who_shows_the_dashboard_to_others_sees_the_same(env: dict[str, str], redis: Redis) -> None:
    site = site_of(env)
    told = checked(site)
    token = site.get("/services").field("csrf_token")
    site.post("/presentation", {"csrf_token": token, "presenting": "yes"})
    assert {name: "Works" in said for name, said in states(site).items()} == {
        name: "Works" in said for name, said in told.items()
    }


def test_it_goes_by_the_role_in_the_account_in_use(env: dict[str, str], redis: Redis) -> None:
    """Jonas is a manager in one account and a user in the other: an owner in neither."""
    site = site_of(env)
    site.sign_in(Consent(person="Jonas Weatherby", account="Northlight Studio"), another="1")
    page = site.get("/services", status=403)
    form = {"csrf_token": page.field("csrf_token"), "connection": page.field("connection")}
    site.post("/connections/switch", form)
    assert site.get("/services").heading == "Services"
