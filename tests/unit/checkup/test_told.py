import json

import pytest

from webapp.auth.errors import (
    AnswerRefused,
    AuthError,
    ClientRefused,
    GrantEnded,
    LoginUnavailable,
    RequestRefused,
)
from webapp.checkup import as_json, as_table, is_well
from webapp.checkup.bounded import within
from webapp.checkup.login_told import client_told, redirect_told
from webapp.checkup.row import Row, State, failed, ok, skipped

URI = "https://dashboard.test/sign-in/callback"
ROWS = [
    ok("All there.").named("Settings", 1),
    failed("It does not answer.", "Start it.").named("Redis", 2000),
    skipped("Not configured.").named("Service: Personify", 0),
    Row("Service: Profile", State.OK, "It serves.", "", "ok", 34, 12.4, 3540.0),
]


def test_the_table_has_a_line_for_each_and_says_what_to_do() -> None:
    assert as_table(ROWS, 84).splitlines() == [
        "Settings            ok      All there. (1 ms)",
        "Redis               FAILED  It does not answer. (2000 ms)",
        "                            → Start it.",
        "Service: Personify  –       Not configured.",
        "Service: Profile    ok      It serves. (last answer: ok, 34 ms, token 12 s old, good",
        "                            for 59 min)",
    ]


@pytest.mark.parametrize("columns", [0, 40, 80, 200])
def test_no_line_is_wider_than_it_must_be(columns: int) -> None:
    rows = [failed("many words " * 30 + "\n- of several lines", "do " * 40).named("Redis", 1)]

    table = as_table(rows, columns)

    assert max(map(len, table.splitlines())) <= max(columns, 60)
    assert "\n               - of several lines" in table


def test_whatever_a_server_calls_itself_moves_no_cursor() -> None:
    assert "\x1b" not in as_table([ok("The login is https://a\x1b[2J.").named("Discovery", 1)], 80)


def test_machines_get_figures_and_null_where_there_is_none() -> None:
    told = json.loads(as_json(ROWS))

    assert told["ok"] is False
    assert [check["state"] for check in told["checks"]] == ["ok", "failed", "skipped", "ok"]
    assert told["checks"][3]["token_age_seconds"] == 12
    assert told["checks"][2]["milliseconds"] is None


def test_one_failure_is_enough_and_what_is_skipped_is_none() -> None:
    assert not is_well(ROWS)
    assert is_well([row for row in ROWS if row.state is not State.FAILED])


def test_a_check_that_breaks_is_a_failure_without_its_text() -> None:
    def breaks() -> Row:
        raise RuntimeError("canary")

    row = within("Redis", breaks)

    assert row.state is State.FAILED
    assert "RuntimeError" in row.said
    assert "canary" not in repr(row)


@pytest.mark.parametrize(
    ("error", "state", "said"),
    [
        (GrantEnded("…"), State.OK, "knows the client"),
        (ClientRefused("…"), State.FAILED, "does not accept"),
        (LoginUnavailable("It answered 500."), State.FAILED, "500"),
        (RequestRefused("It answered “invalid_request”."), State.SKIPPED, "cannot be told"),
        (AnswerRefused("It is no JSON."), State.FAILED, "no JSON"),
    ],
)
def test_a_made_up_code_tells_whether_the_client_is_known(
    error: AuthError, state: State, said: str
) -> None:
    row = client_told(error)

    assert row.state is state
    assert said in row.said


@pytest.mark.parametrize(
    ("told", "state"),
    [
        ((200, ""), State.OK),
        ((302, "https://login.test/sign-in?next=…"), State.OK),
        ((302, f"{URI}?code=a&state=b"), State.OK),
        ((302, f"{URI}?error=invalid_scope&state=b"), State.FAILED),
        ((400, ""), State.FAILED),
        ((401, ""), State.FAILED),
        ((404, ""), State.FAILED),
        ((429, ""), State.FAILED),
        ((500, ""), State.FAILED),
        (ClientRefused("…"), State.FAILED),
        (LoginUnavailable("…"), State.FAILED),
        (AnswerRefused("It answered “invalid_redirect_uri”."), State.FAILED),
    ],
)
def test_a_sign_in_that_nobody_finishes_tells_of_the_redirect_address(
    told: AuthError | tuple[int, str], state: State
) -> None:
    assert redirect_told(told, URI).state is state


def test_a_refused_redirect_address_is_the_one_to_register() -> None:
    assert f"exactly {URI} registered" in redirect_told((400, ""), URI).advice
