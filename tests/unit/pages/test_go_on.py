import msgspec
import pytest

from webapp.auth.connection import Connection
from webapp.auth.signed_in import SignedIn
from webapp.background.kept_action import KeptAction
from webapp.pages.go_on.standing import Standing, standing

KEPT = KeptAction(
    action="/invites",
    fields=(("email", "ana@people.test"),),
    had_files=False,
    scope="profiles:write profiles:read",
    purpose="send invites",
    account="acme",
    is_without_names=False,
)


def person(*scopes: str, presenting: bool = False) -> SignedIn:
    connection = Connection(token_key="canary", scope=frozenset(scopes), account_id="acme")
    return SignedIn(connections=(connection,), active=connection.id, presenting=presenting)


BOTH = ("profiles:read", "profiles:write")


@pytest.mark.parametrize(
    ("kept", "who", "stands"),
    [
        (KEPT, person(*BOTH), Standing.READY),
        (None, person(*BOTH), Standing.GONE),
        (KEPT, person("profiles:write"), Standing.NOT_ALLOWED),
        (msgspec.structs.replace(KEPT, had_files=True), person(*BOTH), Standing.FILE),
        (msgspec.structs.replace(KEPT, had_files=True), person(), Standing.NOT_ALLOWED),
        (KEPT, person(presenting=True), Standing.NAMES),
        (
            msgspec.structs.replace(KEPT, is_without_names=True),
            person(*BOTH, presenting=True),
            Standing.READY,
        ),
    ],
)
def test_how_it_stands(kept: KeptAction | None, who: SignedIn, stands: Standing) -> None:
    assert standing(kept, who) is stands


def test_the_account_is_sure_only_where_it_was_told_both_times() -> None:
    known = person().connection
    unknown = msgspec.structs.replace(known, account_id=None)

    assert KEPT.is_surely_of(known)
    assert not KEPT.is_surely_of(unknown)
    assert not msgspec.structs.replace(KEPT, account=None).is_surely_of(known)
    assert not msgspec.structs.replace(KEPT, account=None).is_surely_of(unknown)
