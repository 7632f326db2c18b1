"""Editing how somebody is called and reached: read, merged, written once, and read again."""

from typing import NamedTuple

import pytest

from sandbox.faults import Fault, Kind
from sandbox.population.profiles import Profile
from sandbox.server import Running
from tests.support.consent import Consent
from tests.support.page import Page
from tests.support.site import Site

CALL = "/api/v4/profile/"


class Somebody(NamedTuple):
    """A person of the account, and a browser that may change them."""

    site: Site
    platform: Running
    id: str

    @property
    def now(self) -> Profile:
        found = self.platform.world.accounts[0].profiles.find(self.id)
        assert found is not None
        return found

    def form(self, **typed: str) -> dict[str, str]:
        """The edit form as it is drawn now, with something typed into it."""
        page = self.site.get(f"/team/{self.id}/edit")
        return {**fields(page), **typed}

    def save(self, form: dict[str, str], status: int = 303) -> Page:
        return self.site.post(f"/team/{self.id}/edit", form, status=status)

    def changes(self) -> int:
        """How often something was changed."""
        return len(self.platform.world.audit.rows("profile.change"))


def fields(page: Page) -> dict[str, str]:
    inputs = page.soup.select("main form.details-form input")
    return {str(each["name"]): str(each.get("value", "")) for each in inputs}


@pytest.fixture
def somebody(visitor: Site, platform: Running) -> Somebody:
    visitor.sign_in(scope="profiles:write")
    return Somebody(visitor, platform, platform.world.accounts[0].profiles.id_at(0))


def test_what_was_changed_is_saved_and_nothing_else(somebody: Somebody) -> None:
    was = somebody.now

    answer = somebody.save(somebody.form(first_name=" Ida  Marie "))

    assert (somebody.now.first_name, somebody.now.last_name) == ("Ida Marie", was.last_name)
    assert (somebody.now.email, somebody.now.phone) == (was.email, was.phone)
    page = somebody.site.get(answer.headers["Location"])
    assert page.heading == f"Ida Marie {was.last_name}"
    (news,) = page.soup.select("#news")
    assert "Saved." in news.get_text()
    assert (news["role"], news.has_attr("autofocus")) == ("status", True), "read out on arrival"


def test_what_is_missing_is_said_before_anything_is_typed(visitor: Site, platform: Running) -> None:
    address = f"/team/{platform.world.accounts[0].profiles.id_at(0)}"
    visitor.sign_in()
    for path in ("edit", "delete"):
        assert "Profile asks you for that first" in visitor.get(f"{address}/{path}").text

    form = fields(visitor.get(f"{address}/edit")) | {"email": "ida@people.test"}
    asked = visitor.post(f"{address}/edit", form, status=403).text
    assert "To change this person’s details, this dashboard must" in asked
    assert "E-mail ida@people.test" in asked

    visitor.sign_in(Consent(person="Priya Castellanos"))
    for path in ("edit", "delete"):
        page = visitor.get(f"{address}/{path}")
        assert "ask an Owner or a Manager" in page.text
        assert page.soup.select("main form[method=post] button[disabled]")


def test_the_roster_is_right_at_once(somebody: Somebody) -> None:
    somebody.save(somebody.form(last_name="Zzyzx"))
    assert "Zzyzx" in somebody.site.get("/team", q="Zzyzx").text


def test_a_saved_change_can_be_undone_exactly(somebody: Somebody) -> None:
    was = somebody.now
    answer = somebody.save(somebody.form(first_name="Ida", phone=""))
    page = somebody.site.get(answer.headers["Location"])
    form = {str(f["name"]): str(f["value"]) for f in page.soup.select(".news form input")}

    somebody.save(form)

    now = somebody.now
    assert (now.first_name, now.phone) == (was.first_name, was.phone)


def test_a_double_click_saves_once(somebody: Somebody) -> None:
    form = somebody.form(first_name="Ida")
    somebody.save(form)
    somebody.save(form)
    assert somebody.changes() == 1


def test_nothing_changed_sends_nothing(somebody: Somebody) -> None:
    page = somebody.site.get(somebody.save(somebody.form()).headers["Location"])
    assert somebody.changes() == 0
    assert "Nothing was changed" in page.text


def test_what_somebody_else_changed_meanwhile_is_kept(somebody: Somebody) -> None:
    form = somebody.form(first_name="Ida")
    somebody.save(somebody.form(last_name="Theirs"))

    somebody.save(form)

    assert (somebody.now.first_name, somebody.now.last_name) == ("Ida", "Theirs")


def test_the_same_changed_by_two_is_shown_and_never_overwritten(somebody: Somebody) -> None:
    form = somebody.form(first_name="Mine")
    somebody.save(somebody.form(first_name="Theirs"))

    page = somebody.save(form, 409)

    assert somebody.now.first_name == "Theirs"
    said = page.soup.select_one("#first_name-advice")
    assert said is not None
    assert said.get_text().startswith("Now: Theirs; yours: Mine.")
    assert page.field("first_name") == "Mine"
    somebody.save(fields(page))
    assert somebody.now.first_name == "Mine"


