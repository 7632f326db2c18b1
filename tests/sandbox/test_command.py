"""`python -m sandbox`: what it prints, and how it ends."""

import os
import re
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
import requests

from sandbox.app_plans import PLANS

COMMAND = [sys.executable, "-W", "error", "-m", "sandbox", "--login-port", "0", "--api-port", "0"]
OUTBOX = "What would be sent to people: http://127.0.0.1:"
READY = r"Sandbox: login http://127\.0\.0\.1:\d+, API (http://127\.0\.0\.1:\d+)\n"


@contextmanager
def started(*more: str, **environment: str) -> Iterator[tuple[subprocess.Popen[str], list[str]]]:
    """The command and the lines it printed until it was ready."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("SANDBOX_")}
    process = subprocess.Popen(
        [*COMMAND, *more],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        env=kept | environment,
    )
    with process:
        assert process.stdout is not None
        lines = []
        for line in process.stdout:
            lines.append(line)
            if line.startswith("Sandbox: "):
                break
        try:
            yield process, lines
        finally:
            process.kill()


def test_credentials_are_made_up_and_printed_as_settings() -> None:
    with started() as (_, lines):
        url, client_id, secret, outbox, ready = lines
        found = re.fullmatch(READY, ready)
        assert found is not None
        assert url == f"PROFILE_API_URL={found[1]}\n"
        assert outbox.startswith(OUTBOX)
        assert re.fullmatch(r"PROFILE_CLIENT_ID=client_\w{16}\n", client_id)
        assert re.fullmatch(r"PROFILE_CLIENT_SECRET=[\w-]{43}\n", secret)


def test_given_credentials_are_not_printed() -> None:
    given = {"SANDBOX_CLIENT_ID": "dashboard", "SANDBOX_CLIENT_SECRET": "an-invented-secret"}
    with started("--people", "100000", **given) as (_, lines):
        outbox, ready = lines
        assert outbox.startswith(OUTBOX)
        assert re.fullmatch(READY, ready)


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_ends_it_without_a_word(number: signal.Signals) -> None:
    with started() as (process, _):
        process.send_signal(number)
        assert process.wait(10) == 0
        assert process.stdout is not None
        assert process.stdout.read() == ""


def test_a_taken_port_ends_it_with_a_sentence() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        with started("--api-port", str(port)) as (process, lines):
            assert lines == [f"Port {port} on 127.0.0.1 is already taken.\n"]
            assert process.wait(10) == 1


@pytest.mark.parametrize(("more", "known"), [((), True), (("--no-connected-apps",), False)])
def test_the_apps_connected_before_can_be_left_out(more: tuple[str, ...], known: bool) -> None:
    with started(*more) as (_, lines):
        login = re.search(r"login (http://[0-9.:]+)", lines[-1])
        assert login is not None
        fields = {"client_id": PLANS[0].client.client_id, "token": "x"}
        answer = requests.post(f"{login[1]}/oauth/revoke", data=fields, timeout=10)
    assert (answer.status_code == 200) is known


def test_the_other_origins_and_the_services_are_there_where_asked_for() -> None:
    more = ("--v3-port", "0", "--personify-port", "0", "--services")
    given = {"SANDBOX_PROFILE_SERVICE_ID": "nightly", "SANDBOX_PROFILE_SERVICE_SECRET": "invented"}
    with started(*more, **given) as (_, lines):
        said = dict(line.strip().split("=", 1) for line in lines if line.startswith("P"))
        assert lines[-1].endswith(f", v3 {said['PROFILE_V3_URL']}, Personify {url(said)}\n")
        assert "invented" not in "".join(lines)
        export = {"grant_type": "client_credentials", "client_id": "nightly"}
        export["client_secret"] = "invented"
        for address in (
            f"{said['PROFILE_API_URL']}/api/v4/auth",
            f"{said['PROFILE_V3_URL']}/v3/auth",
        ):
            assert requests.post(address, json=export, timeout=10).status_code == 200
        assert first_exhibitors(said) == 1


def url(said: dict[str, str]) -> str:
    return said["PERSONIFY_API_URL"]


def first_exhibitors(said: dict[str, str]) -> int:
    """How many are on a page of one, read with the credentials that were printed."""
    form = {
        "grant_type": "client_credentials",
        "scope": "idp_api",
        "client_id": said["PERSONIFY_CLIENT_ID"],
        "client_secret": said["PERSONIFY_CLIENT_SECRET"],
    }
    token = requests.post(f"{url(said)}/connect/token", data=form, timeout=10).json()
    answer = requests.get(
        f"{url(said)}/api/v1/exhibitor/event/{said['PERSONIFY_EVENT_ID']}?Page=1&ItemsPerPage=1",
        headers={
            "Authorization": f"Bearer {token['access_token']}",
            "X-Tenant-Id": said["PERSONIFY_TENANT_ID"],
        },
        timeout=10,
    )
    return len(answer.json()["data"])
