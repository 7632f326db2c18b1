import pytest

from webapp.auth.errors import AnswerRefused
from webapp.auth.token_set import DEFAULT_LIFETIME, LONGEST_LIFETIME, TokenSet

ANSWER = {
    "access_token": "canary-access",
    "refresh_token": "canary-refresh",
    "token_type": "Bearer",
    "expires_in": 3600,
    "scope": "profiles:read account:read",
}


def read(**changes: object) -> TokenSet:
    answer = {key: value for key, value in {**ANSWER, **changes}.items() if value is not None}
    return TokenSet.from_answer(answer, now=1000.0, issuer="https://login.test", asked_scope=["a"])


def test_an_answer_becomes_tokens_with_their_end_and_granted_scope() -> None:
    tokens = read()

    assert tokens.access_token == "canary-access"
    assert tokens.expires_at == 4600.0
    assert tokens.scope == {"profiles:read", "account:read"}


def test_an_answer_without_scope_means_as_asked() -> None:
    assert read(scope=None).scope == {"a"}


def test_an_answer_with_an_empty_scope_grants_nothing() -> None:
    assert read(scope="").scope == frozenset()


def test_an_answer_without_a_lifetime_is_believed_for_the_documented_hour() -> None:
    assert read(expires_in=None).expires_at == 1000.0 + DEFAULT_LIFETIME


def test_a_lifetime_written_as_text_is_understood() -> None:
    assert read(expires_in="60").expires_at == 1060.0


@pytest.mark.parametrize("token_type", ["bearer", "BEARER"])
def test_the_token_type_is_read_in_any_case(token_type: str) -> None:
    assert read(token_type=token_type).access_token == "canary-access"


@pytest.mark.parametrize(
    "changes",
    [
        {"access_token": None},
        {"access_token": ""},
        {"access_token": 7},
        {"access_token": "half\ud800"},
        {"access_token": "two\r\nlines"},
        {"token_type": None},
        {"token_type": "mac"},
        {"scope": ["profiles:read"]},
    ],
    ids=str,
)
def test_an_answer_that_is_no_bearer_token_is_refused(changes: dict[str, object]) -> None:
    with pytest.raises(AnswerRefused) as refusal:
        read(**changes)

    assert "canary" not in str(refusal.value)


@pytest.mark.parametrize(("lifetime", "due_after"), [(3600, 3540), (60, 48), (10, 8)])
def test_a_token_is_due_a_while_before_it_expires(lifetime: int, due_after: int) -> None:
    tokens = read(expires_in=lifetime)

    assert not tokens.is_due(now=1000 + due_after - 1)
    assert tokens.is_due(now=1000 + due_after)


def test_a_token_that_cannot_be_renewed_is_used_to_its_end() -> None:
    tokens = read(expires_in=3600, refresh_token=None)

    assert not tokens.is_due(now=4599)
    assert tokens.is_due(now=4600)


def test_tokens_survive_being_stored() -> None:
    assert TokenSet.decode(read().encode()) == read()


def test_printing_tokens_says_which_there_are_and_never_what_they_say() -> None:
    for shown in (repr(read()), str(read()), f"{read()}"):
        assert "canary" not in shown
        assert "refresh_token=True" in shown


@pytest.mark.parametrize(
    ("said", "lives"),
    [
        (-5, 0),
        (float("nan"), DEFAULT_LIFETIME),
        (float("inf"), DEFAULT_LIFETIME),
        (1e300, LONGEST_LIFETIME),
    ],
)
def test_a_lifetime_that_cannot_be_one_is_bounded(said: float, lives: float) -> None:
    assert read(expires_in=said).expires_at == 1000.0 + lives
