"""Where saved views lie: sealed, bounded in time, and no change lost by two at once."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime

import pytest
from redis import Redis
from redis.exceptions import WatchError

from tests.support.valkey import addresses, dump
from webapp.auth.sealing import Sealer
from webapp.saved_views.owner import Owner
from webapp.saved_views.shelf import MOST_VIEWS, NameTaken, SavedView, Shelf, ShelfFull
from webapp.saved_views.store import KEPT_SECONDS, SavedViews

KEY = b"k" * 32
ANA, BO = Owner('["person","ana","a"]', is_known=True), Owner('["person","bo","a"]', is_known=True)
UNKNOWN = Owner('["connection","x"]', is_known=False)
CONNECTION = 3600
NOW = datetime(2026, 3, 3, tzinfo=UTC)
TAKEN = {b"somebody": b"results."}


@pytest.fixture
def store(redis: Redis) -> SavedViews:
    return SavedViews(redis, Sealer([KEY]), CONNECTION)


def view(name: str, query: str = "?q=needle", secret: str = "") -> SavedView:
    return SavedView(id=name, name=name, query=query, saved_at=NOW, fingerprint=secret)


def saving(name: str) -> Callable[[Shelf, str], Shelf]:
    return lambda shelf, secret: shelf.with_saved(view(name, secret=secret))


def test_what_was_saved_is_there_for_its_owner_alone(store: SavedViews) -> None:
    store.change_following(ANA, TAKEN, saving("Leads"))

    (kept,) = store.shelf(ANA).views

    assert (kept.name, kept.query) == ("Leads", "?q=needle")
    assert store.fingerprint(ANA, kept) == TAKEN
    assert store.shelf(BO) == store.shelf(UNKNOWN) == Shelf()


def test_a_group_of_nobody_is_followed_too(store: SavedViews) -> None:
    (kept,) = store.change_following(ANA, {}, saving("Nobody")).views

    assert store.fingerprint(ANA, kept) == {}


def test_a_dump_says_neither_name_nor_question_nor_who(store: SavedViews, redis: Redis) -> None:
    store.change_following(ANA, TAKEN, saving("Leads of the north"))

    stolen = dump(redis)

    assert b"views:" in stolen
    assert b"fingerprint:" in stolen
    plain = (b"Leads", b"north", b"needle", b"somebody", b"results.", b"ana")
    assert [word for word in plain if word in stolen] == []


def test_another_server_key_opens_nothing(store: SavedViews, redis: Redis) -> None:
    store.change_following(ANA, TAKEN, saving("Leads"))

    assert SavedViews(redis, Sealer([b"o" * 32]), CONNECTION).shelf(ANA) == Shelf()


def test_views_move_to_a_new_server_key_with_their_next_change(redis: Redis) -> None:
    SavedViews(redis, Sealer([KEY]), CONNECTION).change_following(ANA, TAKEN, saving("Leads"))
    rotated = SavedViews(redis, Sealer([b"n" * 32, KEY]), CONNECTION)
    assert [each.name for each in rotated.shelf(ANA).views] == ["Leads"]

    rotated.change(ANA, lambda shelf: shelf.with_saved(view("More")))

    assert len([key for key in addresses(redis) if key.startswith("views:")]) == 1
    alone = SavedViews(redis, Sealer([b"n" * 32]), CONNECTION)
    leads, more = alone.shelf(ANA).views
    assert (leads.name, more.name) == ("Leads", "More")
    assert rotated.fingerprint(ANA, leads) == TAKEN
    assert alone.fingerprint(ANA, leads) is None, "sealed under the key that went"
    alone.change(ANA, lambda shelf: shelf.without(leads.id))


def test_who_has_views_is_not_told_by_their_address(store: SavedViews, redis: Redis) -> None:
    store.change(ANA, lambda shelf: shelf.with_saved(view("Leads")))
    (there,) = addresses(redis)

    SavedViews(redis, Sealer([b"o" * 32]), CONNECTION).change(
        ANA, lambda shelf: shelf.with_saved(view("Leads"))
    )

    assert len({there, *addresses(redis)}) == 2, "another key, another address"


def test_what_lies_under_another_owner_is_not_opened(store: SavedViews, redis: Redis) -> None:
    store.change_following(ANA, TAKEN, saving("Leads"))
    (hers,) = [key for key in addresses(redis) if key.startswith("views:")]
    store.change(BO, lambda shelf: shelf.with_saved(view("His")))
    (his,) = [key for key in addresses(redis) if key.startswith("views:") and key != hers]
    redis.restore(his, 0, redis.dump(hers) or b"", replace=True)

    assert store.shelf(BO) == Shelf()


@pytest.mark.parametrize("garbage", [b"x", b"\x01" + b"x" * 80, b"ended"])
def test_what_cannot_be_opened_gives_way(store: SavedViews, redis: Redis, garbage: bytes) -> None:
    store.change(ANA, lambda shelf: shelf.with_saved(view("Leads")))
    (key,) = addresses(redis)
    redis.set(key, garbage)
    assert store.shelf(ANA) == Shelf()

    store.change(ANA, lambda shelf: shelf.with_saved(view("Anew")))

    assert [each.name for each in store.shelf(ANA).views] == ["Anew"]


@pytest.mark.parametrize(("owner", "life"), [(ANA, KEPT_SECONDS), (UNKNOWN, CONNECTION)])
def test_views_end_unused_and_a_look_is_a_use(
    store: SavedViews, redis: Redis, owner: Owner, life: int
) -> None:
    (kept,) = store.change_following(owner, TAKEN, saving("Leads")).views
    assert {redis.ttl(key) for key in addresses(redis)} <= {life, life - 1}
    for key in addresses(redis):
        redis.expire(key, 100)

    store.shelf(owner)
    store.fingerprint(owner, kept)

    assert {redis.ttl(key) for key in addresses(redis)} <= {life, life - 1}


def test_two_who_save_at_once_lose_nothing(store: SavedViews) -> None:
    """Between one's reading and writing, the other saves."""

    def slowly(shelf: Shelf) -> Shelf:
        if not shelf.views:
            store.change(ANA, lambda now: now.with_saved(view("First")))
        return shelf.with_saved(view("Second"))

    store.change(ANA, slowly)

    assert [each.name for each in store.shelf(ANA).views] == ["First", "Second"]


