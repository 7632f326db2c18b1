"""Pages for whoever tries the sandbox: what would have been sent to people, and where its links
lead. They exist because this is a sandbox; the platform has its own.
"""

from flask import Blueprint, abort, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from sandbox.answering import NotWaiting, answer, join
from sandbox.api.answers import Refusal
from sandbox.api.profile_rules import email_of, text_of
from sandbox.current import world
from sandbox.population.profiles import Profile
from sandbox.world import Account

invited = Blueprint("invited", __name__, url_prefix="/sandbox")

Page = Response | str | tuple[str, int]


@invited.get("/outbox.html")
def outbox() -> str:
    """The messages, newest first, each with what became of it."""
    messages = [(each, world().account(each.account)) for each in world().outbox.messages()]
    shown = [(each, here.name, here.profiles.find(each.profile)) for each, here in messages]
    return render_template("outbox.html", messages=shown[::-1])


@invited.route("/assessment/<profile_id>", methods=["GET", "POST"])
def assessment(profile_id: str) -> Page:
    """Where an invite leads: a form for who is pending, thanks for who is not, else 404."""
    account, profile = _waiting(profile_id)
    if request.method == "GET" or not profile.is_pending:
        return render_template("assessment.html", account=account, profile=profile, link=None)
    try:
        answer(account, profile.id, _field("first_name"), _field("last_name"))
    except Refusal:
        return _again(account, profile)
    except NotWaiting:
        pass  # somebody was faster
    return redirect(url_for("invited.assessment", profile_id=profile.id), 303)


@invited.route("/a/<code>", methods=["GET", "POST"])
def link(code: str) -> Page:
    """Where a shared link leads: a form for anybody."""
    found = world().links.find(code)
    if found is None:
        abort(404)
    account = world().account(found.account)
    if request.method == "GET":
        return render_template("assessment.html", account=account, profile=None, link=found)
    try:
        names = (_field("first_name"), _field("last_name"))
        profile = join(account, found, email_of(request.form.get("email")), *names)
    except Refusal:
        return _again(account, None)
    except NotWaiting:
        [profile, *_] = account.profiles.reached_by(email=request.form["email"])
    return redirect(url_for("invited.assessment", profile_id=profile.id), 303)


@invited.errorhandler(404)
def nowhere(_: Exception) -> tuple[str, int]:
    """For a link that is no longer good."""
    return render_template("nowhere.html"), 404


def _waiting(profile_id: str) -> tuple[Account, Profile]:
    """Whose link it is, in whichever account."""
    found = ((account, account.profiles.find(profile_id)) for account in world().accounts)
    account, profile = next((each for each in found if each[1] is not None), (None, None))
    if account is None or profile is None:
        abort(404)
    return account, profile


def _field(name: str) -> str:
    """A text that has to be there. Raises Refusal."""
    return text_of(name, request.form.get(name, "").strip()) or ""


def _again(account: Account, profile: Profile | None) -> tuple[str, int]:
    wanted = "first and last name" if profile else "e-mail address, first and last name"
    page = render_template(
        "assessment.html",
        account=account,
        profile=profile,
        link=profile is None,
        problem=f"Give your {wanted}.",
    )
    return page, 400
