import logging
from pathlib import Path
from typing import Any

import pytest

from webapp.security_log import Event, Form, Outcome, Reason, SecurityLog

KEY = b"k" * 32
IDENTIFIERS: dict[str, Any] = {
    "account": "66a1f0c2b7d8e9001c3a4b5d",
    "subject": "ann@finch.test",
    "session": "canary-session",
    "connection": "canary-connection",
    "client": "canary-client",
}


@pytest.fixture
def log(caplog: pytest.LogCaptureFixture) -> pytest.LogCaptureFixture:
    caplog.set_level(logging.INFO, logger="webapp.security")
    return caplog


def facts(record: logging.LogRecord) -> dict[str, Any]:
    """What the line says beyond what every line says."""
    usual = {*vars(logging.makeLogRecord({})), "message"}
    return {name: value for name, value in vars(record).items() if name not in usual}


def test_an_event_is_one_line_of_the_security_logger(log: pytest.LogCaptureFixture) -> None:
    SecurityLog(KEY).record(Event.REFRESH, outcome=Outcome.RENEWED)

    (line,) = log.records
    assert (line.name, line.levelname) == ("webapp.security", "INFO")
    assert line.getMessage() == "refresh renewed"
    assert facts(line) == {"event": "refresh", "outcome": "renewed"}


def test_who_is_concerned_is_never_written_as_it_is(log: pytest.LogCaptureFixture) -> None:
    SecurityLog(KEY).record(Event.SIGN_IN, **IDENTIFIERS)

    said = facts(log.records[0])
    assert set(said) == {"event", *IDENTIFIERS}
    for name, value in IDENTIFIERS.items():
        assert len(said[name]) == 16
        assert int(said[name], 16) >= 0
        assert value not in str(vars(log.records[0]))


def test_lines_on_the_same_person_can_be_found_together(log: pytest.LogCaptureFixture) -> None:
    SecurityLog(KEY).record(Event.SIGN_IN, subject="ann@finch.test")
    SecurityLog(KEY).record(Event.SIGN_OUT, subject="ann@finch.test")
    SecurityLog(KEY).record(Event.SIGN_IN, subject="ben@finch.test")

    first, second, third = (facts(line)["subject"] for line in log.records)
    assert first == second != third


def test_a_hash_cannot_be_guessed_without_the_key(log: pytest.LogCaptureFixture) -> None:
    SecurityLog(KEY).record(Event.SIGN_IN, subject="ann@finch.test")
    SecurityLog(b"q" * 32).record(Event.SIGN_IN, subject="ann@finch.test")

    assert facts(log.records[0])["subject"] != facts(log.records[1])["subject"]


def test_an_account_and_a_person_of_the_same_id_are_not_mixed_up(
    log: pytest.LogCaptureFixture,
) -> None:
    SecurityLog(KEY).record(Event.SIGN_IN, subject="7", account="7")

    assert facts(log.records[0])["subject"] != facts(log.records[0])["account"]


def test_of_an_address_only_the_network_is_written(log: pytest.LogCaptureFixture) -> None:
    SecurityLog(KEY).record(Event.SIGN_IN_REFUSED, reason=Reason.DENIED, address="203.0.113.77")
    SecurityLog(KEY).record(Event.SIGN_IN_REFUSED, address="canary\n{}")

    assert facts(log.records[0])["place"] == "203.0.113.x"
    assert facts(log.records[1])["place"] == "unknown"
    assert not hasattr(log.records[0], "address")


def test_a_number_of_items_may_be_told(log: pytest.LogCaptureFixture) -> None:
    SecurityLog(KEY).record(Event.BULK_CHANGE, count=0)

    assert facts(log.records[0]) == {"event": "bulk_change", "count": 0}


@pytest.mark.parametrize(
    "mistaken",
    [
        {"event": "canary\nsign_in"},
        {"reason": "canary"},
        {"outcome": "canary"},
        {"outcome": Reason.DENIED},
        {"reason": Outcome.LOST},
        {"count": "canary"},
        {"form": "canary"},
    ],
    ids=str,
)
def test_a_word_of_no_list_is_neither_written_nor_repeated(
    log: pytest.LogCaptureFixture, mistaken: dict[str, Any]
) -> None:
    with pytest.raises(TypeError) as refusal:
        SecurityLog(KEY).record(**{"event": Event.REFUSED, **mistaken})

    assert "canary" not in str(refusal.value)
    assert not log.records


@pytest.mark.parametrize("name", ["token", "cookie", "state", "code", "place", "request"])
def test_there_is_no_place_for_other_facts(log: pytest.LogCaptureFixture, name: str) -> None:
    mistaken: dict[str, Any] = {name: "canary"}

    with pytest.raises(TypeError):
        SecurityLog(KEY).record(Event.REFUSED, **mistaken)

    assert not log.records


def test_the_log_does_not_say_its_key() -> None:
    assert "kkkk" not in repr(SecurityLog(KEY)) + str(SecurityLog(KEY))


@pytest.mark.parametrize("word", [*Event, *Reason, *Outcome, *Form], ids=str)
def test_operators_are_told_every_word_that_a_line_may_hold(word: str) -> None:
    assert f"`{word}`" in Path("docs/operating.md").read_text()
