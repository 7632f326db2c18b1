import json
import logging
from collections.abc import Iterator
from logging.config import dictConfig
from typing import Any

import pytest
from flask import Flask

from webapp.log_lines import configuration
from webapp.request_id import under
from webapp.security_log import Event, SecurityLog


@pytest.fixture(autouse=True)
def _as_it_was() -> Iterator[None]:
    """The set-up is the whole process's: what the tests had is put back."""
    loggers = [logging.getLogger(name) for name in (None, "webapp.security", "_granian", "some")]
    kept = [(one, one.level, one.handlers[:], one.propagate) for one in loggers]
    yield
    for one, level, handlers, propagate in kept:
        one.setLevel(level)
        one.handlers[:] = handlers
        one.propagate = propagate


class Written:
    """What stands on standard error since the test began."""

    def __init__(self, capsys: pytest.CaptureFixture[str]):
        self._capsys = capsys

    def text(self) -> str:
        return self._capsys.readouterr().err

    def lines(self) -> list[dict[str, Any]]:
        return [json.loads(line) for line in self.text().splitlines()]


@pytest.fixture
def written(capsys: pytest.CaptureFixture[str]) -> Written:
    return Written(capsys)


def test_a_line_is_one_object_with_time_level_logger_and_message(written: Written) -> None:
    dictConfig(configuration("json", "WARNING"))

    logging.getLogger("some.part").warning("two\nlines of %s", "text\u2028")

    (line,) = written.lines()
    assert line.pop("time").endswith("+00:00")
    assert line == {
        "level": "WARNING",
        "logger": "some.part",
        "message": "two\nlines of text\u2028",
    }


def test_an_error_with_its_traceback_is_one_line_too(written: Written) -> None:
    dictConfig(configuration("json", "WARNING"))

    try:
        raise ZeroDivisionError
    except ZeroDivisionError:
        logging.getLogger("some").exception("failed")

    (line,) = written.lines()
    assert "ZeroDivisionError" in line["exception"]


def test_within_a_request_a_line_names_it_and_its_endpoint_but_not_its_path(
    written: Written,
) -> None:
    dictConfig(configuration("json", "WARNING"))
    app = Flask(__name__)
    app.add_url_rule("/people/<id>", "people.one")

    with app.test_request_context("/people/canary?code=canary"), under("abc123"):
        logging.getLogger("some").warning("within")
    logging.getLogger("some").warning("after")

    within, after = written.lines()
    assert (within["request"], within["endpoint"]) == ("abc123", "people.one")
    assert "canary" not in str(within)
    assert not {"request", "endpoint"} & set(after)


def test_security_events_are_written_whatever_the_level(written: Written) -> None:
    dictConfig(configuration("json", "ERROR"))

    SecurityLog(b"k" * 32).record(Event.SIGN_OUT, account="7", address="203.0.113.7")
    logging.getLogger("some").warning("not worth a line")

    (line,) = written.lines()
    assert (line["logger"], line["event"], line["place"]) == (
        "webapp.security",
        "sign_out",
        "203.0.113.x",
    )
    assert len(line["account"]) == 16


def test_the_servers_own_lines_take_the_same_way(written: Written) -> None:
    dictConfig(configuration("json", "WARNING"))

    logging.getLogger("_granian").error("no such port")

    assert [line["message"] for line in written.lines()] == ["no such port"]


def test_plain_lines_are_for_people(written: Written) -> None:
    dictConfig(configuration("plain", "WARNING"))

    logging.getLogger("some").warning("watch out")

    assert written.text() == "WARNING some: watch out\n"
