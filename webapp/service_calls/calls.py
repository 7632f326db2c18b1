"""The ways out to the services that are configured: each its own host, token and headers."""

from redis import Redis

from webapp.api import Listener, Transport
from webapp.api.token_source import must_speak_for
from webapp.api.transport import LIMITS
from webapp.auth.sealing import Sealer
from webapp.auth.service_dialects import configured
from webapp.auth.service_endpoint import ServiceEndpoint
from webapp.auth.service_store import ServiceStore
from webapp.auth.service_token import ServiceTokenSource
from webapp.bounded_http import Hosts, Limits
from webapp.settings import Settings


class ServiceCalls:
    """Built once per process; opens no connection yet."""

    def __init__(
        self, settings: Settings, redis: "Redis", sealer: Sealer, endpoint: ServiceEndpoint
    ):
        self.sources = tuple(
            ServiceTokenSource(service, ServiceStore(redis, sealer, service), endpoint)
            for service in configured(settings)
        )
        self._hosts = Hosts()

    def source(self, key: str) -> ServiceTokenSource | None:
        """The tokens of one service, by its dialect's key; None where it is not configured."""
        return next((one for one in self.sources if one.service.dialect.key == key), None)

    def transport(
        self,
        tokens: ServiceTokenSource,
        limits: Limits = LIMITS,
        listener: Listener | None = None,
    ) -> Transport:
        """Calls to the API that these tokens are for, and to no other: the host comes with them.

        Raises TypeError for a person's tokens.
        """
        must_speak_for("service", tokens)
        service = tokens.service
        return Transport(
            service.client.api_url,
            self._hosts.at(service.client.api_url),
            tokens,
            limits,
            listener=listener,
            root=service.dialect.check.root,
            called=f"{{{service.dialect.key}}}",
            more_headers=service.headers,
        )
