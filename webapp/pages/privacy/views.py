"""The privacy page; its figures are those of the code and of the settings."""

from flask import Blueprint, g, render_template

from webapp.auth import attempts
from webapp.auth.browser_session import current_session
from webapp.auth.signed_in import SignedIn
from webapp.current import services
from webapp.responses import forms

blueprint = Blueprint("privacy", __name__)


@blueprint.get("/privacy")
def privacy() -> str:
    """Open to everybody, signed in or not."""
    g.signed_in = SignedIn.read(current_session())
    settings = services().settings
    return render_template(
        "pages/privacy/privacy.html",
        idle_seconds=settings.session_idle_seconds,
        max_seconds=settings.session_max_seconds,
        attempt_seconds=attempts.LIFETIME,
        kept_form_seconds=forms.KEPT_SECONDS,
    )
