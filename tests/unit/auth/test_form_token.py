import secrets

from hypothesis import given
from hypothesis import strategies as st

from webapp.auth import form_token

KEY = secrets.token_hex(32)


def test_a_masked_token_is_valid_for_its_own_key_only() -> None:
    token = form_token.masked(KEY, "harbor")

    assert form_token.is_valid(token, KEY)
    assert not form_token.is_valid(token, secrets.token_hex(32))


def test_no_two_answers_carry_the_same_token_and_none_carries_the_key() -> None:
    tokens = {form_token.masked(KEY, "harbor") for _ in range(50)}

    assert len(tokens) == 50
    assert not any(KEY in token for token in tokens)


@given(st.one_of(st.text(), st.binary().map(bytes.hex)))
def test_anything_else_is_refused_without_a_failure(sent: str) -> None:
    assert not form_token.is_valid(sent, KEY)


def test_a_token_names_the_account_it_was_drawn_for_and_no_other() -> None:
    token = form_token.masked(KEY, "harbor")

    assert form_token.is_for(token, "harbor")
    assert not form_token.is_for(token, "northlight")
    assert not form_token.is_for(token.partition(".")[0], "harbor")


def test_a_token_says_that_names_are_hidden_as_does_the_one_that_follows_it() -> None:
    shown = form_token.masked(KEY, "harbor")
    hidden = form_token.masked(KEY, "harbor", names_hidden=True)

    for token, says in ((shown, False), (hidden, True)):
        for each in (token, form_token.renewed(token, secrets.token_hex(32))):
            assert form_token.is_without_names(each) is says
            assert form_token.is_for(each, "harbor")


@given(st.text())
def test_a_token_fits_into_a_header_whatever_the_account_is_called(account: str) -> None:
    token = form_token.masked(KEY, account)

    assert token.isascii()
    assert token.isprintable()
    assert form_token.is_for(token, account)


@given(st.text(alphabet="0123456789abcdef", max_size=200))
def test_only_a_whole_token_has_a_key(sent: str) -> None:
    key = form_token.unmasked(sent)

    assert key is None or len(key) == len(KEY)
    assert (key is None) == (len(sent) != 2 * len(KEY))
