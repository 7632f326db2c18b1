from urllib.parse import urljoin, urlsplit

import pytest
from flask import Flask
from hypothesis import given
from hypothesis import strategies as st

from webapp.responses.redirects import go, safe_next

OURS = "https://dashboard.test"


@pytest.fixture(scope="module")
def app() -> Flask:
    app = Flask(__name__)
    app.config["SERVER_NAME"] = "dashboard.test"
    for rule, endpoint in [("/", "home"), ("/sign-in", "start"), ("/sign-out", "sign_out")]:
        app.add_url_rule(rule, f"sign_in.{endpoint}")
    return app


@pytest.mark.parametrize(
    "path", ["/team", "/team?q=ann&tag=1", "/team/66a1f0c2b7d8e9001c3a4b5d", "/team#top", "/t%2f/x"]
)
def test_a_page_of_ours_may_be_returned_to(app: Flask, path: str) -> None:
    with app.test_request_context():
        assert safe_next(path) == path


@pytest.mark.parametrize(
    "nasty",
    [
        None,
        "",
        "//evil.test",
        "///evil.test",
        "/\\evil.test",
        "\\\\evil.test",
        "/\t/evil.test",
        "/\n/evil.test",
        " //evil.test",
        "https://evil.test",
        "https:evil.test",
        "javascript:alert(1)",
        "team",
        "/team\r\nSet-Cookie: a=b",
        "/team\x00",
        "/" + "a" * 3000,
        "/sign-in",
        "/sign-in/callback?code=1",
        "/sign-out",
    ],
)
def test_a_hostile_or_looping_return_path_leads_to_the_start_page(
    app: Flask, nasty: str | None
) -> None:
    with app.test_request_context():
        assert safe_next(nasty) == "/"


@given(
    st.lists(st.sampled_from([*"/\\:@?#.%[]ab \t\r\n", "https:", "evil.test", "%2f"])).map("".join)
)
def test_no_return_path_ever_leaves_our_host(sent: str) -> None:
    app = Flask(__name__)
    for rule, endpoint in [("/", "home"), ("/sign-in", "start"), ("/sign-out", "sign_out")]:
        app.add_url_rule(rule, f"sign_in.{endpoint}")
    with app.test_request_context():
        led_to = urljoin(OURS + "/sign-in", safe_next(sent))

    assert urlsplit(led_to).netloc == "dashboard.test"


PARTIAL = {"HX-Request": "true", "HX-Request-Type": "partial"}


@pytest.mark.parametrize(("method", "status"), [("GET", 302), ("POST", 303)])
def test_a_document_is_redirected(app: Flask, method: str, status: int) -> None:
    with app.test_request_context(method=method):
        answer = go("/team")

    assert (answer.status_code, answer.headers["Location"]) == (status, "/team")


def test_a_partial_is_never_redirected(app: Flask) -> None:
    with app.test_request_context(headers=PARTIAL):
        answer = go("/team")

    assert answer.status_code == 200
    assert answer.headers["HX-Redirect"] == "/team"
    assert "Location" not in answer.headers


def test_a_page_of_the_history_is_never_redirected_either(app: Flask) -> None:
    headers = {"HX-Request-Type": "full", "HX-History-Restore-Request": "true"}
    with app.test_request_context(headers=headers):
        answer = go("/team")

    assert (answer.status_code, answer.headers["HX-Redirect"]) == (200, "/team")
    assert "Location" not in answer.headers


def test_htmx_is_led_on_by_an_address_that_a_header_can_hold(app: Flask) -> None:
    with app.test_request_context(headers={"HX-Request": "true"}):
        assert go("/tags/é?q=☃").headers["HX-Redirect"] == "/tags/%C3%A9?q=%E2%98%83"
