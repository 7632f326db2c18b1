import pytest

from webapp.pages.sign_in.requested import form_action, is_astray, notice, requested_scope

ALWAYS = ("profiles:read", "account:read")


def test_a_known_scope_is_added_once_to_those_always_asked_for() -> None:
    assert requested_scope(ALWAYS, "tags:manage account:read") == [*ALWAYS, "tags:manage"]


@pytest.mark.parametrize("extra", ["", "everything", "openid <script>", "tags:manage\x00"])
def test_an_unknown_scope_is_not_asked_for(extra: str) -> None:
    assert requested_scope(ALWAYS, extra) == list(ALWAYS)


def test_whoever_allows_one_thing_more_keeps_what_was_allowed_and_is_asked_for_nothing_else() -> (
    None
):
    had = frozenset({"account:write", "profiles:read", "wine:pour"})

    asked = requested_scope(ALWAYS, "tags:manage", granted=had)
    assert asked == ["profiles:read", "account:write", "tags:manage"]
    assert requested_scope(ALWAYS, "", granted=had) == list(ALWAYS)


def test_what_is_given_back_is_not_asked_for() -> None:
    assert requested_scope(ALWAYS, "", "profiles:read profiles:read") == ["profiles:read"]
    assert requested_scope(ALWAYS, "tags:manage", "wine:pour") == [*ALWAYS, "tags:manage"]


def test_only_notices_of_ours_are_shown() -> None:
    assert notice("signed-out") == "You are signed out."
    assert notice("<b>You won</b>") is None
    assert notice(None) is None


def test_the_form_may_lead_to_plain_http_on_this_machine_only() -> None:
    assert "http:" not in form_action("https://vanguard.profilebehavior.com")
    assert "http://127.0.0.1:*" in form_action("http://127.0.0.1:8002")


@pytest.mark.parametrize(
    ("public_url", "host", "astray"),
    [
        ("http://127.0.0.1:8000", "localhost:8000", True),
        ("http://127.0.0.1:8000", "127.0.0.1:8000", False),
        ("https://dashboard.test", "localhost:8000", False),  # a proxy's name for us
        ("https://dashboard.test", "10.0.0.7:8000", False),
    ],
)
def test_only_another_name_of_this_machine_leads_to_the_public_address(
    public_url: str, host: str, astray: bool
) -> None:
    assert is_astray(public_url, host) is astray
