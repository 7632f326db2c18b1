"""The session store against the ways in which Flask-Session's own stores were seen to fail."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import msgspec
import pytest
import time_machine
from flask import Flask, Response, session
from flask.testing import FlaskClient
from redis import Redis

from tests.support.slow_requests import Gate
from tests.support.valkey import addresses, alive, dump
from webapp.auth.browser_session import current_session
from webapp.auth.sealed_values import SealedValues
from webapp.auth.sealing import Sealer
from webapp.auth.session_store import SessionStore

IDLE, MAX = 600, 3600


class Contended(SealedValues):
    """Values to which so many `others` write just before somebody else does."""

    others = 0

    def replace(self, secret: str, seen: bytes, value: bytes) -> bytes | None:
        if self.others and (stored := self.read(secret)):
            self.others -= 1
            other = {**msgspec.msgpack.decode(stored.value), "other": self.others}
            super().replace(secret, stored.seen, msgspec.msgpack.encode(other))
        return super().replace(secret, seen, value)


@pytest.fixture
def values(redis: Redis) -> Contended:
    return Contended(redis, Sealer([b"k" * 32]), "session")


@pytest.fixture
def gate() -> Gate:
    return Gate()


@pytest.fixture
def app(values: Contended, gate: Gate) -> Flask:
    app = Flask(__name__)
    app.session_interface = SessionStore(values, idle_seconds=IDLE, max_seconds=MAX)

    views: dict[str, Callable[..., Any]] = {
        "/untouched": lambda: "ok",
        "/read": lambda: dict(session),
        "/write/<key>/<value>": _write,
        "/add-in-place/<value>": lambda value: session.setdefault("list", []).append(value) or "ok",
        "/slow-read": lambda: _then(gate.wait, dict(session)),
        "/slow-write/<key>/<value>": lambda key, value: _then(gate.wait, _write(key, value)),
        "/end": lambda: _then(current_session().end, "ok"),
        "/sign-out": lambda: _then(lambda: current_session().end(forget_cookie=True), "ok"),
        "/slow-switch": lambda: _then(gate.wait, _switch()),
        "/start-over": lambda: _then(current_session().start_over) or _write("who", "new"),
    }
    for rule, view in views.items():
        app.add_url_rule(rule, rule, view)
    return app


def _write(key: str, value: str) -> str:
    session[key] = value
    return "ok"


def _switch() -> str:
    current_session().start_over(same_sign_in=True)
    return _write("who", "new")


def _then(act: Callable[[], object], answer: Any = None) -> Any:
    """Act after the answer was worked out, and give that answer."""
    act()
    return answer


@pytest.fixture
def browser(app: Flask) -> Iterator[FlaskClient]:
    with app.test_client() as client:
        client.get("/write/who/ann")
        yield client


def cookie(client: FlaskClient) -> str:
    found = client.get_cookie("session")
    assert found is not None
    return found.value


def with_cookie(app: Flask, value: str) -> FlaskClient:
    client = app.test_client()
    client.set_cookie("session", value)
    return client


def test_a_session_is_kept_between_requests(browser: FlaskClient) -> None:
    assert browser.get("/read").json == {"who": "ann", "_began": pytest.approx(_now(), abs=10)}


def test_nothing_is_kept_for_a_visitor_about_whom_nothing_is_known(
    app: Flask, redis: Redis
) -> None:
    answer = app.test_client().get("/read")

    assert "Set-Cookie" not in answer.headers
    assert redis.dbsize() == 0


def test_a_request_that_asks_nothing_of_the_session_does_not_reach_redis(
    app: Flask, browser: FlaskClient, redis: Redis
) -> None:
    redis.config_resetstat()

    browser.get("/untouched")

    assert "cmdstat_getex" not in redis.info("commandstats")


def test_reading_writes_nothing_and_sets_no_cookie(browser: FlaskClient, redis: Redis) -> None:
    redis.config_resetstat()

    answer = browser.get("/read")

    assert "Set-Cookie" not in answer.headers
    assert set(redis.info("commandstats")) <= {"cmdstat_getex", "cmdstat_config|resetstat"}


def test_the_redis_key_does_not_contain_the_cookie(browser: FlaskClient, redis: Redis) -> None:
    assert cookie(browser).encode() not in dump(redis)


def test_an_invented_cookie_is_never_taken_over(app: Flask) -> None:
    attacker = with_cookie(app, "chosen-by-an-attacker")

    attacker.get("/write/who/victim")

    assert cookie(attacker) != "chosen-by-an-attacker"


def test_a_value_changed_in_place_is_noticed(browser: FlaskClient) -> None:
    browser.get("/add-in-place/one")
    browser.get("/add-in-place/two")

    assert browser.get("/read").json["list"] == ["one", "two"]  # type: ignore[index]


def test_a_slow_reader_does_not_bring_back_an_old_value(
    app: Flask, browser: FlaskClient, gate: Gate
) -> None:
    slow = with_cookie(app, cookie(browser))
    with gate.held(lambda: slow.get("/slow-read")):
        browser.get("/write/who/bob")

    assert browser.get("/read").json["who"] == "bob"  # type: ignore[index]


def test_a_slow_writer_keeps_what_others_wrote_meanwhile(
    app: Flask, browser: FlaskClient, gate: Gate
) -> None:
    slow = with_cookie(app, cookie(browser))
    with gate.held(lambda: slow.get("/slow-write/colour/red")):
        browser.get("/write/who/bob")

    values = browser.get("/read").json
    assert values is not None
    assert (values["who"], values["colour"]) == ("bob", "red")


@pytest.mark.parametrize(("others", "told"), [(0, 200), (6, 200), (1000, 500)])
def test_a_change_that_meets_many_others_is_kept_or_its_loss_is_told(
    app: Flask, browser: FlaskClient, values: Contended, others: int, told: int
) -> None:
    values.others = others

    answer = browser.get("/write/who/bob")

    values.others = 0
    kept = browser.get("/read").json
    assert kept is not None
    assert answer.status_code == told
    assert kept["who"] == ("bob" if told == 200 else "ann")
    assert ("other" in kept) == (others > 0), "what the others wrote is kept too"


@pytest.mark.parametrize("slow_path", ["/slow-read", "/slow-write/who/ghost"])
@pytest.mark.parametrize("ending", ["/end", "/start-over"])
def test_a_slow_request_does_not_revive_an_ended_session(
    app: Flask, browser: FlaskClient, gate: Gate, slow_path: str, ending: str
) -> None:
    old = cookie(browser)
    slow = with_cookie(app, old)
    with gate.held(lambda: slow.get(slow_path)) as answers:
        browser.get(ending)

    assert with_cookie(app, old).get("/read").json == {}
    assert "Set-Cookie" not in _only(answers).headers, "it could overwrite a newer session's cookie"


def test_a_slow_switch_does_not_outlive_the_end_of_its_session(
    app: Flask, browser: FlaskClient, gate: Gate, redis: Redis
) -> None:
    slow = with_cookie(app, cookie(browser))

    with gate.held(lambda: slow.get("/slow-switch")) as answers:
        browser.get("/end")

    assert "Set-Cookie" not in _only(answers).headers
    assert alive(redis, "session") == []


def test_starting_over_gives_a_new_id_and_nothing_of_the_old_session(browser: FlaskClient) -> None:
    old = cookie(browser)

    browser.get("/start-over")

    assert cookie(browser) != old
    assert browser.get("/read").json["who"] == "new"  # type: ignore[index]


def test_signing_out_takes_the_cookie_away(browser: FlaskClient) -> None:
    browser.get("/sign-out")

    assert browser.get_cookie("session") is None


def test_an_ending_found_by_a_slow_request_leaves_the_cookie_of_a_newer_session(
    browser: FlaskClient,
) -> None:
    answer = browser.get("/end")

    assert "Set-Cookie" not in answer.headers
    assert browser.get("/read").json == {}


def test_the_cookie_is_kept_from_scripts_and_from_other_sites(app: Flask) -> None:
    header = app.test_client().get("/write/who/ann").headers["Set-Cookie"]

    assert "HttpOnly" in header
    assert "SameSite=Lax" in header
    assert "Path=/" in header
    assert "Domain" not in header


def test_an_idle_session_ends_and_use_keeps_it(browser: FlaskClient, redis: Redis) -> None:
    (address,) = addresses(redis)
    redis.expire(address, 5)

    browser.get("/read")

    assert redis.ttl(address) == pytest.approx(IDLE, abs=5)


def test_no_use_keeps_a_session_beyond_its_longest_life(browser: FlaskClient) -> None:
    with time_machine.travel(datetime.now(UTC) + timedelta(seconds=MAX - 5)):
        assert browser.get("/read").json != {}
    with time_machine.travel(datetime.now(UTC) + timedelta(seconds=MAX + 1)):
        assert browser.get("/read").json == {}


def _only(answers: list[Any]) -> Response:
    (answer,) = answers
    assert isinstance(answer, Response)
    return answer


def _now() -> float:
    return datetime.now(UTC).timestamp()
