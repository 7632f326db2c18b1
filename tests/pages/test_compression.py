"""Answers are small on the way, and the same as ever once they have arrived."""

import gzip
import re
from collections.abc import Callable, Mapping

import brotli
import pytest
from backports import zstd
from flask import Flask, request
from hypothesis import given
from hypothesis import strategies as st
from werkzeug.test import TestResponse

from tests.support.platform import PUBLIC_URL
from tests.support.site import Site
from webapp.responses.compression import chosen

DECODE: dict[str, Callable[[bytes], bytes]] = {
    "zstd": zstd.decompress,
    "br": brotli.decompress,
    "gzip": gzip.decompress,
}
CODINGS = dict.fromkeys(DECODE, bytes)
FILES = ("app.css", "app.js", "choosing.js", "vendor/htmx-4.0.1.min.js")
BROWSER = {"Accept-Encoding": "gzip, deflate, br, zstd"}


def fetched(site: Site, address: str, headers: Mapping[str, str] | None = None) -> TestResponse:
    """An answer as it came, whole."""
    return site.client.get(address, base_url=PUBLIC_URL, headers=headers, buffered=True)


def without_tokens(html: str) -> str:
    """A page but for what differs in each answer."""
    return re.sub(r"[0-9a-f]{64,}\.?[0-9a-f]*|\d\d:\d\d(:\d\d)?|[0-9T:.+-]{20,}", "", html)


@pytest.mark.parametrize("coding", DECODE)
def test_a_page_arrives_as_it_was(site: Site, coding: str) -> None:
    plain = fetched(site, "/team")
    small = fetched(site, "/team", headers={"Accept-Encoding": coding})

    assert "Content-Encoding" not in plain.headers
    assert small.headers["Content-Encoding"] == coding
    assert small.content_length == len(small.data) < len(plain.data) / 5
    arrived = DECODE[coding](small.data).decode()
    assert without_tokens(arrived) == without_tokens(plain.text)
    assert {"Accept-Encoding", "HX-Request"} <= set(small.vary)
    assert small.headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize("coding", DECODE)
@pytest.mark.parametrize("file", FILES)
def test_a_file_arrives_as_it_lies_there_and_is_known_again(
    visitor: Site, coding: str, file: str
) -> None:
    address = f"/static/{file}"
    plain = fetched(visitor, address)
    for _ in range(2):
        small = fetched(visitor, address, headers={"Accept-Encoding": coding})
        assert small.headers["Content-Encoding"] == coding
        assert DECODE[coding](small.data) == plain.data
        assert "immutable" in small.headers["Cache-Control"]
    again = fetched(
        visitor,
        address,
        headers={"Accept-Encoding": coding, "If-None-Match": small.headers["ETag"]},
    )
    assert (again.status_code, again.data) == (304, b"")


def test_a_made_up_query_gets_nothing_else(visitor: Site) -> None:
    first, second = (
        fetched(visitor, f"/static/app.css?v={made_up}", headers=BROWSER) for made_up in "ab"
    )
    assert first.data == second.data


def test_a_part_of_a_file_is_left_alone(visitor: Site) -> None:
    headers = {**BROWSER, "Range": "bytes=0-99"}
    answer = fetched(visitor, "/static/app.css", headers=headers)
    assert answer.status_code == 206
    assert "Content-Encoding" not in answer.headers
    assert len(answer.data) == 100


def test_an_export_is_small_and_a_picture_is_left_alone(site: Site) -> None:
    export = fetched(site, "/team/export.csv", headers=BROWSER)
    assert export.headers["Content-Encoding"] == "zstd"
    assert zstd.decompress(export.data).decode("utf-8-sig").startswith("Name,")
    small = fetched(site, "/livez", headers=BROWSER)
    assert "Content-Encoding" not in small.headers


def test_no_token_of_a_form_is_the_same_in_two_answers(site: Site) -> None:
    """Else its letters could be guessed from how well a page compresses (BREACH)."""
    pages = [site.get("/team", q="0f").html for _ in range(2)]
    first, second = (set(re.findall(r"[0-9a-f]{128}", page)) for page in pages)
    assert first
    assert not first & second
    cookie = site.cookies()["dashboard-session"]
    assert cookie not in pages[0] + pages[1]


def test_the_first_visit_to_the_team_is_small(site: Site) -> None:
    page = fetched(site, "/team", headers=BROWSER)
    html = zstd.decompress(page.data).decode()
    addresses = set(re.findall(r'(?:src|href)="(/static/[^"]+)"', html))
    files = [fetched(site, one, headers=BROWSER) for one in addresses]
    assert all(file.status_code == 200 for file in files)
    assert len(page.data) + sum(len(file.data) for file in files) < 60 * 1024


NAMES = st.sampled_from(["zstd", "br", "gzip", "identity", "*", "deflate", "x"])
QUALITIES = st.sampled_from(["", ";q=0", ";q=0.0", ";q=0.5", ";q=1", ";q=nonsense"])


@given(st.lists(st.tuples(NAMES, QUALITIES), max_size=6))
def test_nothing_is_sent_that_the_browser_did_not_say_it_takes(
    parts: list[tuple[str, str]],
) -> None:
    header = ", ".join(f"{name}{quality}" for name, quality in parts)
    with Flask(__name__).test_request_context(headers={"Accept-Encoding": header}):
        coding = chosen(CODINGS)
        if coding is not None:
            assert request.accept_encodings.quality(coding) > 0


@pytest.mark.parametrize(
    ("header", "coding"),
    [
        ("", None),
        ("gzip, deflate, br, zstd", "zstd"),
        ("gzip, deflate, br", "br"),
        ("gzip", "gzip"),
        ("*", "zstd"),
        ("br;q=0, gzip;q=0.1", "gzip"),
        ("gzip;q=0.2, br;q=0.9", "br"),
        ("br;q=0", None),
        ("identity", None),
        ("identity, gzip;q=0.5", None),
        ("deflate", None),
    ],
)
def test_the_best_of_what_is_taken_is_chosen(header: str, coding: str | None) -> None:
    with Flask(__name__).test_request_context(headers={"Accept-Encoding": header}):
        assert chosen(CODINGS) == coding
