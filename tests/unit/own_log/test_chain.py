"""The chain: whole as it was written, and no single change to it goes unnoticed."""

from collections.abc import Sequence

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from webapp.own_log import chain as chaining
from webapp.own_log.chain import Deed, Done, Flaw, Head, Verdict, digest, link

words = st.text(max_size=12)
done = st.builds(Done, words, words, st.none() | words, words)
MOST = 8
EARLIER = Head(MOST + 7, "a" * 64)
"""So many were there that the first are kept no more."""


def verify(deeds: Sequence[Deed | None], head: Head) -> Verdict:
    """Of a log that keeps few, which is as good as one that keeps many, and quicker."""
    return chaining.verify(deeds, head, MOST)


@st.composite
def chains(draw: st.DrawFn) -> tuple[list[Deed], Head]:
    """A chain from its first entry on, or the kept end of a long one."""
    if draw(st.booleans()):
        return link(draw(st.lists(done, min_size=2, max_size=MOST)), Head())
    return link(draw(st.lists(done, min_size=MOST, max_size=MOST)), EARLIER)


some_chain = st.shared(chains(), key="chain")
place = some_chain.flatmap(lambda chain: st.integers(0, len(chain[0]) - 1))


@given(some_chain)
def test_a_chain_is_whole_as_it_was_written(chain: tuple[list[Deed], Head]) -> None:
    verdict = verify(*chain)

    assert verdict.is_whole
    assert (verdict.entries, verdict.at) == (len(chain[0]), None)


def test_nothing_is_a_whole_chain() -> None:
    assert verify([], Head()).is_whole


@given(some_chain, place, st.sampled_from(Deed.__struct_fields__), words)
def test_a_changed_entry_is_found_where_it_stands(
    chain: tuple[list[Deed], Head], at: int, name: str, other: str
) -> None:
    deeds, head = chain
    old = getattr(deeds[at], name)
    new = old + 1 if name == "number" else f"{old}{other}x"

    changed = [*deeds[:at], msgspec.structs.replace(deeds[at], **{name: new}), *deeds[at + 1 :]]

    assert verify(changed, head).at == deeds[at].number


@given(some_chain, place)
def test_a_changed_entry_with_its_own_hash_made_anew_is_found(
    chain: tuple[list[Deed], Head], at: int
) -> None:
    """Then its neighbour, or the end, does not fit."""
    deeds, head = chain
    forged = msgspec.structs.replace(deeds[at], outcome=deeds[at].outcome + "!")
    forged = msgspec.structs.replace(forged, hash=digest(forged))

    verdict = verify([*deeds[:at], forged, *deeds[at + 1 :]], head)

    assert verdict.flaw is Flaw.CHANGED
    assert verdict.at == min(forged.number + 1, head.count)


@given(some_chain, place)
def test_a_removed_entry_is_found(chain: tuple[list[Deed], Head], at: int) -> None:
    deeds, head = chain

    verdict = verify(deeds[:at] + deeds[at + 1 :], head)

    assert (verdict.flaw, verdict.at) == (Flaw.ABSENT, deeds[at].number)


@given(some_chain, st.data())
def test_a_cut_end_or_beginning_is_found(
    chain: tuple[list[Deed], Head], data: st.DataObject
) -> None:
    deeds, head = chain
    size = data.draw(st.integers(1, len(deeds)))

    assert verify(deeds[:-size], head).at == deeds[-size].number
    assert verify(deeds[size:], head).at == deeds[0].number


@given(some_chain, st.data())
def test_two_entries_that_were_swapped_are_found(
    chain: tuple[list[Deed], Head], data: st.DataObject
) -> None:
    deeds, head = chain
    first, second = sorted(
        data.draw(st.lists(place, min_size=2, max_size=2, unique=True), label="places")
    )
    swapped = list(deeds)
    swapped[first], swapped[second] = swapped[second], swapped[first]

    assert verify(swapped, head).at == deeds[first].number


@given(some_chain, place, place)
def test_an_entry_that_was_put_in_is_found(
    chain: tuple[list[Deed], Head], at: int, copied: int
) -> None:
    deeds, head = chain

    assert not verify([*deeds[:at], deeds[copied], *deeds[at:]], head).is_whole
    assert verify([*deeds, deeds[copied]], head).flaw is Flaw.SURPLUS


@given(some_chain, place)
def test_an_entry_that_cannot_be_read_is_found(chain: tuple[list[Deed], Head], at: int) -> None:
    deeds, head = chain

    verdict = verify([*deeds[:at], None, *deeds[at + 1 :]], head)

    assert (verdict.flaw, verdict.at) == (Flaw.UNREADABLE, deeds[at].number)


@pytest.mark.parametrize("count", [-1, 1])
@given(some_chain)
def test_another_end_is_found(count: int, chain: tuple[list[Deed], Head]) -> None:
    deeds, head = chain

    assert not verify(deeds, Head(head.count + count, head.hash)).is_whole
    assert not verify(deeds, Head(head.count, "0" * 64)).is_whole


def test_a_lost_end_is_found_with_entries_and_without() -> None:
    deeds, _ = link([Done("t", "a", None, "ok")], Head())

    assert not verify(deeds, Head()).is_whole
    assert not verify([], Head(0, "unreadable")).is_whole


def test_the_hash_is_that_of_the_recipe() -> None:
    deed = Deed(1, "2026-03-02T09:14:07.512Z", "GET /tags", None, "ok", "0" * 64, "")

    # printf '…' | sha256sum, of the entry as canonical JSON
    assert digest(deed) == "f5b61e31f1d75f3fb44d9332d74a8ec93087be95633308f018c523e9eef89591"
