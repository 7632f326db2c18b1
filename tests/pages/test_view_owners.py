"""Whose a saved view is: one person's in one account, and never a colleague's."""

import pytest
from flask import Flask

from sandbox.server import Running
from tests.support.consent import Consent
from tests.support.saved_views import names, panel, save, send
from tests.support.site import Site

COLLEAGUE = Consent(person="Mateus Lindgren")
STRANGERS = {"another person": COLLEAGUE, "another account": Consent(account="Northlight Studio")}
UNTOLD: dict[str, tuple[bool, frozenset[str]]] = {
    "neither person nor account": (False, frozenset({"account:read"})),
    "the account alone": (False, frozenset()),
    "the person alone": (True, frozenset({"account:read"})),
}
"""What Profile does not tell: whether it tells the person, and what was denied."""


@pytest.mark.parametrize("wish", STRANGERS.values(), ids=STRANGERS)
def test_nobody_else_sees_or_changes_a_view(site: Site, app: Flask, wish: Consent) -> None:
    view_id = save(site, "Mine alone", "?q=a")
    other = Site(app)
    other.sign_in(wish)

    assert "Mine alone" not in other.get("/team").text + other.get("/team/views").text
    other.get(f"/team/views/{view_id}", status=404)
    for path in (f"{view_id}/rename", f"{view_id}/seen", "default"):
        send(other, f"/team/views/{path}", name="Theirs", view=view_id, status=404)
    send(other, f"/team/views/{view_id}/delete")

    assert names(site) == ["Mine alone"]
    assert site.get("/team").heading == "Team"


def test_a_form_of_another_account_is_not_acted_upon(site: Site) -> None:
    view_id = save(site, "Mine", "?q=a")
    drawn_before = site.get("/team/views").field("csrf_token")
    site.sign_in(STRANGERS["another account"], another="1")

    form = {"csrf_token": drawn_before, "name": "Theirs"}
    refused = site.post(f"/team/views/{view_id}/rename", form, status=409)

    assert refused.heading == "This form is for another account"


def test_the_same_person_finds_the_views_in_another_browser_and_after_signing_in_again(
    site: Site, app: Flask
) -> None:
    save(site, "Mine", "?q=a")
    site.sign_out()
    other = Site(app)
    other.sign_in()

    assert names(other) == ["Mine"]


@pytest.mark.parametrize("untold", UNTOLD.values(), ids=UNTOLD)
def test_where_person_or_account_is_not_told_views_end_with_the_session(
    visitor: Site, app: Flask, platform: Running, untold: tuple[bool, frozenset[str]]
) -> None:
    platform.world.extensions.introspection, denied = untold
    visitor.sign_in(Consent(denied=denied))
    colleague, again = Site(app), Site(app)
    colleague.sign_in(Consent(person=COLLEAGUE.person, denied=denied))

    save(visitor, "Mine", "?q=a")
    again.sign_in(Consent(denied=denied))

    assert [names(each) for each in (visitor, colleague, again)] == [["Mine"], [], []]
    for page in (visitor.get("/team"), visitor.get("/team/views")):
        assert "kept only until you sign out" in page.text


def test_a_shared_address_shows_the_same_people_to_a_colleague(site: Site, app: Flask) -> None:
    view_id = save(site, "Steady", "?style=SC")
    colleague = Site(app)
    colleague.sign_in(COLLEAGUE)

    page = colleague.get(f"/team?style=SC&view={view_id}")

    assert page.rows() == site.get("/team?style=SC").rows()
    assert panel(page) == ""
