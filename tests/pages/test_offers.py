"""What a template offers to somebody of a role, and keeps from them with a reason."""

import pytest
from bs4 import BeautifulSoup
from flask import Flask, g, render_template_string

from webapp.auth.connection import Connection
from webapp.auth.signed_in import SignedIn

TEMPLATE = """{% from "components/offer.html" import offer %}
{{ offer("profiles:write", "/invites/new", "New invite", "primary") }}"""


def drawn(app: Flask, role: str | None) -> BeautifulSoup:
    connection = Connection(token_key="canary", scope=frozenset(), role=role)
    with app.test_request_context("/"):
        g.signed_in = SignedIn(connections=(connection,), active=connection.id)
        return BeautifulSoup(render_template_string(TEMPLATE), "lxml")


@pytest.mark.parametrize("role", ["Owner", "Manager", "Auditor", None])
def test_it_is_offered_though_it_is_not_granted_yet(app: Flask, role: str | None) -> None:
    (link,) = drawn(app, role).select("a.button.primary")

    assert (link["href"], link.get_text()) == ("/invites/new", "New invite")


def test_what_the_role_does_not_have_is_disabled_and_says_why(app: Flask) -> None:
    soup = drawn(app, "User")

    assert soup.select("a") == []
    (button,) = soup.select("button[disabled]")
    assert button.get_text() == "New invite"
    assert "Your role in this account is User" in soup.get_text()
