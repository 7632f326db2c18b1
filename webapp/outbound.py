"""The ways out to the platform's APIs, with connections that the whole process shares."""

import urllib3

from webapp.api import Listener, PlatformApi, Transport
from webapp.api.exchange import Limits
from webapp.api.grants import GrantsApi
from webapp.api.token_source import PersonTokens, must_speak_for
from webapp.api.transport import LIMITS
from webapp.auth.grants_address import grants_address
from webapp.auth.token_endpoint import TokenEndpoint
from webapp.settings import Settings


class Outbound:
    """Built once per process; opens no connection yet."""

    def __init__(
        self,
        settings: Settings,
        endpoint: TokenEndpoint,
        most_at_once: int,
        limits: Limits = LIMITS,
    ):
        """`most_at_once` is how many connections to the API may be under way."""
        self._settings = settings
        self._endpoint = endpoint
        self._limits = limits
        self._api = urllib3.connection_from_url(settings.profile_api_url, maxsize=most_at_once)
        self._others = urllib3.PoolManager()

    def platform(
        self, tokens: PersonTokens, listener: Listener, *, is_patient: bool = False
    ) -> PlatformApi:
        """The platform's API, as the person whom these tokens speak for; `listener` keeps what was
        done. Raises TypeError for tokens of a service, as `grants` does.
        """
        must_speak_for("person", tokens)
        transport = Transport(
            self._settings.profile_api_url,
            self._api,
            tokens,
            self._limits,
            listener=listener,
            is_patient=is_patient,
        )
        return PlatformApi(transport)

    def grants(self, tokens: PersonTokens, listener: Listener) -> GrantsApi | None:
        """The list of apps that may act for them; None where neither Profile's metadata nor the
        settings say where it is. Raises LoginUnavailable where the metadata cannot be had.
        """
        must_speak_for("person", tokens)
        address = grants_address(self._settings, self._endpoint.server())
        if address is None:
            return None
        origin, path = address
        is_of_api = origin == self._settings.profile_api_url
        pool = self._api if is_of_api else self._others.connection_from_url(origin)
        return GrantsApi(
            Transport(
                origin, pool, tokens, self._limits, listener=listener, root=path, called="{grants}"
            )
        )
