import pytest

from webapp.responses.offers import is_offered, is_owner, why_not_offered
from webapp.responses.scopes import SENTENCES

WRITES = {"profiles:write", "account:write"}


@pytest.mark.parametrize(
    ("role", "withheld"),
    [
        ("User", WRITES),
        ("Manager", {"account:write"}),
        ("Owner", set()),
        ("owner", set()),
        ("USER", WRITES),
        (None, set()),
        ("", set()),
        ("Auditor", set()),
    ],
)
def test_a_role_is_offered_what_it_may_do_and_an_unknown_one_everything(
    role: str | None, withheld: set[str]
) -> None:
    assert {scope for scope in SENTENCES if not is_offered(role, scope)} == withheld
    assert {scope for scope in SENTENCES if why_not_offered(role, scope)} == withheld


@pytest.mark.parametrize(
    ("role", "may"),
    [
        ("Owner", True),
        ("OWNER", True),
        ("admin", True),
        ("Admin", True),
        (None, True),
        ("Manager", False),
        ("User", False),
        ("Auditor", False),
        ("", False),
        ("Owner ", False),
    ],
)
def test_an_owner_is_who_profile_says_is_one_or_anybody_where_it_tells_no_roles(
    role: str | None, may: bool
) -> None:
    assert is_owner(role) is may


def test_what_is_withheld_is_told_with_who_may() -> None:
    assert why_not_offered("User", "profiles:write") == (
        "Your role in this account is User; ask an Owner or a Manager to do this."
    )
    assert why_not_offered("Manager", "account:write") == (
        "Your role in this account is Manager; ask an Owner to do this."
    )


def test_a_scope_that_is_not_known_is_offered() -> None:
    assert is_offered("User", "wine:pour")
