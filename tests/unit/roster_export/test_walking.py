"""Whoever was there all the time is found once, however people come and go between two pages."""

import itertools
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from webapp.api.profiles import Profile
from webapp.roster_export.errors import Unusable
from webapp.roster_export.spool import Spool
from webapp.roster_export.state import Walk
from webapp.roster_export.walking import MOST_PAGES, MOST_PASSES, walk

Deed = tuple[str, int, int]
"""What happens (`come`, `go`, `move`), to whom or where, and how many or where to."""


class Platform:
    """A list of people that is read in pages, and changes between two readings. Nobody comes back
    under the id that they had.
    """

    def __init__(self, count: int, cap: int = 100):
        self.numbers = itertools.count()
        self.ids = [self.fresh() for _ in range(count)]
        self.cap = cap
        self.reads: list[tuple[int, int]] = []
        self.there: list[list[str]] = []
        """Who is there at each reading."""
        self.changes: dict[int, Callable[[], None]] = {}
        """What happens before a reading, by its number from 0."""
        self.habits: dict[int, Callable[[], None]] = {}
        """What happens before each reading of a page."""

    def fresh(self) -> str:
        return f"{next(self.numbers):024x}"

    def read(self, limit: int, page: int) -> Sequence[Profile]:
        for change in (self.changes.pop(len(self.reads), None), self.habits.get(page)):
            if change:
                change()
        self.reads.append((limit, page))
        self.there.append(list(self.ids))
        size = min(limit, self.cap)
        return [Profile(one) for one in self.ids[(page - 1) * size : page * size]]

    def change(self, deeds: Sequence[Deed]) -> None:
        for what, at, more in deeds:
            if what == "come":
                self.insert(at, 1 + more % self.cap)
            elif what == "go":
                self.delete(at, 1 + more % self.cap)
            else:
                self.move(at, more)

    def insert(self, at: int, count: int = 1) -> None:
        at %= len(self.ids) + 1
        self.ids[at:at] = [self.fresh() for _ in range(count)]

    def delete(self, at: int, count: int = 1) -> None:
        at %= len(self.ids) + 1
        del self.ids[at : at + count]

    def move(self, at: int, to: int) -> None:
        if self.ids:
            somebody = self.ids.pop(at % len(self.ids))
            self.ids.insert(to % (len(self.ids) + 1), somebody)

    def first_of_pass(self, back: int) -> int:
        """The number of the reading with which the latest pass but `back` began."""
        return [number for number, (_, page) in enumerate(self.reads) if page == 1][-1 - back]


def heard(_walk: Walk, _people: int) -> None:
    pass


def found(platform: Platform, folder: str, *, once: bool = False) -> list[str]:
    with Spool(Path(folder) / "part") as spool:
        over = walk(platform.read, spool, spool.begin("us", once=once), heard, once=once)
        return [person.id for person in spool.people(over.number, with_tags=False)]


DEEDS = st.lists(
    st.tuples(st.sampled_from(["come", "go", "move"]), st.integers(0, 60), st.integers(0, 60)),
    min_size=1,
    max_size=3,
)
ONCE = st.dictionaries(st.integers(0, 24), DEEDS, max_size=6)
ALWAYS = st.dictionaries(st.integers(1, 6), DEEDS, max_size=3)


@settings(max_examples=300)
@given(st.integers(0, 50), st.integers(10, 20), ONCE, ALWAYS, st.integers(0, 20))
def test_the_file_has_everybody_as_they_were_at_one_moment_however_people_come_go_and_move(
    count: int, cap: int, once: dict[int, list[Deed]], always: dict[int, list[Deed]], ends: int
) -> None:
    platform = Platform(count, cap)
    for when, deeds in once.items():
        platform.changes[when] = partial(platform.change, deeds)
    for page, deeds in always.items():
        platform.habits[page] = partial(platform.change, deeds)
    platform.changes[ends] = platform.habits.clear
    with TemporaryDirectory() as folder:
        try:
            ids = found(platform, folder)
        except Unusable:
            return  # changed too often: no file is better than a wrong one
    assert len(ids) == len(set(ids))
    moment = max(
        number
        for number, (_, page) in enumerate(platform.reads[: platform.first_of_pass(0)])
        if page <= MOST_PAGES
    )
    assert set(ids) == set(platform.there[moment])
    last_pass = platform.there[platform.first_of_pass(0) :]
    assert set(ids) <= set().union(*last_pass), "who was gone before it began is not in it"
    throughout = set.intersection(*map(set, platform.there))
    assert throughout <= set(ids)


def test_who_is_passed_over_alike_in_two_readings_is_found_in_the_end(tmp_path: Path) -> None:
    """Somebody comes after the first page was read and goes after the second, in both of them."""
    platform = Platform(35, 10)
    everybody = list(platform.ids)
    for before in (1, 5):
        platform.changes[before] = partial(platform.insert, 0)
        platform.changes[before + 1] = partial(platform.delete, 0)
    assert found(platform, str(tmp_path)) == everybody


