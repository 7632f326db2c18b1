"""People who are invited, changed and deleted read as any list would, at any size, at once."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from time import perf_counter

import pytest
import time_machine
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from sandbox.population.profiles import Profile
from sandbox.profiles import NoSuchProfile, ProfileBook
from sandbox.seed import build
from tests.sandbox.conftest import TODAY

SIZE = 12
BOOK = build(SIZE, today=TODAY, connected_apps=False).accounts[0].profiles
SEEDED = BOOK.page(1, SIZE)
ADDRESSES = ("ines.varga@example.test", "INES.VARGA@example.test", SEEDED[3].email)
STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("create"), st.sampled_from(ADDRESSES)),
        st.tuples(st.just("change"), st.integers(0, 30), st.sampled_from(ADDRESSES)),
        st.tuples(st.just("delete"), st.integers(0, 30)),
        st.tuples(st.just("look")),
    ),
    max_size=40,
)


@pytest.fixture
def book() -> ProfileBook:
    BOOK.reset()
    return BOOK


def carried_out(step: tuple[object, ...], book: ProfileBook, model: list[Profile]) -> None:
    """One write to the book, and the same to a plain list."""
    match step:
        case ("create", str(email)):
            model.append(book.create(email=email))
        case ("change", int(index), str(email)) if model:
            place = index % len(model)
            changed = book.change(model[place].id, email=email)
            assert changed == replace(model[place], email=email, updated_at=changed.updated_at)
            model[place] = changed
        case ("delete", int(index)) if model:
            gone = model.pop(index % len(model))
            assert book.delete(gone.id) == gone
        case ("look",):
            book.reached_by(email=ADDRESSES[0])


@given(STEPS, st.integers(1, 7))
def test_after_any_writes_it_reads_as_a_plain_list_would(
    steps: list[tuple[object, ...]], limit: int
) -> None:
    BOOK.reset()
    model = list(SEEDED)
    everybody = {profile.id for profile in model}
    for step in steps:
        carried_out(step, BOOK, model)
        everybody |= {profile.id for profile in model}

    pages = [BOOK.page(number, limit) for number in range(1, len(model) // limit + 3)]
    assert [profile for page in pages for profile in page] == model
    assert [BOOK.id_at(index) for index in range(len(model))] == [each.id for each in model]
    assert [BOOK.at(index) for index in range(len(model))] == model
    assert (len(BOOK), pages[-1]) == (len(model), [])
    standing = {profile.id: profile for profile in model}
    for profile_id in everybody:
        assert BOOK.find(profile_id) == standing.get(profile_id)
        assert BOOK.holds(profile_id) is (profile_id in standing)


@given(STEPS)
def test_after_any_writes_everybody_is_found_by_their_address(
    steps: list[tuple[object, ...]],
) -> None:
    BOOK.reset()
    model = list(SEEDED)
    for step in steps:
        carried_out(step, BOOK, model)

    for address in {*ADDRESSES, SEEDED[0].email}:
        theirs = [each for each in model if each.email.casefold() == address.casefold()]
        assert BOOK.reached_by(email=address) == theirs


def test_those_seeded_are_found_by_phone_and_who_has_none_is_not(book: ProfileBook) -> None:
    numbers = {each.phone for each in SEEDED if each.phone}
    assert numbers
    for number in numbers:
        assert book.reached_by(phone=number) == [each for each in SEEDED if each.phone == number]
    invited = book.create(phone="+447700900999")
    assert invited in book.reached_by(phone="+447700900999")
    assert invited not in book.reached_by(email="")


def test_two_ways_to_reach_somebody_find_each_person_once(book: ProfileBook) -> None:
    both = book.create(email="ines.varga@example.test", phone="+447700900999")
    one = book.create(email="Ines.Varga@example.test")

    assert book.reached_by(email=one.email, phone=both.phone) == [both, one]


def test_an_id_is_nobody_else_s_ever_after(book: ProfileBook) -> None:
    promised = book.next_id
    first = book.create(email="a@example.test")
    book.delete(first.id)
    second = book.create(email="a@example.test")

    assert first.id == promised != second.id
    assert book.find(first.id) is None


@pytest.mark.parametrize("act", [ProfileBook.delete, ProfileBook.change])
def test_who_is_gone_is_written_to_no_more(
    book: ProfileBook, act: Callable[[ProfileBook, str], Profile]
) -> None:
    gone = book.delete(SEEDED[2].id)
    for stranger in (gone.id, book.next_id, "6600000000000000000000ff", "x"):
        with pytest.raises(NoSuchProfile):
            act(book, stranger)


def test_each_change_is_later_than_the_one_before_even_where_the_clock_stands(
    book: ProfileBook,
) -> None:
    profile = book.create(email="a@example.test")
    with time_machine.travel(datetime.now(UTC), tick=False):
        for _ in range(3):
            after = book.change(profile.id)
            assert after.updated_at > profile.updated_at
            profile = after


def test_among_a_hundred_thousand_the_deleted_cost_nobody_anything() -> None:
    book = build(100_000, today=TODAY, connected_apps=False).accounts[0].profiles
    for index in range(0, 40_000, 20):
        book.delete(book.seeded.id_at(index))
    assert book.seeded.at.cache_info().misses == 2_000
    began = perf_counter()

    page = book.page(980, 100)
    assert [each.id for each in page] == [book.seeded.id_at(99_900 + n) for n in range(100)]
    assert book.seeded.at.cache_info().misses == 2_100
    for number in range(1, 980):
        book.id_at(number * 100)
    assert perf_counter() - began < 5


def test_one_address_among_a_hundred_thousand_is_found_without_making_anybody() -> None:
    book = build(100_000, today=TODAY, connected_apps=False).accounts[0].profiles
    assert book.reached_by(email="nobody@example.test") == []
    assert book.seeded.at.cache_info().misses == 0


def test_many_writers_at_once_lose_nothing(book: ProfileBook, restless: None) -> None:
    with ThreadPoolExecutor(8) as pool:
        made = list(pool.map(lambda n: book.create(email=f"{n}@example.test"), range(2_000)))
        list(pool.map(lambda each: book.change(each.id, first_name=each.email), made))
        list(pool.map(lambda each: book.delete(each.id), made[::2]))

    assert len({each.id for each in made}) == 2_000
    left = book.page(1, 3_000)[SIZE:]
    assert {each.id for each in left} == {each.id for each in made[1::2]}
    assert all(each.first_name == each.email for each in left)
