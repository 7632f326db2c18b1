"""Writing to tags: what goes out, what an answer means, and that nothing is sent twice."""

import json
from collections.abc import Callable

import pytest

from tests.unit.api.conftest import Tokens
from tests.unit.api.host import BROKE, LATE, NOBODY_THERE, ScriptedHost, answer, stored
from webapp.api import (
    ApiError,
    Conflict,
    Forbidden,
    NoSuchTag,
    NotFound,
    NotOffered,
    PlatformApi,
    Rejected,
    TokenRefused,
    TooMany,
    TooSlow,
    Unavailable,
    UnexpectedAnswer,
)
from webapp.api.tags import WRITING, Tag
from webapp.bounded_http import Answer

TAG_ID = "67aa00bb11cc22dd33ee4401"
SENT = {"tag": {"id": TAG_ID, "label": "Night shift", "color": "red", "profiles": ["a"]}}

Act = Callable[[PlatformApi], object]
WRITES: dict[str, Act] = {
    "create": lambda platform: platform.tags.create("Night shift", "red"),
    "change": lambda platform: platform.tags.change(TAG_ID, label="Night shift"),
    "set_profiles": lambda platform: platform.tags.set_profiles(TAG_ID, ["b", "a"]),
    "delete": lambda platform: platform.tags.delete(TAG_ID),
}
ON_ONE_TAG = {name: act for name, act in WRITES.items() if name != "create"}


def each(acts: dict[str, Act]) -> pytest.MarkDecorator:
    return pytest.mark.parametrize("act", acts.values(), ids=acts.keys())


def sent(host: ScriptedHost) -> tuple[str, str, object]:
    """Method, target and body of the only call."""
    ((method, target, headers),) = host.asked
    body = host.body
    assert headers.get("Content-Type") == ("application/json" if body else None)
    return method, target, json.loads(body) if body else None


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("create", ("POST", "/api/v4/tag", {"label": "Night shift", "color": "red"})),
        ("change", ("PATCH", f"/api/v4/tag/{TAG_ID}", {"label": "Night shift"})),
        ("set_profiles", ("PATCH", f"/api/v4/tag/{TAG_ID}/profiles", {"profiles": ["b", "a"]})),
        ("delete", ("DELETE", f"/api/v4/tag/{TAG_ID}", None)),
    ],
)
def test_what_goes_out(
    name: str, expected: tuple[str, str, object], platform: PlatformApi, host: ScriptedHost
) -> None:
    host.script = [answer(SENT)]

    given = WRITES[name](platform)

    assert sent(host) == expected
    if name != "delete":
        assert given == Tag(TAG_ID, "Night shift", "red", ("a",))


def test_only_what_is_given_is_changed(platform: PlatformApi, host: ScriptedHost) -> None:
    host.script = [lambda _: answer(SENT)]

    platform.tags.change(TAG_ID, color="pink")
    assert sent(host)[2] == {"color": "pink"}
    host.asked = []
    platform.tags.change(TAG_ID, label="B", color="pink")
    assert sent(host)[2] == {"label": "B", "color": "pink"}


def test_a_whole_tag_may_take_longer_than_any_other_call(
    platform: PlatformApi, host: ScriptedHost
) -> None:
    host.script = [answer(SENT)]

    platform.tags.set_profiles(TAG_ID, [])

    assert host.limits.read == WRITING.read > 10


@pytest.mark.parametrize("body", [b"", b"<html>", {}, {"tag": {}}, {"tag": []}])
def test_a_deletion_asks_nothing_of_its_answer_and_every_other_call_does(
    body: object, platform: PlatformApi, host: ScriptedHost
) -> None:
    host.script = [lambda _: answer(body)]

    platform.tags.delete(TAG_ID)
    with pytest.raises(UnexpectedAnswer):
        platform.tags.create("Night shift", "red")


@each(ON_ONE_TAG)
def test_404_means_no_such_tag(act: Act, platform: PlatformApi, host: ScriptedHost) -> None:
    host.script = [answer(b"", 404)]

    with pytest.raises(NoSuchTag):
        act(platform)


def test_404_of_a_creation_does_not_speak_of_a_tag(
    platform: PlatformApi, host: ScriptedHost
) -> None:
    host.script = [answer(b"", 404)]

    with pytest.raises(NotFound) as caught:
        platform.tags.create("Night shift", "red")
    assert not isinstance(caught.value, NoSuchTag)