def test_many_tabs_at_once_keep_every_rule(store: SavedViews, redis: Redis) -> None:
    """Thirty saves, each name twice: every name once, no more than there may be, no leavings."""

    def save(number: int) -> bool:
        name = f"View {number // 2}"
        try:
            store.change_following(ANA, TAKEN, saving(name))
        except (ShelfFull, NameTaken):
            return False
        return True

    with ThreadPoolExecutor(8) as tabs:
        kept = list(tabs.map(save, range(2 * MOST_VIEWS + 8)))

    views = store.shelf(ANA).views
    assert len(views) == len({each.name for each in views}) == MOST_VIEWS
    assert kept.count(True) >= MOST_VIEWS
    left = [key for key in addresses(redis) if key.startswith("fingerprint:")]
    assert len(left) == MOST_VIEWS


def test_what_is_refused_changes_nothing_and_leaves_nothing(
    store: SavedViews, redis: Redis
) -> None:
    store.change_following(ANA, TAKEN, saving("Leads"))
    before = dump(redis)
    other = view("leads", "?q=other")

    with pytest.raises(NameTaken):
        store.change_following(ANA, TAKEN, lambda shelf, _: shelf.with_saved(other))

    assert len(addresses(redis)) == 2
    assert dump(redis) == before


def test_following_anew_drops_the_fingerprint_before(store: SavedViews, redis: Redis) -> None:
    (first,) = store.change_following(ANA, TAKEN, saving("Leads")).views
    later = {b"somebody": b"another."}

    def follow(shelf: Shelf, secret: str) -> Shelf:
        return shelf.with_followed("Leads", NOW, secret)

    (second,) = store.change_following(ANA, later, follow).views
    assert (store.fingerprint(ANA, first), store.fingerprint(ANA, second)) == (None, later)
    (third,) = store.change_following(ANA, None, follow).views

    assert store.fingerprint(ANA, third) is None
    assert len(addresses(redis)) == 1


def test_a_change_that_never_succeeds_ends_in_an_error_and_not_in_a_loss(
    store: SavedViews,
) -> None:
    calls = iter(range(1000))

    def disturbed(shelf: Shelf) -> Shelf:
        store.change(ANA, lambda now: now.without("x").renamed("a", f"name {next(calls)}"))
        return shelf.with_saved(view("b"))

    store.change(ANA, lambda shelf: shelf.with_saved(view("a")))
    with pytest.raises(WatchError):
        store.change(ANA, disturbed)

    assert [each.id for each in store.shelf(ANA).views] == ["a"]
