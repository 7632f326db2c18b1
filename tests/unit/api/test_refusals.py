"""From a status to the error it means."""

import pytest

from tests.unit.api.host import ScriptedHost, answer, refused, stored
from webapp import api
from webapp.api import ApiError, Forbidden, PlatformApi


@pytest.mark.parametrize(
    ("status", "kind"),
    [
        (300, api.UnexpectedAnswer),
        (302, api.UnexpectedAnswer),
        (400, api.Rejected),
        (401, api.TokenRefused),
        (403, api.Forbidden),
        (404, api.NotFound),
        (409, api.Conflict),
        (415, api.Rejected),
        (418, api.UnexpectedAnswer),
        (422, api.Rejected),
        (429, api.TooMany),
        (500, api.Unavailable),
        (502, api.NoAnswer),
        (503, api.Unavailable),
        (504, api.NoAnswer),
        (599, api.Unavailable),
    ],
)
@pytest.mark.parametrize("body", [b'{"message": "A sentence."}', b"<html>", b"\xff"])
def test_each_status_has_one_meaning_whatever_the_body(
    status: int, kind: type[ApiError], body: bytes, platform: PlatformApi, host: ScriptedHost
) -> None:
    host.script = [lambda _: answer(body, status)]
    refused(platform, kind)


def test_not_modified_was_never_asked_for(platform: PlatformApi, host: ScriptedHost) -> None:
    host.script = [answer(b"", 304)]
    refused(platform, api.UnexpectedAnswer)


@pytest.mark.parametrize(("status", "kind"), [(400, api.Rejected), (409, api.Conflict)])
def test_the_platform_may_say_why(
    status: int,
    kind: type[api.Rejected] | type[api.Conflict],
    platform: PlatformApi,
    host: ScriptedHost,
) -> None:
    """To the person who asked: what is logged is the error, which says nothing of anybody."""
    host.script = [answer({"message": "ines@example.test is in use"}, status)]
    error = refused(platform, kind)
    assert error.message == "ines@example.test is in use"
    assert "ines" not in f"{error} {error!r}"


def test_a_missing_scope_is_named_with_the_platforms_sentence(
    platform: PlatformApi, host: ScriptedHost
) -> None:
    challenge = 'Bearer error="insufficient_scope", scope="tags:manage"'
    host.script = [stored("refusal_with_message", 403, WWW_Authenticate=challenge)]
    error = refused(platform, Forbidden)
    assert error.scope == "tags:manage"
    assert error.message == "This app may not see tags: ask for tags:manage."
    assert "see tags" not in f"{error} {error!r}"


@pytest.mark.parametrize(
    ("body", "message"),
    [
        ({"message": "x" * 900}, "x" * 300),
        ({"message": " a\r\nb\t\x1b[31m\u202e "}, "a b [31m"),
        ({"message": "Bad token canary-token-1, sorry"}, "Bad token [token], sorry"),
        ({"message": "x" * 295 + "canary-token-1"}, "x" * 295 + "[toke"),
        ({"message": ""}, None),
        ({"message": 7}, None),
        ({"detail": "x"}, None),
    ],
)
def test_a_message_is_one_short_line_without_the_token(
    body: object, message: str | None, platform: PlatformApi, host: ScriptedHost
) -> None:
    host.script = [answer(body, 403)]
    error = refused(platform, Forbidden)
    assert error.message == message


def test_a_refusal_names_the_path_template_and_no_id(
    platform: PlatformApi, host: ScriptedHost
) -> None:
    host.script = [answer(b"", 500)]
    with pytest.raises(api.Unavailable, match=r"GET /profile/\{id\}: status 500"):
        platform.profiles.one("somebody")
