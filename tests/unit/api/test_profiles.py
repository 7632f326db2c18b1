"""Profiles as the platform sends them, read through the real client."""

from datetime import UTC, datetime

import pytest

from tests.unit.api.host import ScriptedHost, answer, stored
from webapp.api import NotFound, PlatformApi, UnexpectedAnswer
from webapp.api.focus import Domain
from webapp.api.profiles import Completion, Profile
from webapp.api.scores import Disc

ID = "66d2a7f0c4b1e8003f5a9b01"
DOMAIN = Domain("flexibility", 54, "baseline")


def test_a_person_is_read_with_everything_that_was_sent(
    platform: PlatformApi, host: ScriptedHost
) -> None:
    host.script = [stored("profile_complete")]
    person = platform.profiles.one(ID)
    assert host.targets == [f"/api/v4/profile/{ID}"]
    assert (person.id, person.name) == (ID, "Tove Lindqvist")
    assert person.email == "tove.lindqvist@harbour.test"
    assert person.created_at == datetime(2026, 2, 10, 9, tzinfo=UTC)
    assert person.updated_at == datetime(2026, 2, 10, 9, 41, 7, 512000, tzinfo=UTC)
    assert person.phone is None
    assert person.completion is Completion.COMPLETE


def test_unknown_keys_and_unreadable_times_do_not_fail_a_person(
    platform: PlatformApi, host: ScriptedHost
) -> None:
    host.script = [stored("profile_unknown_parts")]
    person = platform.profiles.one(ID)
    assert person.name == "Anselm"
    assert person.phone == "+41 00 000 00 02"
    assert (person.created_at, person.updated_at) == (None, None)


def test_a_list_keeps_the_order_and_what_each_person_has(
    platform: PlatformApi, host: ScriptedHost
) -> None:
    host.script = [stored("profiles_mixed")]
    people = platform.profiles.every()
    assert [person.id[-2:] for person in people] == ["11", "12", "13", "14", "15"]
    assert [person.completion for person in people] == [
        Completion.COMPLETE,
        Completion.PARTIAL,
        Completion.PENDING,
        Completion.PENDING,
        Completion.PENDING,
    ]


def test_a_pending_person_has_no_scores(platform: PlatformApi, host: ScriptedHost) -> None:
    host.script = [stored("profiles_mixed")]
    for pending in platform.profiles.every()[2:]:
        assert (pending.disc, pending.focus, pending.core) == (None, None, None)


def test_a_person_is_called_by_what_is_known(platform: PlatformApi, host: ScriptedHost) -> None:
    host.script = [stored("profiles_mixed")]
    assert [person.name for person in platform.profiles.every()] == [
        "Ilse Varga",
        "Bao",
        "pending@harbour.test",
        "No name",
        "Okonkwo-Reyes",
    ]


def test_whoever_was_invited_by_sms_is_called_by_the_number() -> None:
    assert Profile(id="1", phone="+442079460958").name == "+442079460958"


def test_a_blank_text_counts_as_absent(platform: PlatformApi, host: ScriptedHost) -> None:
    host.script = [stored("profiles_mixed")]
    people = platform.profiles.every()
    assert (people[2].first_name, people[2].last_name, people[4].email) == (None, None, None)


@pytest.mark.parametrize(
    ("disc", "focus", "core", "completion"),
    [
        (Disc("D"), (DOMAIN,), ("wisdom",), Completion.COMPLETE),
        (Disc("D"), (DOMAIN,), None, Completion.PARTIAL),
        (Disc("D"), None, None, Completion.PARTIAL),
        (None, (DOMAIN,), None, Completion.PARTIAL),
        (None, None, ("wisdom",), Completion.PARTIAL),
        (None, None, None, Completion.PENDING),
    ],
)
def test_completion_looks_at_each_assessment_on_its_own(
    disc: Disc | None,
    focus: tuple[Domain, ...] | None,
    core: tuple[str, ...] | None,
    completion: Completion,
) -> None:
    assert Profile("x", disc=disc, focus=focus, core=core).completion is completion


@pytest.mark.parametrize(
    "name", ["profiles_under_data", "profiles_not_a_list", "profiles_without_ids"]
)
def test_a_list_of_another_shape_is_an_unexpected_answer(
    name: str, platform: PlatformApi, host: ScriptedHost
) -> None:
    host.script = [stored(name)]
    with pytest.raises(UnexpectedAnswer, match=r"^/profiles: ") as caught:
        platform.profiles.every()
    assert "harbour" not in str(caught.value)


def test_a_misshapen_result_is_told_by_its_place_and_not_by_its_value(
    platform: PlatformApi, host: ScriptedHost
) -> None:
    host.script = [stored("profile_disc_misshapen")]
    with pytest.raises(UnexpectedAnswer, match=r"/profile/\{id\}: .*disc") as caught:
        platform.profiles.one(ID)
    assert "private" not in str(caught.value)


def test_misshapen_focus_fails_nothing_until_it_is_looked_at(
    platform: PlatformApi, host: ScriptedHost
) -> None:
    host.script = [stored("profile_focus_misshapen")]
    person = platform.profiles.one(ID)
    assert person.completion is Completion.PARTIAL
    assert person.focus is not None
    with pytest.raises(UnexpectedAnswer, match=r"^focus: .*score") as caught:
        tuple(person.focus)
    assert "private" not in str(caught.value)

    focus = {"flexibility": {"score": "private"}}
    host.script = [answer({"profiles": [{"id": ID, "focus": focus}]})]
    assert platform.profiles.every()[0].completion is Completion.PARTIAL


@pytest.mark.parametrize("status", [400, 422])
def test_an_id_that_the_platform_takes_for_none_is_not_found(
    status: int, platform: PlatformApi, host: ScriptedHost
) -> None:
    host.script = [answer({"message": "malformed id"}, status)]
    with pytest.raises(NotFound):
        platform.profiles.one("nobody")
