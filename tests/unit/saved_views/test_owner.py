"""Whose views are whose: no two persons, accounts or connections ever share."""

import itertools

from webapp.auth.connection import Connection
from webapp.auth.whereabouts import person_name
from webapp.saved_views.owner import owner_of

ISSUER = "https://login.test"


def connection(key: str, subject: str | None, account: str | None) -> Connection:
    person = person_name(ISSUER, subject, account)
    return Connection(token_key=key, scope=frozenset(), account_id=account, person=person)


def test_a_known_person_in_a_known_account_is_the_same_at_every_sign_in() -> None:
    first, second = (owner_of(connection(key, "1", "a")) for key in ("canary-1", "canary-2"))

    assert first == second
    assert first.is_known


def test_nobody_else_is() -> None:
    subjects, accounts = ("1", "2", "1 a", 'x", "a', None), ("a", "1 a", 'a"]', None)
    told = [connection("k", *parts) for parts in itertools.product(subjects, accounts)]
    known = [owner_of(each).name for each in told if owner_of(each).is_known]

    assert len(known) == len(set(known)) == 4 * 3


def test_whoever_is_not_known_is_one_connection() -> None:
    untold = ((None, "a"), ("1", None), (None, None))
    owners = [owner_of(connection(key, *parts)) for key in ("k1", "k2") for parts in untold]

    assert {owner.is_known for owner in owners} == {False}
    assert len({owner.name for owner in owners}) == 2


def test_printing_an_owner_says_no_secret() -> None:
    assert "canary" not in repr(owner_of(connection("canary", None, None)))
