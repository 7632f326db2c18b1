"""Where the browser is sent next, and which return paths are safe to follow."""

from urllib.parse import parse_qsl, urlencode, urlsplit

from flask import Response, current_app, make_response, redirect, request, url_for
from werkzeug.urls import iri_to_uri

from webapp.responses.partials import is_from_htmx, is_partial

LONGEST_NEXT = 2000


class ShownElsewhere(Exception):
    """A part was asked for by a page that shows another account than the one now in use, or
    people's names where they are now hidden, or the reverse.

    `leads_on` is False where the page is not to be left for it: what asked was the page itself,
    and it will be covered (see `sessions.time`).
    """

    def __init__(self, said: str, *, leads_on: bool = True) -> None:
        super().__init__(said)
        self.leads_on = leads_on


def go(url: str) -> Response:
    """Send the browser on. htmx gets no redirect, be it for a part or for a page of its history:
    it would swap in the page that it leads to, under this page's address and policy.
    """
    if is_from_htmx():
        return Response(status=200, headers={"HX-Redirect": iri_to_uri(url)})
    status = 302 if request.method in ("GET", "HEAD") else 303
    return make_response(redirect(url, status))


def start_page() -> str:
    """Where a signed-in person begins: the team, or under v3 the account."""
    return url_for(current_app.config["START_PAGE"])


def safe_next(url: str | None) -> str:
    """The path to return to after signing in: one of our own pages, else the start page.

    Browsers read `//x`, `/\\x` and a path with tabs or line ends as another host.
    """
    home: str = url_for("sign_in.home")
    if not url or len(url) > LONGEST_NEXT or not url.startswith("/") or "\\" in url:
        return home
    if url.startswith("//") or any(
        ord(character) <= 32 or ord(character) == 127 for character in url
    ):
        return home
    return home if _leads_to_sign_in(urlsplit(url).path) else url


def safe_back(url: str | None) -> str | None:
    """The same of a page that is come back to where what was wished for did not come about; None
    where there is none.
    """
    known = safe_next(url)
    return known if known == url else None


def here() -> str:
    """The page to come back to: the one asked for (a part has its page's own address), and for a
    form the page that it stands on; its own address may answer to nothing but the form.
    """
    if request.method in ("GET", "HEAD"):
        return safe_next(request.full_path.rstrip("?"))
    return safe_next(shown_address() if is_partial() else _path_of(request.referrer))


def shown_address() -> str:
    """Path and query in the browser's address bar, as htmx says it; "" where that is unreadable."""
    return _path_of(request.headers.get("HX-Current-URL"))


def came_from() -> str | None:
    """The page of ours from which the one asked for was opened; None where there is none."""
    if is_partial():
        shown = shown_address()
    else:
        shown = _path_of(request.referrer) if _is_ours(request.referrer) else ""
    return safe_back(shown) if shown != here() else None


def roster_address() -> str:
    """The list that this page was opened from, as it was asked for; the plain one where the
    browser came from elsewhere, or does not say from where.
    """
    roster: str = url_for("team.roster")
    came_from = urlsplit(_path_of(request.referrer))
    return f"{roster}?{came_from.query}" if came_from.path == roster and came_from.query else roster


def with_change(url: str | None, change_id: str, field: str = "change") -> str:
    """The page to return to, which is to tell of this change of tags, and of no other; or of what
    else was done, by a `field` of its own.
    """
    parts = urlsplit(safe_next(url))
    fields = [(name, value) for name, value in parse_qsl(parts.query) if name != field]
    return parts._replace(query=urlencode([*fields, (field, change_id)])).geturl()


def push(response: Response, address: str) -> Response:
    """The address of what a part shows goes into the address bar; not where it is there already,
    so that the browser's back button never leads to the same list.
    """
    if is_partial():
        response.headers["HX-Push-Url"] = "false" if shown_address() == address else address
    return response


def _is_ours(url: str | None) -> bool:
    return (url or "").startswith(f"{current_app.config['PUBLIC_URL']}/")


def _path_of(url: str | None) -> str:
    try:
        shown = urlsplit(url or "")
    except ValueError:
        return ""
    return shown._replace(scheme="", netloc="", fragment="").geturl()


def sign_in_url(
    *,
    next_path: str,
    notice: str | None = None,
    scope: str | None = None,
    another: bool = False,
    back: str | None = None,
) -> str:
    """The sign-in page, leading back to `next_path`; parts that are None are left out.

    `another` keeps the session's other connections. `back` is where it leads without the `scope`.
    """
    next_or_none = None if next_path == url_for("sign_in.home") else next_path
    return url_for(
        "sign_in.start",
        next=next_or_none,
        notice=notice,
        scope=scope,
        another=1 if another else None,
        back=back,
    )


def _leads_to_sign_in(path: str) -> bool:
    return path.startswith((url_for("sign_in.start"), url_for("sign_in.sign_out")))
