"""The connected account. Source: Profile API reference, section 4.1.

That it can be changed, and its `logo`, `preferences` and `user`, are our assumptions.
"""

from datetime import datetime

from flask import Blueprint, request
from werkzeug.wrappers import Response

from sandbox.api.answers import Refusal, success
from sandbox.api.bodies import read_body
from sandbox.api.offered import offered
from sandbox.api.preferences import Sent, preferences_of
from sandbox.api.protect import caller, connected_account, needs, require, signed_in
from sandbox.current import origins, world
from sandbox.times import in_microseconds

account = Blueprint("account", __name__, url_prefix="/api/v4")

_BOOLEANS = {"true": True, "false": False}


@account.get("/account")
@needs("account:read")
def read() -> Response:
    """The account; with `includeTags=true` its tags too, which needs `tags:manage`."""
    include_tags = _BOOLEANS.get(request.args.get("includeTags", "false"))
    if include_tags is None:
        raise Refusal(400, "includeTags must be true or false")
    if include_tags:
        require("tags:manage")
    return answer(include_tags=include_tags)


@account.patch("/account")
@offered("account_settings", others=("GET", "HEAD", "OPTIONS"))
@needs("account:write")
def change() -> Response:
    """Sets the preferences that are named; the others stay."""
    settings, asked = connected_account().settings, read_body(Sent)
    with settings.lock:
        before = settings.preferences
        named = preferences_of(asked.preferences, before.keys())
        settings.change(named)
        details = {"before": {name: before[name] for name in named}, "after": named}
        world().audit.note(caller(), "account.change", connected_account().id, **details)
    return answer()


def answer(*, include_tags: bool = False) -> Response:
    """The account in its envelope. Documented oddity: the payload is under `data`."""
    key = "data" if world().oddities else "account"
    return success(key, shown(include_tags=include_tags))


def shown(*, include_tags: bool) -> dict[str, object]:
    """The connected account as it lies in an answer."""
    here = connected_account()
    return {
        "id": here.id,
        "createdAt": in_microseconds(here.created_at),
        "updatedAt": in_microseconds(here.settings.updated_at),
        "name": here.name,
        "type": "Corporate",
        "billing": {
            "status": "trialing",
            "trialEndDate": _trial_end(here.trial_ends, as_number=here.trial_end_as_number),
        },
        "reportsGenerated": here.reports_generated,
        "trialReportsUsed": here.trial_reports_used,
        "tags": here.tags[:] if include_tags else [],
        **(_assumed() if world().extensions.account_settings else {}),
    }


def _assumed() -> dict[str, object]:
    """The members that no page shows: the settings, and whose token this is."""
    here, person = connected_account(), signed_in()
    logo = here.settings.logo
    return {
        "logo": logo and f"{origins().api}/api/v4/account/logo?v={logo.version}",
        "preferences": here.settings.preferences,
        "user": person
        and {
            "id": person.id,
            "name": person.name,
            "email": person.email,
            "role": person.roles[here.id],
        },
    }


def _trial_end(moment: datetime, *, as_number: bool) -> int | str:
    """Documented oddity: Unix seconds in one capture of the page, text in the other."""
    number = world().oddities and as_number
    return int(moment.timestamp()) if number else in_microseconds(moment)
