"""What an answer of an OAuth endpoint says as JSON, and that nobody else reads it."""

import pytest

from webapp.auth.one_call import Answer

REFUSAL = '{"error": "invalid_grant", "error_description": "é"}'


@pytest.mark.parametrize("charset", ["utf-8", "utf-8-sig", "utf-16", "utf-32", "latin-1"])
def test_an_answer_is_read_in_whatever_way_it_is_written(charset: str) -> None:
    assert Answer(400, REFUSAL.encode(charset)).json()["error"] == "invalid_grant"


def test_a_number_of_thousands_of_digits_spoils_no_answer() -> None:
    told = Answer(200, b'{"expires_in": ' + b"9" * 5000 + b"}").json()

    assert told == {"expires_in": float("inf")}


def test_an_answer_does_not_print_what_it_says() -> None:
    assert "canary" not in repr(Answer(200, b"canary"))