def test_a_whole_page_that_comes_between_two_readings_is_not_the_end(tmp_path: Path) -> None:
    """The second page is what the first one was, in two readings alike."""
    platform = Platform(35, 10)
    everybody = list(platform.ids)
    for before in (1, 3):
        platform.changes[before] = partial(platform.insert, 0, 10)
        platform.changes[before + 1] = partial(platform.delete, 0, 10)
    assert found(platform, str(tmp_path)) == everybody


def test_people_who_only_move_or_get_other_results_need_no_third_reading(tmp_path: Path) -> None:
    platform = Platform(35, 10)
    everybody = set(platform.ids)
    platform.habits[1] = lambda: platform.ids.reverse()
    assert set(found(platform, str(tmp_path))) == everybody
    assert [page for _, page in platform.reads] == [1, 2, 3, 4, 1, 2, 3, 4]


def test_a_list_without_an_end_is_told_and_nothing_is_gone_on_with(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("webapp.roster_export.walking.MOST_PAGES", 3)
    with pytest.raises(Unusable, match="no end"):
        found(Platform(50, 10), str(tmp_path))


def test_a_page_longer_than_asked_for_is_not_the_end(tmp_path: Path) -> None:
    platform = Platform(35, 10)
    platform.changes[1] = lambda: setattr(platform, "cap", 12)

    def read(_limit: int, page: int) -> Sequence[Profile]:
        return platform.read(12, page)

    with Spool(tmp_path / "part") as spool:
        over = walk(read, spool, spool.begin("us"), heard)
        assert spool.count(over.number) == 35


def test_what_stands_on_two_pages_for_good_is_no_file_but_once(tmp_path: Path) -> None:
    platform = Platform(35, 10)
    platform.ids[20] = platform.ids[3]
    with pytest.raises(Unusable, match="--once"):
        found(platform, str(tmp_path))
    (tmp_path / "part").unlink()
    assert len(found(platform, str(tmp_path), once=True)) == 34


@pytest.mark.parametrize("cap", [10, 25, 100])
@pytest.mark.parametrize("beyond", [-1, 0, 1])
def test_a_capped_page_loses_nobody(cap: int, beyond: int, tmp_path: Path) -> None:
    platform = Platform(3 * cap + beyond, cap)
    assert found(platform, str(tmp_path)) == platform.ids


def test_where_nothing_changes_two_readings_are_enough_and_once_is_one(tmp_path: Path) -> None:
    platform = Platform(250)
    assert found(platform, str(tmp_path)) == platform.ids
    assert [page for _, page in platform.reads] == [1, 2, 3, 1, 2, 3]
    (tmp_path / "part").unlink()
    platform.reads.clear()
    assert found(platform, str(tmp_path), once=True) == platform.ids
    assert [page for _, page in platform.reads] == [1, 2, 3]


def test_a_platform_that_ignores_the_page_comes_to_an_end(tmp_path: Path) -> None:
    everybody = [Profile(f"{number:024x}") for number in range(100)]

    def read(_limit: int, _page: int) -> Sequence[Profile]:
        everybody.append(everybody.pop(0))  # nor by any order
        return list(everybody)

    with Spool(tmp_path / "part") as spool:
        over = walk(read, spool, spool.begin("us"), heard)
        assert spool.count(over.number) == 100


def test_people_who_change_during_every_reading_give_no_file(tmp_path: Path) -> None:
    platform = Platform(30)

    def read(limit: int, page: int) -> Sequence[Profile]:
        platform.insert(0)
        return platform.read(limit, page)

    with Spool(tmp_path / "part") as spool, pytest.raises(Unusable, match=str(MOST_PASSES)):
        walk(read, spool, spool.begin("us"), heard)


@given(st.integers(0, 70), st.integers(0, 16))
def test_broken_off_anywhere_it_goes_on_there(count: int, breaks_at: int) -> None:
    class Broken(Exception):
        pass

    platform = Platform(count, cap=10)

    def breaking() -> None:
        raise Broken

    platform.changes[breaks_at] = breaking
    with TemporaryDirectory() as folder:
        try:
            found(platform, folder)
        except Broken:
            assert found(platform, folder) == platform.ids
    whole = Platform(count, cap=10)
    with TemporaryDirectory() as folder:
        found(whole, folder)
    assert platform.reads == whole.reads


def test_a_deleted_person_of_a_broken_off_run_is_not_in_the_file(tmp_path: Path) -> None:
    platform = Platform(35, cap=10)
    gone = platform.ids[3]

    def breaking() -> None:
        platform.delete(3)
        raise KeyboardInterrupt

    platform.changes[2] = breaking
    with pytest.raises(KeyboardInterrupt):
        found(platform, str(tmp_path))
    ids = found(platform, str(tmp_path))
    assert gone not in ids
    assert set(ids) == set(platform.ids)
