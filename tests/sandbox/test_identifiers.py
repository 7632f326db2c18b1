"""Ids give back what they stand for, and nobody else's text is taken for one."""

from hypothesis import given
from hypothesis import strategies as st

from sandbox.identifiers import Identifiers, Kind, well_formed

IDS = Identifiers(seed=1)
KINDS = st.sampled_from(Kind)
ACCOUNTS = st.integers(0, 255)
POSITIONS = st.integers(0, 2**64 - 1)


@given(KINDS, ACCOUNTS, POSITIONS)
def test_an_id_can_be_read_back(kind: Kind, account: int, position: int) -> None:
    written = IDS.write(kind, account, position)
    assert well_formed(written)
    assert IDS.read(written) == IDS.read(written.upper()) == (kind, account, position)


@given(st.text() | st.from_regex(r"[0-9a-f]{24}", fullmatch=True))
def test_a_text_that_was_not_written_reads_as_nothing_or_as_itself(text: str) -> None:
    found = IDS.read(text)
    assert found is None or IDS.write(*found) == text.lower()


@given(KINDS, ACCOUNTS, st.integers(0, 100_000))
def test_another_seed_s_id_stands_for_nothing_small(
    kind: Kind, account: int, position: int
) -> None:
    found = Identifiers(seed=2).read(IDS.write(kind, account, position))
    assert found is None or found.position > 100_000
