"""What the account's page tells, and what it says of what it cannot."""

import pytest

from sandbox.authorization.extensions import Extensions
from sandbox.faults import Fault, Kind
from sandbox.server import Running
from tests.support.account import API, PAGE, Settler, region
from tests.support.consent import Consent
from tests.support.site import Site

CATALOGUE = "/api/v4/assessments"


def test_the_account_is_told_in_words(looker: Settler) -> None:
    about = region(looker.page(), "About the account")

    for words in ("Harbor & Finch", "Corporate", "Billing On trial until", "left)"):
        assert words in about
    assert f"Reports generated {looker.account.reports_generated:,}" in about


def test_whose_connection_this_is_and_what_the_role_means(looker: Settler) -> None:
    whose = region(looker.page(), "Whose connection this is")

    assert "Your name Rosalind Achebe" in whose
    assert "Your role Owner" in whose
    assert "how this dashboard understands it" in whose


def test_every_permission_is_a_sentence_and_a_missing_one_can_be_allowed(looker: Settler) -> None:
    page = looker.page()
    may = region(page, "What this dashboard may do")

    assert may.count("Not allowed") == 2
    links = page.links()
    assert "scope=account:write&next=/account" in links["Allow : Change your account’s settings"]
    assert "scope=profiles:write" in next(v for k, v in links.items() if "Invite people" in k)


def test_the_assessments_say_what_they_measure_how_long_they_take_and_whether_they_are_on(
    visitor: Site, platform: Running
) -> None:
    visitor.sign_in(Consent(account="Northlight Studio"))

    listed = region(visitor.get(PAGE), "Assessments")

    assert "Focus On Five domains of personality" in listed
    assert "About 20 minutes." in listed
    assert "Core values Off" in listed


def test_without_account_read_nothing_is_asked_and_the_rest_stands(
    visitor: Site, platform: Running
) -> None:
    visitor.sign_in(Consent(denied={"account:read"}))
    platform.world.witness.clear()

    page = visitor.get(PAGE)

    assert platform.world.witness.arrivals("/api") == []
    assert "You did not allow this dashboard to see your account" in page.text
    assert "scope=account:read" in page.links()["Allow it : see your account"]
    assert "Your name Profile did not tell" in page.text
    assert "Not allowed Allow : See your account" in page.text


@pytest.mark.parametrize(
    ("fault", "said"),
    [
        (Fault(Kind.BROKEN, origin="api", path=CATALOGUE), "Profile did not answer"),
        (Fault(Kind.RESET, origin="api", path=CATALOGUE), "Profile did not answer"),
        (Fault(Kind.TOO_MANY, origin="api", path=CATALOGUE), "asks for fewer requests"),
        (Fault(Kind.HTML, origin="api", path=CATALOGUE), "not as this dashboard knows it"),
        (Fault(Kind.FORBIDDEN, origin="api", path=CATALOGUE), "does not let this connection"),
        (Fault(Kind.UNKNOWN, origin="api", path=CATALOGUE), "offers no way to read this"),
        (Fault(Kind.NOT_OFFERED, origin="api", path=CATALOGUE), "offers no way to read this"),
    ],
    ids=lambda each: each.kind.name if isinstance(each, Fault) else "",
)
def test_a_catalogue_that_fails_says_so_and_takes_nothing_else_away(
    looker: Settler, fault: Fault, said: str
) -> None:
    looker.platform.world.faults.add(fault)

    page = looker.page()

    assert said in region(page, "Assessments")
    assert "Corporate" in page.text
    assert page.soup.select("img.logo")


@pytest.mark.parametrize("kind", [Kind.BROKEN, Kind.HTML, Kind.TOO_MANY])
def test_a_logo_that_fails_says_so_and_initials_stand_for_it(looker: Settler, kind: Kind) -> None:
    looker.platform.world.faults.add(Fault(kind, origin="api", path=f"{API}/logo"))

    page = looker.page()

    assert not page.soup.select("img.logo")
    assert [sign.get_text(strip=True) for sign in page.soup.select("span.logo")] == ["HF"]
    logo = region(page, "Logo")
    assert "could not be read" in logo or "no picture that can be shown" in logo
    assert "Corporate" in page.text


@pytest.mark.parametrize(("path", "part"), [(CATALOGUE, "Assessments"), (f"{API}/logo", "Logo")])
def test_a_part_that_does_not_come_is_not_waited_for(looker: Settler, path: str, part: str) -> None:
    looker.platform.world.faults.add(Fault(Kind.SLOW, origin="api", path=path, seconds=60))

    page = looker.page()

    assert "Profile took too long to answer" in region(page, part)
    assert "Corporate" in page.text
    looker.platform.world.faults.clear()


@pytest.mark.parametrize("kind", [Kind.BROKEN, Kind.TOO_MANY, Kind.HTML])
def test_an_account_that_fails_leaves_the_connection_and_its_permissions(
    looker: Settler, kind: Kind
) -> None:
    looker.platform.world.faults.add(Fault(kind, origin="api", path=API))
    looker.forgets()

    page = looker.page()

    assert looker.calls() == [f"GET {API}"]
    assert "Profile" in region(page, "About the account")
    assert "Not allowed" in region(page, "What this dashboard may do")


def test_a_platform_without_the_assumed_parts_is_told_as_it_is(looker: Settler) -> None:
    looker.platform.world.extensions = Extensions(account_settings=False, assessments=False)

    page = looker.page()

    assert "Profile did not tell any preferences" in page.text
    assert "The account has no logo" in page.text
    assert "offers no way to read this here" in region(page, "Assessments")
    assert "Your role Profile did not tell" in page.text


def test_names_are_hidden_in_presentation_mode(looker: Settler) -> None:
    token = looker.site.get("/sessions").field("csrf_token")
    looker.site.post("/presentation", {"csrf_token": token, "presenting": "yes"})

    page = looker.page()

    assert "Rosalind" not in page.html
    assert "are hidden in presentation mode" in page.text


@pytest.mark.parametrize(("person", "role"), [("Mateus Lindgren", "Manager")])
def test_a_role_that_may_not_change_the_account_is_offered_no_way_but_told_why(
    visitor: Site, person: str, role: str
) -> None:
    visitor.sign_in(Consent(person=person), scope="account:write")

    page = visitor.get(PAGE)

    assert not page.soup.select("form.preferences, form.upload")
    assert f"Your role in this account is {role}" in page.text
    assert "Eco printing On" in page.text


def test_nobody_is_sent_to_allow_what_their_role_does_not_have(visitor: Site) -> None:
    visitor.sign_in(Consent(person="Mateus Lindgren"))

    page = visitor.get(PAGE)

    assert [link for link in page.links() if "settings" in link] == []
    assert any(link.startswith("Allow : Invite people") for link in page.links())
    assert "Change your account’s settings Not for your role" in page.text
    assert "ask an Owner to do this" in page.text


def test_the_menu_leads_here(looker: Settler) -> None:
    current = looker.page().soup.select_one(".menu [aria-current]")

    assert current is not None
    assert current.get_text(strip=True) == "Account"
