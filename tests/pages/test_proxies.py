"""Whose word is taken for where a browser is."""

from dataclasses import replace

import pytest
from flask import Flask, request, request_started

from webapp import create_app
from webapp.settings import Settings

PEER = "10.0.0.7"
PUBLIC = "http://127.0.0.1:8000"


def seen(settings: Settings, proxies: int, **headers: str) -> tuple[str | None, str, str]:
    """Address, scheme and host of a request as the pages see it, from `PEER` with `headers`."""
    app = create_app(replace(settings, trusted_proxies=proxies))
    found: list[tuple[str | None, str, str]] = []

    def note(_: Flask) -> None:
        found.append((request.remote_addr, request.scheme, request.host))

    with request_started.connected_to(note, app):
        app.test_client().get(
            "/livez", base_url=PUBLIC, headers=headers, environ_base={"REMOTE_ADDR": PEER}
        )
    return found[0]


@pytest.mark.parametrize(
    ("proxies", "forwarded", "address"),
    [
        (0, "203.0.113.9", PEER),
        (1, "203.0.113.9", "203.0.113.9"),
        (1, "1.2.3.4, 203.0.113.9", "203.0.113.9"),
        (2, "1.2.3.4, 203.0.113.9, 10.0.0.8", "203.0.113.9"),
        (2, "203.0.113.9", PEER),
    ],
)
def test_as_many_proxies_are_believed_as_the_operator_runs(
    settings: Settings, proxies: int, forwarded: str, address: str
) -> None:
    assert seen(settings, proxies, **{"X-Forwarded-For": forwarded})[0] == address


def test_nobody_tells_us_our_own_host_or_scheme(settings: Settings) -> None:
    headers = {
        "X-Forwarded-For": "203.0.113.9",
        "X-Forwarded-Proto": "https",
        "X-Forwarded-Host": "evil.test",
        "X-Forwarded-Port": "666",
        "X-Forwarded-Prefix": "/evil",
    }

    assert seen(settings, 1, **headers)[1:] == ("http", "127.0.0.1:8000")
