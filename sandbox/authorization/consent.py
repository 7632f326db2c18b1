"""The authorization endpoint: who asks, for what, and whether the person allows it.

Source: RFC 6749, section 4.1.1; RFC 9126, section 4; RFC 9700, 4.1 (redirect URIs); Profile API
documentation, "Users see and can deny each scope on the consent screen".
"""

from typing import cast
from urllib.parse import urlsplit

from authlib.oauth2 import OAuth2Error
from flask import Blueprint, Response, render_template, request

from sandbox.authorization.clients import Client
from sandbox.authorization.grants import CodeGrant
from sandbox.authorization.par import authorization_request, spend, unknown_request_uri
from sandbox.authorization.records import Consent
from sandbox.authorization.server import authorization_server
from sandbox.authorization.sign_in import sign_in_page, sign_in_wanted, signed_in, with_request
from sandbox.current import world
from sandbox.scopes import SCOPES
from sandbox.world import Person

consent = Blueprint("consent", __name__)


@consent.route("/oauth/authorize", methods=["GET", "POST"])
def authorize() -> Response | str | tuple[str, int]:
    """Refuses a bad request, lets the person sign in, asks, and sends the browser back."""
    try:
        asked = authorization_request()
        grant = cast(CodeGrant, authorization_server().get_consent_grant(asked))
    except OAuth2Error as error:
        return _refused(error)
    person = signed_in()
    if person is None or sign_in_wanted(asked):
        return sign_in_page()
    if request.method == "GET":
        return _consent_page(grant, person)
    return _decided(grant, person)


def _refused(error: OAuth2Error) -> Response | tuple[str, int]:
    """Back to the client with the error; a page where the client cannot be trusted with it."""
    if error.redirect_uri and spend():
        return cast(Response, authorization_server().handle_error_response(None, error))
    return render_template("refused.html", reason=error.description), 400


def _consent_page(grant: CodeGrant, person: Person, problem: str | None = None) -> str:
    client: Client = grant.client
    return render_template(
        "consent.html",
        client=client,
        back_to=urlsplit(grant.redirect_uri).netloc,
        person=person,
        accounts=world().accounts_of(person),
        scopes=[(scope, SCOPES[scope]) for scope in grant.request.scope.split()],
        problem=problem,
        action=with_request("consent.authorize"),
        somebody_else=with_request("consent.authorize", prompt="login"),
    )


def _decided(grant: CodeGrant, person: Person) -> Response | tuple[str, int]:
    """The answer to the client: a code for what was allowed, or `access_denied`."""
    ticked = request.form.getlist("granted")
    scopes = tuple(scope for scope in grant.request.scope.split() if scope in ticked)
    account_id = request.form.get("account", "")
    if request.form.get("decision") != "allow" or not scopes:
        allowed = None
    elif account_id not in person.roles:
        return _consent_page(grant, person, "Choose the account to connect."), 400
    else:
        allowed = Consent(person.id, account_id, scopes)
    if not spend():
        return _refused(unknown_request_uri())
    answer = authorization_server().create_authorization_response(
        grant.request, grant=grant, grant_user=allowed
    )
    return cast(Response, answer)