@pytest.mark.parametrize(
    ("call", "more"),
    [("change", {"label": "A"}), ("set_profiles", {"profiles": []}), ("delete", {})],
)
@pytest.mark.parametrize("hostile", ["..", "../account", "a/b", "", "x" * 65, "é", "a?b", "a%2fb"])
def test_what_cannot_be_an_id_is_sent_nowhere(
    hostile: str, call: str, more: dict[str, object], platform: PlatformApi, host: ScriptedHost
) -> None:
    with pytest.raises(NoSuchTag):
        getattr(platform.tags, call)(hostile, **more)
    assert host.asked == []


@each(WRITES)
@pytest.mark.parametrize(
    ("status", "kind"),
    [
        *((400, Rejected), (415, Rejected), (422, Rejected), (409, Conflict), (403, Forbidden)),
        *((405, NotOffered), (429, TooMany), (500, Unavailable), (504, Unavailable)),
    ],
)
def test_a_refusal_is_sent_once_and_keeps_the_platform_s_words(
    status: int, kind: type[ApiError], act: Act, platform: PlatformApi, host: ScriptedHost
) -> None:
    host.script = [answer({"message": 'invalid color "x"'}, status), answer(SENT)]

    with pytest.raises(kind) as caught:
        act(platform)

    assert len(host.asked) == 1
    if isinstance(caught.value, Rejected | Conflict | Forbidden):
        assert caught.value.message == 'invalid color "x"'


@each(WRITES)
@pytest.mark.parametrize(
    ("failure", "kind", "was_sent"),
    [
        (BROKE, Unavailable, True),
        (LATE, TooSlow, True),
        (NOBODY_THERE, Unavailable, False),
    ],
)
def test_what_may_have_been_done_is_not_sent_again_however_patient_the_caller(
    failure: Exception,
    kind: type[Unavailable],
    was_sent: bool,
    act: Act,
    patient: PlatformApi,
    host: ScriptedHost,
) -> None:
    host.script = [failure, answer(SENT)]

    with pytest.raises(kind) as caught:
        act(patient)

    assert caught.value.was_sent is was_sent
    assert len(host.asked) == 1


@each(WRITES)
def test_only_after_a_refused_token_it_is_sent_again_word_for_word(
    act: Act, platform: PlatformApi, host: ScriptedHost, tokens: Tokens
) -> None:
    bodies = []

    def refuse(_: str) -> Answer:
        bodies.append(host.body)
        return answer(b"", 401)

    host.script = [refuse, answer(SENT)]
    act(platform)
    assert [bodies[0], host.body] == [host.body] * 2
    assert len(host.asked) == 2

    host.asked, host.script = [], [lambda _: answer(b"", 401)]
    with pytest.raises(TokenRefused):
        act(platform)
    assert len(host.asked) == 2
    assert len(tokens.rejected) == 2


def test_one_tag_is_the_last_thing_that_is_read(platform: PlatformApi, host: ScriptedHost) -> None:
    def tags(first: int, last: int) -> object:
        return {"tags": [{"id": f"t{n}", "label": "A", "profiles": []} for n in range(first, last)]}

    host.script = [answer(tags(0, 100)), answer(tags(100, 200)), answer(tags(200, 250))]

    assert platform.tags.one("t150").id == "t150"
    assert len(host.asked) == 2


def test_a_tag_that_no_page_has_is_not_there(platform: PlatformApi, host: ScriptedHost) -> None:
    host.script = [stored("tags_without_status")]

    with pytest.raises(NoSuchTag):
        platform.tags.one(TAG_ID[:-1] + "f")


@pytest.mark.parametrize("left_out", [{}, {"profiles": None}])
def test_a_tag_without_its_members_is_not_taken_for_an_empty_one(
    left_out: dict[str, None], platform: PlatformApi, host: ScriptedHost
) -> None:
    host.script = [lambda _: answer({"tags": [{"id": TAG_ID, "label": "A", **left_out}]})]

    with pytest.raises(UnexpectedAnswer):
        platform.tags.one(TAG_ID)
    assert platform.tags.every()[0].profiles == ()