def test_what_cannot_be_meant_stays_typed_and_nothing_is_sent(somebody: Somebody) -> None:
    page = somebody.save(somebody.form(email="no address", first_name="Ida"), 422)

    assert (page.field("email"), page.field("first_name")) == ("no address", "Ida")
    assert "Correct the address." in page.text
    assert somebody.changes() == 0


def test_an_address_of_somebody_else_is_refused_in_profiles_words(somebody: Somebody) -> None:
    other = somebody.platform.world.accounts[0].profiles.at(1).email

    page = somebody.save(somebody.form(email=other or ""), 409)

    assert "Profile says" in page.text
    assert page.field("email") == other
    assert somebody.changes() == 0


@pytest.mark.parametrize("kind", [Kind.BROKEN, Kind.RESET])
def test_a_failure_keeps_the_form_and_says_that_nothing_was_saved(
    kind: Kind, somebody: Somebody
) -> None:
    form = somebody.form(first_name="Ida")
    somebody.platform.world.faults.add(Fault(kind, path=CALL, method="PATCH", times=1))

    page = somebody.save(form, 502)

    assert "by a reading nothing was saved" in page.text
    assert somebody.changes() == 0
    somebody.save(fields(page))
    assert somebody.now.first_name == "Ida"


def test_what_profile_took_and_does_not_show_is_told(somebody: Somebody) -> None:
    form = somebody.form(first_name="Ida")
    somebody.platform.world.faults.add(Fault(Kind.HTML, path=CALL, method="PATCH", times=1))

    page = somebody.save(form, 409)

    assert "shows something else all the same" in page.text
    assert page.field("first_name") == "Ida"


def test_a_lost_answer_is_settled_by_a_reading(somebody: Somebody) -> None:
    form = somebody.form(first_name="Ida")
    somebody.platform.world.faults.add(Fault(Kind.LOST, path=CALL, method="PATCH", times=1))

    page = somebody.site.get(somebody.save(form).headers["Location"])

    assert "Saved." in page.text
    assert somebody.changes() == 1


def test_a_lost_answer_without_a_reading_is_said_to_be_unknown(somebody: Somebody) -> None:
    form = somebody.form(first_name="Ida")
    faults = somebody.platform.world.faults
    faults.add(Fault(Kind.LOST, path=CALL, method="PATCH", times=1))
    faults.add(Fault(Kind.BROKEN, path=CALL, method="GET", skip=1, times=1))

    page = somebody.save(form, 502)

    assert "it is not known whether this was saved" in page.text
    assert somebody.changes() == 1
    somebody.save(fields(page))
    assert somebody.changes() == 1


def test_a_busy_profile_is_told_with_what_was_typed(somebody: Somebody) -> None:
    form = somebody.form(first_name="Ida")
    fault = Fault(Kind.TOO_MANY, path=CALL, method="PATCH", times=1, retry_after=7)
    somebody.platform.world.faults.add(fault)

    page = somebody.save(form, 429)

    assert "Nothing was saved." in page.text
    assert "Wait 7 seconds" in page.text
    assert page.field("first_name") == "Ida"


@pytest.mark.parametrize("kind", [Kind.UNKNOWN, Kind.NOT_OFFERED])
def test_a_platform_without_the_call_is_said_to_have_none(kind: Kind, somebody: Somebody) -> None:
    form = somebody.form(first_name="Ida")
    somebody.platform.world.faults.add(Fault(kind, path=CALL, method="PATCH"))

    page = somebody.save(form, 409)

    assert "Profile offers this dashboard no way to change" in page.text


def test_whoever_is_deleted_meanwhile_is_not_found(somebody: Somebody) -> None:
    form = somebody.form(first_name="Ida")
    somebody.platform.world.accounts[0].profiles.delete(somebody.id)
    assert somebody.save(form, 404).heading == "This person is not in the account"


def test_nobody_is_edited_while_names_are_hidden(somebody: Somebody) -> None:
    form = somebody.form(first_name="Ida")
    token = {"csrf_token": form["csrf_token"], "presenting": "yes"}
    somebody.site.post("/presentation", token)

    page = somebody.site.get(f"/team/{somebody.id}/edit")

    assert "Names and addresses are hidden" in page.text
    assert (somebody.now.last_name or "") not in page.html
    assert not fields(page)
    somebody.save(form, 409)
    hidden = {**form, "csrf_token": page.field("csrf_token")}
    somebody.save(hidden, 409)
    assert somebody.changes() == 0


def test_without_the_permission_to_write_it_is_asked_for(visitor: Site, platform: Running) -> None:
    visitor.sign_in()
    somebody = Somebody(visitor, platform, platform.world.accounts[0].profiles.id_at(0))

    page = somebody.save(somebody.form(first_name="Ida"), 403)

    assert "Invite people, change their details and delete them" in page.text
    assert somebody.changes() == 0


def test_a_role_that_may_not_is_told_so_in_profiles_words(visitor: Site, platform: Running) -> None:
    visitor.sign_in(Consent("Priya Castellanos"), scope="profiles:write")
    somebody = Somebody(visitor, platform, platform.world.accounts[0].profiles.id_at(0))

    page = somebody.save(somebody.form(first_name="Ida"), 403)

    assert "Profile says" in page.text
    assert somebody.changes() == 0
