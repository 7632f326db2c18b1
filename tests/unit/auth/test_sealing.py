import pytest
from hypothesis import given
from hypothesis import strategies as st

from webapp.auth.errors import KeyMissing
from webapp.auth.sealing import CannotOpen, Sealer

OLD, NEW = b"o" * 32, b"n" * 32


@given(value=st.binary(), secret=st.text(min_size=1), purpose=st.sampled_from(["session", "x"]))
def test_what_was_sealed_opens_under_the_same_secret_and_purpose(
    value: bytes, secret: str, purpose: str
) -> None:
    sealer = Sealer([NEW])

    sealed = sealer.seal(value, purpose=purpose, secret=secret)

    assert sealer.open(sealed, purpose=purpose, secret=secret) == value


@pytest.mark.parametrize(("purpose", "secret"), [("tokens", "cookie"), ("session", "other")])
def test_another_purpose_or_secret_opens_nothing(purpose: str, secret: str) -> None:
    sealed = Sealer([NEW]).seal(b"value", purpose="session", secret="cookie")

    with pytest.raises(CannotOpen):
        Sealer([NEW]).open(sealed, purpose=purpose, secret=secret)


@given(secret=st.text(min_size=1), value=st.binary())
def test_what_was_sealed_under_a_key_that_is_not_here_is_told_from_what_is_not_ours(
    secret: str, value: bytes
) -> None:
    sealed = Sealer([NEW, OLD]).seal(value, purpose="session", secret="cookie")

    with pytest.raises(KeyMissing):
        Sealer([OLD]).open(sealed, purpose="session", secret=secret)


def test_the_first_key_seals_and_every_key_opens() -> None:
    sealed_before = Sealer([OLD]).seal(b"value", purpose="session", secret="cookie")
    rotated = Sealer([NEW, OLD])

    assert rotated.open(sealed_before, purpose="session", secret="cookie") == b"value"

    sealed_after = rotated.seal(b"value", purpose="session", secret="cookie")
    assert Sealer([NEW]).open(sealed_after, purpose="session", secret="cookie") == b"value"


@given(st.data())
def test_a_changed_byte_anywhere_is_noticed(data: st.DataObject) -> None:
    sealer = Sealer([NEW])
    sealed = sealer.seal(b"value", purpose="session", secret="cookie")
    place = data.draw(st.integers(0, len(sealed) - 1))
    changed = bytearray(sealed)
    changed[place] ^= data.draw(st.integers(1, 255))

    with pytest.raises((CannotOpen, KeyMissing)):
        sealer.open(bytes(changed), purpose="session", secret="cookie")


@given(st.binary(max_size=64))
def test_what_we_never_sealed_is_refused_and_never_run(planted: bytes) -> None:
    with pytest.raises((CannotOpen, KeyMissing)):
        Sealer([NEW]).open(planted, purpose="session", secret="cookie")


def test_the_same_value_never_looks_the_same_twice() -> None:
    sealer = Sealer([NEW])

    sealed = {sealer.seal(b"value", purpose="session", secret="cookie") for _ in range(20)}

    assert len(sealed) == 20
