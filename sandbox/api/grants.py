"""The apps that one person has connected, in whichever of their accounts.

The platform documents what a person sees and what revoking does, and no API for it: all of this
is our assumption. Source: AI data handling page, "Revoking access" and "Your rights".
"""

from flask import Blueprint, abort, g, request
from werkzeug.wrappers import Response

from sandbox.api.answers import Refusal, flat, nothing, page_and_limit
from sandbox.api.protect import caller, needs
from sandbox.authorization.clients import Client
from sandbox.authorization.records import Grant
from sandbox.current import world
from sandbox.times import in_milliseconds

grants = Blueprint("grants", __name__, url_prefix="/api/v4/grants")


@grants.before_request
def offered_to_this_app() -> None:
    """404 where there are no grants to be managed; 403 for an app that registered itself, since
    an app must not find out its siblings by merely turning up, and for a service, which no person
    stands behind.
    """
    if not world().extensions.grants:
        abort(404)
    if "service" in g:
        raise Refusal(403, "Only a person has connected apps")
    client = world().clients.get(g.token.grant.client_id)
    if client is None or client.dynamic:
        raise Refusal(403, "Only an app that was registered beforehand may see connected apps")


@grants.get("")
@needs("account:read")
def every() -> Response:
    """One page of the person's live grants, the newest consent first."""
    page, limit = page_and_limit(request.args)
    live = world().ledger.live(g.token.grant.person_id)
    start = (page - 1) * limit
    shown = [_shown(grant) for grant in live[start : start + limit]]
    return flat({"total": len(live), "grants": shown})


@grants.delete("/<grant_id>")
@needs("account:write", whatever_role=True)
def revoke(grant_id: str) -> Response:
    """Ends it: its next call is refused. One that has ended is not found."""
    ledger = world().ledger
    with ledger.lock:
        grant = _own(grant_id)
        ledger.revoke(grant)
    details = {"client_id": grant.client_id, "account": grant.account_id}
    world().audit.note(caller(), "grant.revoke", grant.id, **details)
    return nothing()


@grants.get("/<grant_id>/activity")
@needs("account:read")
def activity(grant_id: str) -> Response:
    """One page of what the app did under it, newest first; `total` counts all there ever was."""
    page, limit = page_and_limit(request.args)
    entries, total = _own(grant_id).journal.page(page, limit)
    return flat({"total": total, "activity": entries})


def _own(grant_id: str) -> Grant:
    """Alike for somebody else's, an ended and an unknown one: 404."""
    for grant in world().ledger.live(g.token.grant.person_id):
        if grant.id == grant_id.lower():
            return grant
    raise Refusal(404, "Grant not found")


def _shown(grant: Grant) -> dict[str, object]:
    account = world().account(grant.account_id)
    times = {
        "granted_at": grant.granted_at,
        "updated_at": grant.updated_at or grant.granted_at,
        "last_used_at": grant.last_used_at,
        "expires_at": grant.expires_at,
    }
    return {
        "id": grant.id,
        "client": _client(grant.client_id),
        "account": {"id": account.id, "name": account.name},
        "scopes": grant.scopes,
        **{name: moment and in_milliseconds(moment) for name, moment in times.items()},
        "is_current": grant is g.token.grant,
    }


def _client(client_id: str) -> dict[str, object]:
    """Of an app that is registered no more, the id alone."""
    client: Client | None = world().clients.get(client_id)
    if client is None:
        return {"id": client_id}
    return {
        "id": client_id,
        "name": client.name,
        **client.about._asdict(),
        "type": "public" if client.is_public else "confidential",
        "registration": "dynamic" if client.dynamic else "pre_registered",
        "first_party": client.first_party,
    }
