"""Deleting somebody: told what goes, confirmed by the name, proved by a reading."""

from typing import NamedTuple

import pytest
from redis import Redis

from sandbox.faults import Fault, Kind
from sandbox.population.profiles import Profile
from sandbox.server import Running
from tests.support.debriefs import CALL as DEBRIEF
from tests.support.page import Page
from tests.support.site import Site
from tests.support.valkey import alive

CALL = "/api/v4/profile/"


class Somebody(NamedTuple):
    """A person of the account, and a browser that may delete them."""

    site: Site
    platform: Running
    profile: Profile

    @property
    def path(self) -> str:
        return f"/team/{self.profile.id}/delete"

    @property
    def name(self) -> str:
        parts = (self.profile.first_name, self.profile.last_name)
        return " ".join(part for part in parts if part) or self.profile.email or ""

    @property
    def is_there(self) -> bool:
        return self.platform.world.accounts[0].profiles.holds(self.profile.id)

    def confirm(self, name: str | None = None) -> dict[str, str]:
        """The question as it is drawn, answered."""
        page = self.site.get(self.path)
        typed = self.name if name is None else name
        return {
            "csrf_token": page.field("csrf_token"),
            "seen": page.field("seen"),
            "name": typed,
        }

    def delete(self, form: dict[str, str], status: int = 303) -> Page:
        return self.site.post(self.path, form, status=status)

    def deletions(self) -> int:
        return len(self.platform.world.audit.rows("profile.delete"))


@pytest.fixture
def somebody(visitor: Site, platform: Running) -> Somebody:
    visitor.sign_in(scope="profiles:write")
    return Somebody(visitor, platform, platform.world.accounts[0].profiles.at(0))


def test_the_question_says_what_goes(somebody: Somebody) -> None:
    tags = [
        tag.label
        for tag in somebody.platform.world.accounts[0].tags
        if somebody.profile.id in tag.profiles
    ]

    page = somebody.site.get(somebody.path)

    assert page.heading == f"Delete {somebody.name}"
    assert "This cannot be undone." in page.text
    assert "DISC, Focus, Core values" in page.text
    assert (somebody.profile.email or "") in page.text
    assert tags
    assert all(label in page.text for label in tags)


def test_once_confirmed_they_are_gone_everywhere_at_once(somebody: Somebody) -> None:
    answer = somebody.delete(somebody.confirm())

    page = somebody.site.get(answer.headers["Location"])
    assert page.heading == "Deleted"
    assert "Confirmed" in page.text
    assert not somebody.is_there
    assert somebody.name not in somebody.site.get("/team", size="100").text
    somebody.site.get(f"/team/{somebody.profile.id}", status=404)


@pytest.mark.parametrize("typed", ["", "somebody", "Maren"])
def test_without_the_name_nothing_is_deleted(typed: str, somebody: Somebody) -> None:
    page = somebody.delete(somebody.confirm(typed), 422)

    assert "Type the name as it stands above" in page.text
    assert page.field("name") == typed
    assert somebody.is_there


def test_case_accents_and_spaces_of_the_name_do_not_matter(somebody: Somebody) -> None:
    somebody.delete(somebody.confirm(f"  {somebody.name.upper()} "))
    assert not somebody.is_there


def test_a_double_click_and_whoever_comes_second_find_them_gone(somebody: Somebody) -> None:
    form = somebody.confirm()
    first, second = somebody.delete(form), somebody.delete(form)

    assert first.headers["Location"] == second.headers["Location"]
    assert somebody.deletions() == 1


def test_whoever_answered_the_invite_meanwhile_is_not_deleted_unseen(somebody: Somebody) -> None:
    form = {**somebody.confirm(), "seen": ""}

    page = somebody.delete(form, 409)

    assert "Something has changed since" in page.text
    assert somebody.is_there


def test_a_lost_answer_is_settled_by_a_reading(somebody: Somebody) -> None:
    form = somebody.confirm()
    somebody.platform.world.faults.add(Fault(Kind.LOST, path=CALL, method="DELETE", times=1))

    assert somebody.delete(form).headers["Location"].endswith("/deleted")
    assert somebody.deletions() == 1


@pytest.mark.parametrize("kind", [Kind.BROKEN, Kind.RESET])
def test_after_a_failure_they_are_said_to_be_there_still(kind: Kind, somebody: Somebody) -> None:
    form = somebody.confirm()
    somebody.platform.world.faults.add(Fault(kind, path=CALL, method="DELETE", times=1))

    page = somebody.delete(form, 502)

    assert "Profile did not answer clearly" in page.text
    assert somebody.is_there
    somebody.delete(somebody.confirm())
    assert not somebody.is_there


def test_what_profile_took_and_did_not_do_is_told(somebody: Somebody) -> None:
    form = somebody.confirm()
    somebody.platform.world.faults.add(Fault(Kind.HTML, path=CALL, method="DELETE", times=1))
    assert "shows them all the same" in somebody.delete(form, 502).text


@pytest.mark.parametrize("kind", [Kind.UNKNOWN, Kind.NOT_OFFERED])
def test_a_platform_without_the_call_is_said_to_have_none(kind: Kind, somebody: Somebody) -> None:
    form = somebody.confirm()
    somebody.platform.world.faults.add(Fault(kind, path=CALL, method="DELETE"))

    page = somebody.delete(form, 409)

    assert "Profile offers this dashboard no way to delete" in page.text
    assert somebody.is_there


def test_a_debrief_that_was_written_here_goes_too(somebody: Somebody, redis: Redis) -> None:
    site, path = somebody.site, f"/team/{somebody.profile.id}"
    site.post(f"{path}/debrief", {"csrf_token": site.get(path).field("csrf_token")})
    somebody.platform.world.witness.wait_for(DEBRIEF, status=200)
    assert alive(redis, "debrief")

    somebody.delete(somebody.confirm())

    assert not alive(redis, "debrief")


def test_whoever_is_there_is_not_said_to_be_deleted(somebody: Somebody) -> None:
    path = f"/team/{somebody.profile.id}"
    assert somebody.site.get(f"{path}/deleted", status=302).headers["Location"] == path


def test_nobody_is_deleted_while_names_are_hidden(somebody: Somebody) -> None:
    form = somebody.confirm()
    token = form["csrf_token"]
    somebody.site.post("/presentation", {"csrf_token": token, "presenting": "yes"})
    page = somebody.site.get(somebody.path)

    assert page.heading.startswith("Delete Person ")
    assert (somebody.profile.email or "") not in page.html
    assert "does not delete anybody unseen" in page.text
    hidden = {**form, "csrf_token": page.field("csrf_token"), "name": page.heading[7:]}
    somebody.delete(hidden, 409)
    assert somebody.is_there


def test_without_the_permission_to_write_it_is_asked_for(visitor: Site, platform: Running) -> None:
    visitor.sign_in()
    somebody = Somebody(visitor, platform, platform.world.accounts[0].profiles.at(0))
    assert "Allow it" in somebody.delete(somebody.confirm(), 403).text
    assert somebody.is_there
