"""The ways to a person's page and back, and what is said where nobody is."""

import pytest

from sandbox.population.profiles import Profile
from sandbox.server import Running
from tests.support.consent import Consent
from tests.support.site import Site


@pytest.fixture
def people(platform: Running) -> list[Profile]:
    """Everybody of the account, as the platform has them."""
    return platform.world.accounts[0].profiles.page(1, 100)


@pytest.mark.parametrize("other", ["deleted", "of another account", "no id at all"])
def test_somebody_who_is_not_there_is_said_with_the_way_back(
    site: Site, platform: Running, other: str
) -> None:
    ids = {
        "deleted": "66a1f0c2b7d8e9001c3a4b5d",
        "of another account": platform.world.accounts[1].profiles.at(0).id,
        "no id at all": "..%00",
    }

    page = site.get(f"/team/{ids[other]}", status=404)

    assert page.heading == "This person is not in the account"
    assert page.links()["Go to the team"] == "/team"


@pytest.mark.parametrize(
    ("came_from", "leads_to"),
    [
        ("http://127.0.0.1:8000/team?q=ana&sort=-d", "/team?q=ana&sort=-d"),
        ("http://127.0.0.1:8000/team", "/team"),
        ("http://127.0.0.1:8000/privacy?q=ana", "/team"),
        ("http://[", "/team"),
        ("", "/team"),
    ],
)
def test_the_way_back_leads_to_the_list_as_it_was_asked_for(
    site: Site, people: list[Profile], came_from: str, leads_to: str
) -> None:
    answer = site.client.get(
        f"/team/{people[0].id}", base_url="http://127.0.0.1:8000", headers={"Referer": came_from}
    )

    link = f'<p class="back"><a href="{leads_to.replace("&", "&amp;")}">Team</a></p>'
    assert link in answer.get_data(as_text=True)


def test_a_colleague_of_another_account_does_not_see_the_person(
    visitor: Site, people: list[Profile]
) -> None:
    visitor.sign_in(Consent(account="Northlight Studio"))

    page = visitor.get(f"/team/{people[0].id}", status=404)

    assert people[0].email not in page.html
