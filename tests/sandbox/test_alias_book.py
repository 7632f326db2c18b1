"""The aliases of an account: a key is one profile's, whatever is done to it in whatever order."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime

import pytest
import time_machine
from hypothesis import given
from hypothesis import strategies as st

from sandbox.aliases import AliasBook, KeyTaken, NoSuchAlias
from sandbox.identifiers import Identifiers, well_formed
from sandbox.seed import build
from sandbox.server import Running

ACTS = ("create", "change", "delete", "forget")
Step = tuple[str, int, int]


def empty() -> AliasBook:
    return AliasBook((), Identifiers(1), 0)


def do(book: AliasBook, step: Step) -> None:
    """One act on one of four profiles, by one of four keys; whatever it refuses is left."""
    act, who, key = step
    profile_id, consumer_key = f"p{who}", f"k{key}"
    chosen = book[who % len(book)].id if book else "none"
    try:
        if act == "create":
            book.create(profile_id, consumer_key)
        elif act == "change":
            book.change(chosen, profile_id=profile_id, consumer_key=consumer_key)
        elif act == "delete":
            book.delete(chosen)
        else:
            book.forget(profile_id)
    except (KeyTaken, NoSuchAlias):
        pass


STEPS = st.lists(st.tuples(st.sampled_from(ACTS), st.integers(0, 3), st.integers(0, 3)))


@given(steps=STEPS)
def test_whatever_is_done_a_key_is_one_profile_s_and_an_id_one_alias_s(steps: list[Step]) -> None:
    book, ever = empty(), set[str]()
    for step in steps:
        known = {alias.id for alias in book}
        do(book, step)
        new = {alias.id for alias in book} - known
        assert not new & ever
        ever |= new
        keys = {alias.consumer_key: alias.resource_id for alias in book}
        assert len(keys) == len(book)
        assert {key: book.holder(key) for key in keys} == keys


@given(steps=STEPS, last=st.tuples(st.sampled_from(ACTS), st.integers(0, 3), st.integers(0, 3)))
def test_what_is_refused_leaves_everything_as_it_was(steps: list[Step], last: Step) -> None:
    book = empty()
    for step in steps:
        do(book, step)
    before, (_, who, key) = book[:], last
    holder = book.holder(f"k{key}")
    if holder not in {None, f"p{who}"}:
        with pytest.raises(KeyTaken):
            book.claim(f"k{key}", f"p{who}")
    with pytest.raises(NoSuchAlias):
        book.delete("nobody's")
    with pytest.raises(NoSuchAlias):
        book.change("nobody's")
    assert book[:] == before


def test_a_key_is_claimed_once_and_then_found() -> None:
    book = empty()
    alias = book.claim("hr-1", "p")

    assert book.claim("hr-1", "p") == alias
    assert book.create("p", "hr-1") == (alias, False)
    with pytest.raises(KeyTaken, match="hr-1"):
        book.claim("hr-1", "q")
    assert (len(book), book.holder("hr-1"), book.holder("HR-1")) == (1, "p", None)


def test_a_profile_that_is_forgotten_leaves_all_its_keys_free() -> None:
    book = empty()
    one, other, two = book.claim("a", "p"), book.claim("b", "q"), book.claim("c", "p")

    assert book.forget("p") == (one, two)
    assert book[:] == (other,)
    assert book.claim("a", "q").id not in {one.id, two.id}
    assert book.forget("p") == ()


def test_an_alias_may_be_changed_to_what_it_is_and_its_old_key_is_free() -> None:
    book = empty()
    alias = book.claim("a", "p")
    with time_machine.travel(datetime.now(UTC), tick=False):
        same = book.change(alias.id)
        changed = book.change(alias.id, consumer_key="b")

    assert (same.consumer_key, same.resource_id) == ("a", "p")
    moments = [datetime.fromisoformat(each.updated_at) for each in (alias, same, changed)]
    assert moments == sorted(set(moments))
    assert (book.holder("a"), book.holder("b")) == (None, "p")
    with pytest.raises(KeyTaken):
        book.change(book.claim("a", "q").id, consumer_key="b")


def test_many_who_claim_the_same_keys_at_once_make_each_alias_once(restless: None) -> None:
    book = empty()
    with ThreadPoolExecutor(8) as pool:
        made = list(pool.map(lambda number: book.create("p", f"hr-{number // 8}"), range(4_000)))

    assert sum(claimed.is_new for claimed in made) == len(book) == 500


def test_the_seeded_aliases_are_of_some_people_of_each_account(sandbox: Running) -> None:
    main, second = sandbox.world.accounts
    assert (len(main.aliases), len(second.aliases)) == (27, 4)
    for account in (main, second):
        assert all(account.profiles.holds(alias.resource_id) for alias in account.aliases)
        assert all(well_formed(alias.id) for alias in account.aliases)
        times = [datetime.fromisoformat(alias.created_at) for alias in account.aliases]
        assert times == sorted(times)
    holders = [alias.resource_id for alias in main.aliases]
    assert main.aliases.holder("hr-20417") == main.profiles.id_at(0)
    assert len(set(holders)) < len(holders) < len(main.profiles)
    assert not {alias.id for alias in main.aliases} & {alias.id for alias in second.aliases}


def test_an_account_of_few_people_has_few_aliases() -> None:
    assert not build(0).accounts[0].aliases
    assert len(build(3).accounts[0].aliases) == 3


def test_a_reset_brings_the_seeded_ones_back(sandbox: Running) -> None:
    book = sandbox.world.accounts[0].aliases
    seeded = book[:]
    book.claim("x", "p")
    book.delete(seeded[0].id)
    sandbox.world.reset()

    assert book[:] == seeded
