"""The ways in which a person's connection ends."""

from tests.support.platform import PUBLIC_URL
from tests.support.site import Site


def sign_out(site: Site) -> None:
    """Press “Sign out”."""
    site.sign_out()


def end_the_connection(site: Site) -> None:
    """Press “Disconnect” for the only account."""
    with site.client.session_transaction(base_url=PUBLIC_URL) as session:
        (only,) = session["signed_in"]["connections"]
    form = {"csrf_token": site.get("/team").field("csrf_token"), "connection": only["id"]}
    site.post("/connections/end", form)


def end_it_from_another_browser(site: Site) -> None:
    """Sign in elsewhere, and press “End all others”."""
    other = Site(site.app)
    other.sign_in()
    form = {"csrf_token": other.get("/sessions").field("csrf_token")}
    other.post("/sessions/end-others", form)
