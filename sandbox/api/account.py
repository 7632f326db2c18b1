"""The connected account. Source: Profile API reference, section 4.1."""

from datetime import datetime

from flask import Blueprint, request
from werkzeug.wrappers import Response

from sandbox.api.answers import Refusal, success
from sandbox.api.protect import connected_account, needs, require
from sandbox.current import world
from sandbox.times import in_microseconds

account = Blueprint("account", __name__, url_prefix="/api/v4")

_BOOLEANS = {"true": True, "false": False}


@account.get("/account")
@needs("account:read")
def read() -> Response:
    """The account; with `includeTags=true` its tags too, which needs `tags:manage`.

    Documented oddity: the payload is under `data`.
    """
    include_tags = _BOOLEANS.get(request.args.get("includeTags", "false"))
    if include_tags is None:
        raise Refusal(400, "includeTags must be true or false")
    if include_tags:
        require("tags:manage")
    key = "data" if world().oddities else "account"
    return success(key, shown(include_tags=include_tags))


def shown(*, include_tags: bool) -> dict[str, object]:
    """The connected account as it lies in an answer."""
    here = connected_account()
    return {
        "id": here.id,
        "createdAt": in_microseconds(here.created_at),
        "updatedAt": in_microseconds(here.updated_at),
        "name": here.name,
        "type": "Corporate",
        "billing": {
            "status": "trialing",
            "trialEndDate": _trial_end(here.trial_ends, as_number=here.trial_end_as_number),
        },
        "reportsGenerated": here.reports_generated,
        "trialReportsUsed": here.trial_reports_used,
        "tags": here.tags[:] if include_tags else [],
    }


def _trial_end(moment: datetime, *, as_number: bool) -> int | str:
    """Documented oddity: Unix seconds in one capture of the page, text in the other."""
    number = world().oddities and as_number
    return int(moment.timestamp()) if number else in_microseconds(moment)
