"""Where the list of grants is; pure.

Source: grants reference, "Finding it": the authorization server's metadata, else the setting.
"""

from urllib.parse import urlsplit

from webapp.auth.metadata import AuthorizationServer
from webapp.origins import is_trustworthy, normalised
from webapp.settings import Settings


def grants_address(settings: Settings, server: AuthorizationServer) -> tuple[str, str] | None:
    """Origin and path of the list; None where nobody says it.

    People's tokens go there. So what metadata names counts only on the API's origin or the
    issuer's own; elsewhere an operator must have named it.
    """
    named = server.grant_management_endpoint
    trusted = (settings.profile_api_url, _origin(server.issuer))
    if named and is_trustworthy(named) and _origin(named) in trusted:
        return _split(named)
    return _split(settings.grants_url) if settings.grants_url else None


def _origin(url: str) -> str | None:
    parts = urlsplit(url)
    return normalised(f"{parts.scheme}://{parts.netloc}")


def _split(url: str) -> tuple[str, str] | None:
    origin = _origin(url)
    return (origin, urlsplit(url).path.rstrip("/")) if origin else None
