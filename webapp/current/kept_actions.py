"""Actions that met a permission that is missing: kept until that is given, for their own person."""

import logging

from flask import g, request, url_for
from redis.exceptions import RedisError

from webapp.auth.connection import Connection
from webapp.background.kept_action import KeptAction
from webapp.background.owner import Owner
from webapp.current.call import at_most, signed_in, work_owner
from webapp.responses.kept_form import ACTION_SECONDS, KeptForm
from webapp.responses.purposes import purpose
from webapp.responses.redirects import here
from webapp.services import services

log = logging.getLogger(__name__)


def keep_action(form: KeptForm, scope: str) -> str | None:
    """Keep what this request was to do until `scope` is allowed; returns the page that shows it
    again, None where it cannot be kept just now.
    """
    person = signed_in()
    action = KeptAction(
        action=form.action,
        fields=form.fields,
        had_files=form.had_files,
        scope=scope,
        purpose=purpose(request.endpoint),
        account=person.connection.account_id,
        is_without_names=person.presenting,
    )
    try:
        name = services().kept_actions.keep(work_owner(), action, at_most(ACTION_SECONDS))
    except RedisError as error:
        log.warning("an action is not kept: %s (request %s)", error, g.get("request_id"))
        return None
    return url_for("go_on.action", name=name, back=here())


def begun_as(name: str) -> Connection | None:
    """The other connection of this session through which it was begun; None where there is none."""
    read = services().kept_actions.read
    return next((each for each in signed_in().others if read(Owner.of(each), name)), None)


def kept_action(name: str) -> KeptAction | None:
    """One that is kept; None where there is none of this person and account, or none any more."""
    return services().kept_actions.read(work_owner(), name)
