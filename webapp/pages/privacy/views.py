"""The privacy page; its figures are those of the code and of the settings."""

from flask import Blueprint, current_app, g, render_template

from webapp.auth.browser_session import current_session
from webapp.auth.signed_in import SignedIn
from webapp.pages.privacy.cookies import in_the_browser
from webapp.pages.privacy.kept import on_the_server
from webapp.pages.privacy.lives import Lives
from webapp.services import cookie_prefix, services

blueprint = Blueprint("privacy", __name__)


@blueprint.get("/privacy")
def privacy() -> str:
    """Open to everybody, signed in or not."""
    g.signed_in = SignedIn.read(current_session())
    settings = services().settings
    lives = Lives.under(settings)
    return render_template(
        "pages/privacy/privacy.html",
        lives=lives,
        kept=on_the_server(lives, has_people=not settings.legacy_url),
        cookies=in_the_browser(
            lives,
            session=current_app.config["SESSION_COOKIE_NAME"],
            attempt=f"{cookie_prefix(settings)}attempt-",
            form=current_app.config["KEPT_FORM_COOKIE"],
        ),
    )
