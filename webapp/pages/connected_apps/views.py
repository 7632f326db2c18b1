"""Connected apps: the list, one app, and taking permissions away.

Source: seed 003, "Revoking access"; grants reference.
"""

import re
from contextlib import suppress
from datetime import UTC, datetime

from flask import Blueprint, Response, make_response, render_template, request, url_for

from webapp.current import as_of, minute
from webapp.current.grants import read_grants
from webapp.current.revoking import have_revoked, revocation
from webapp.current.tagging import new_form
from webapp.guard import needs
from webapp.pages.connected_apps.actions import action
from webapp.pages.connected_apps.did import all_findings, is_more
from webapp.pages.connected_apps.listing import listing
from webapp.pages.connected_apps.reading import (
    NoSuchApp,
    activities_of,
    activity_of,
    apps_of,
    reach_of,
    read_app,
    read_apps,
)
from webapp.pages.connected_apps.sent import sent_targets
from webapp.pages.connected_apps.told import News
from webapp.pages.connected_apps.told import news as news_of
from webapp.responses.kept_pages import kept_answer
from webapp.responses.partials import is_partial
from webapp.responses.redirects import go
from webapp.revoking import NoSuchRevocation

blueprint = Blueprint("connected_apps", __name__)

LONGEST_KEY = 16
OUTCOME = "pages/connected_apps/_outcome.html"


@blueprint.get("/connected-apps")
def connected_apps() -> Response:
    """All of them, and what about them deserves a look."""
    read, news, moment = read_grants(), _asked_news(), minute(as_of())
    did = activities_of(apps_of(read)) if request.args.get("did") else None

    def values() -> dict[str, object]:
        page = listing(read.source, apps_of(read), request.args, moment, did)
        is_gone = page.shows_gone(request.args.get("gone", ""))
        return {"listing": page, "as_of": moment, "news": news, "is_gone": is_gone}

    return kept_answer(
        "pages/connected_apps/connected_apps.html",
        "pages/connected_apps/_apps.html",
        values,
        of=(read.grants, news, did),
        beside=(read.source, moment),
    )


@blueprint.get("/connected-apps/<key>")
def app(key: str) -> str:
    """One app: what it may do and could touch, and what it did."""
    shown, said = read_app(key), request.args.get("page", "")
    page = int(said) if re.fullmatch("[1-9][0-9]{0,5}", said) else 1
    did = activity_of(shown, page)
    return render_template(
        "pages/connected_apps/app.html",
        app=shown,
        reach=reach_of(shown),
        findings=all_findings(shown, did, datetime.now(UTC)),
        activity=did,
        action=action,
        page=page,
        is_more=is_more(did, page),
    )


@blueprint.get("/connected-apps/<key>/revoke")
def confirm(key: str) -> str:
    """What stops, how soon, and what the app could touch until then."""
    shown = read_app(key)
    return render_template(
        "pages/connected_apps/confirm.html", app=shown, reach=reach_of(shown), form=new_form()
    )


@blueprint.get("/connected-apps/others/revoke")
def confirm_others() -> str:
    """The same for all but the connection in use."""
    page = listing(*read_apps(), {}, datetime.now(UTC))
    return render_template(
        "pages/connected_apps/confirm_others.html", listing=page, form=new_form()
    )


@blueprint.post("/connected-apps/revoke")
@needs("account:write", "account:read")
def revoke() -> Response:
    """Take away what the confirmation named, once; a reading tells what came of it."""
    name, targets = sent_targets(request.form)
    if not targets:
        return go(url_for("connected_apps.connected_apps"))
    revoked = have_revoked(name, targets)
    if len(targets) == 1 and revoked.is_over:
        return go(url_for("connected_apps.connected_apps", revoked=name))
    return go(url_for("connected_apps.outcome", name=name))


@blueprint.post("/connected-apps/revocations/<name>/again")
@needs("account:write", "account:read")
def try_again(name: str) -> Response:
    """Try once more what failed of it."""
    known = revocation(name)
    have_revoked(name, known.targets)
    return go(url_for("connected_apps.outcome", name=name))


@blueprint.get("/connected-apps/revocations/<name>")
def outcome(name: str) -> str:
    """What came of it, app by app."""
    news = news_of(revocation(name))
    return render_template("pages/connected_apps/outcome.html", news=news)


@blueprint.get("/connected-apps/revocations/<name>/now")
def now(name: str) -> Response:
    """What an open page asks by itself, until all is over."""
    if not is_partial():
        return go(url_for("connected_apps.outcome", name=name))
    return make_response(render_template(OUTCOME, news=news_of(revocation(name))))


@blueprint.errorhandler(NoSuchApp)
def gone(missed: NoSuchApp) -> Response:
    """Whoever comes for an app that is gone finds the others, and is told."""
    return go(url_for("connected_apps.connected_apps", gone=missed.key[:LONGEST_KEY]))


def _asked_news() -> News | None:
    """The revocation that the page is to tell of (`revoked` in its query string)."""
    with suppress(NoSuchRevocation):
        if name := request.args.get("revoked", ""):
            return news_of(revocation(name))
    return None
