import secrets

from hypothesis import given
from hypothesis import strategies as st

from webapp.auth import form_token

KEY = secrets.token_hex(32)


def test_a_masked_token_is_valid_for_its_own_key_only() -> None:
    token = form_token.masked(KEY)

    assert form_token.is_valid(token, KEY)
    assert not form_token.is_valid(token, secrets.token_hex(32))


def test_no_two_answers_carry_the_same_token_and_none_carries_the_key() -> None:
    tokens = {form_token.masked(KEY) for _ in range(50)}

    assert len(tokens) == 50
    assert not any(KEY in token for token in tokens)


@given(st.one_of(st.text(), st.binary().map(bytes.hex)))
def test_anything_else_is_refused_without_a_failure(sent: str) -> None:
    assert not form_token.is_valid(sent, KEY)
