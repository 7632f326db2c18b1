"""Where the list of grants is; pure.

Source: grants reference, "Finding it": the authorization server's metadata, else the setting.
"""

from webapp.auth.metadata import AuthorizationServer
from webapp.origins import normalised, site, split_address
from webapp.settings import Settings


def grants_address(settings: Settings, server: AuthorizationServer) -> tuple[str, str] | None:
    """Origin and path of the list; None where nobody says it.

    People's tokens go there. So what metadata names counts only on the API's origin or the
    issuer's own; elsewhere an operator must have named it.
    """
    named = split_address(server.grant_management_endpoint or "")
    if named and named[0] in (settings.profile_api_url, normalised(site(server.issuer))):
        return named
    return split_address(settings.grants_url)
