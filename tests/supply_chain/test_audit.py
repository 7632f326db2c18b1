"""An audit that could not be made is never taken for one that found nothing."""

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest

from tests.supply_chain import audit
from tests.supply_chain.audit import CLEAN, NOT_AUDITED, VULNERABLE, WHERE_REACHABLE
from tests.supply_chain.locked import requirements
from tests.support.ports import free_port

HOLE: dict[str, Any] = {
    "id": "GHSA-test-test-test",
    "aliases": [],
    "summary": "invented",
    "affected": [
        {
            "package": {"name": "jinja2", "ecosystem": "PyPI"},
            "ranges": [{"type": "ECOSYSTEM", "events": [{"introduced": "0"}, {"fixed": "99.0"}]}],
        }
    ],
}
SKIPPED = {"dependencies": [{"name": "flask", "skip_reason": "Dependency not found on PyPI"}]}
KNOWN = {"dependencies": [{"name": "flask", "version": "3.1.3", "vulns": []}]}


@contextmanager
def service(vulnerable: str = "", unknown: str = "") -> Iterator[list[str]]:
    """A vulnerability service in OSV's words: of one package it knows a hole, at one it fails.

    Yields the options that have it asked.
    """

    class Answer(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            name = asked["package"]["name"]
            body = json.dumps({"vulns": [HOLE]} if name == vulnerable else {}).encode()
            self.send_response(500 if name == unknown else 200)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: Any) -> None:
            """Nothing: the tests' output is pytest's."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Answer)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield options(server.server_port)
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def options(port: int) -> list[str]:
    return ["-s", "osv", "--osv-url", f"http://127.0.0.1:{port}"]


def test_all_that_is_locked_is_audited(capsys: pytest.CaptureFixture[str]) -> None:
    with service() as asked:
        assert audit.main(asked) == CLEAN

    locked = len(requirements())
    assert f"No known vulnerability in {locked} of {locked} locked packages." in (
        capsys.readouterr().out
    )


@pytest.mark.parametrize("also", [[], [WHERE_REACHABLE]], ids=["strict", "where reachable"])
def test_a_known_vulnerability_fails(capsys: pytest.CaptureFixture[str], also: list[str]) -> None:
    with service(vulnerable="jinja2") as asked:
        assert audit.main([*asked, *also]) == VULNERABLE

    said = capsys.readouterr().out
    assert "VULNERABLE: jinja2" in said
    assert "GHSA-test-test-test, mended in 99.0" in said
    assert "No known" not in said


def test_a_vulnerability_that_is_accepted_fails_nothing() -> None:
    """As `main` hands on what stands in pyproject.toml."""
    with service(vulnerable="jinja2") as asked:
        assert audit.main([*asked, "--ignore-vuln", HOLE["id"]]) == CLEAN


@pytest.mark.parametrize(
    ("also", "ends"), [([], NOT_AUDITED), ([WHERE_REACHABLE], CLEAN)], ids=["strict", "reachable"]
)
def test_where_no_service_answers_it_says_so_and_only_so(
    capsys: pytest.CaptureFixture[str], also: list[str], ends: int
) -> None:
    assert audit.main([*options(free_port()), *also]) == ends

    said = capsys.readouterr().out
    assert said.startswith("NOT AUDITED: no vulnerability service answers here")
    assert "No known vulnerability" not in said


def test_a_service_that_fails_half_way_has_not_audited(
    capsys: pytest.CaptureFixture[str],
) -> None:
    with service(unknown="jinja2") as asked:
        assert audit.main([*asked, WHERE_REACHABLE]) == NOT_AUDITED

    assert "NOT AUDITED: jinja2" in capsys.readouterr().out


def test_a_package_that_pip_audit_skips_was_not_audited() -> None:
    found = audit.read(json.dumps(SKIPPED), "")

    assert found.unaudited == {"flask": "Dependency not found on PyPI"}
    assert audit.verdict(found, 1) == NOT_AUDITED
    assert audit.verdict(audit.read(json.dumps(KNOWN), ""), 1) == CLEAN
