import pytest

from webapp.auth.connection import Connection
from webapp.auth.signed_in import SignedIn
from webapp.auth.whereabouts import person_name
from webapp.pages.sign_in.heir import heir

ISSUER = "https://login.test"


def connection(key: str, account: str | None, subject: str | None, **more: str) -> Connection:
    person = person_name(ISSUER, subject, account)
    return Connection(token_key=key, scope=frozenset(), account_id=account, person=person, **more)


def signed_in(*connections: Connection) -> SignedIn:
    return SignedIn(connections=connections, active=connections[-1].id)


def test_work_and_drafts_go_on_with_the_same_person_in_the_same_account() -> None:
    before = connection("first", "acme", "ana")

    fresh = heir(signed_in(before), connection("second", "acme", "ana"), allows_more=False)
    later = heir(signed_in(fresh), connection("third", "acme", "ana"), allows_more=True)

    assert (later.work_key, later.draft_key) == ("first", "first")


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ((None, "ana"), (None, "ana")),
        ((None, None), (None, None)),
        (("acme", None), ("acme", None)),
        ((None, "ana"), ("acme", "ana")),
        (("acme", "ana"), (None, "ana")),
    ],
)
def test_where_not_all_is_told_only_drafts_go_on_and_only_with_who_came_to_allow_more(
    before: tuple[str | None, str | None], after: tuple[str | None, str | None]
) -> None:
    earlier = signed_in(connection("first", *before))
    fresh = connection("second", *after)

    assert heir(earlier, fresh, allows_more=False) == fresh
    more = heir(earlier, fresh, allows_more=True)
    assert (more.work_key, more.draft_key) == ("second", "first")


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (("acme", "ana"), ("acme", "bo")),
        (("acme", "ana"), ("other", "ana")),
        ((None, "ana"), (None, "bo")),
        (("acme", None), ("other", None)),
    ],
)
def test_nothing_goes_on_with_another_person_or_account(
    before: tuple[str | None, str | None], after: tuple[str | None, str | None]
) -> None:
    fresh = connection("second", *after)

    assert heir(signed_in(connection("first", *before)), fresh, allows_more=True) == fresh


def test_it_is_the_connection_of_that_account_that_is_renewed_among_several() -> None:
    earlier = signed_in(connection("a", "acme", "ana"), connection("b", "other", "ana"))

    assert heir(earlier, connection("c", "acme", "ana"), allows_more=True).work_key == "a"
