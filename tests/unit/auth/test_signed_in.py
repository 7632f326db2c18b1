from webapp.auth.connection import Connection
from webapp.auth.signed_in import SignedIn


def test_what_is_told_of_the_account_in_use_is_told_of_no_other() -> None:
    first, second = (
        Connection(token_key=key, scope=frozenset(), account_id=key, account_name=key)
        for key in ("acme", "other")
    )
    person = SignedIn(connections=(first, second), active=second.id)

    told = person.told(account_name="Other & Sons", role="Manager")

    assert told.others == (first,)
    assert (told.connection.account_name, told.connection.role) == ("Other & Sons", "Manager")
    session: dict[str, object] = {}
    told.write(session)
    assert SignedIn.read(session) == told
