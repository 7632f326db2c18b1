"""The settings as the rest of the house sees them."""

from dataclasses import dataclass, field


class SettingsError(Exception):
    """Settings that the dashboard refuses to start with; names each and says what to do."""

    def __init__(self, problems: list[str]):
        super().__init__("\n".join(f"- {problem}" for problem in problems))


@dataclass(frozen=True, slots=True)
class ServiceClient:
    """Our client at one service: credentials, where its API is, and what else it asks for.

    `auth` is how Profile v4 is told the credentials; `token_url`, `tenant_id` and `event_id` are
    Personify's.
    """

    client_id: str
    client_secret: str = field(repr=False)
    api_url: str
    auth: str = "json"
    token_url: str = ""
    tenant_id: str = ""
    event_id: str = ""


@dataclass(frozen=True, slots=True)
class Services:
    """The services that an operator gave credentials for; None for each other."""

    profile_v4: ServiceClient | None = None
    profile_v3: ServiceClient | None = None
    personify: ServiceClient | None = None


@dataclass(frozen=True, kw_only=True)
class Settings:
    """Everything that an operator decides. Secrets are left out of `repr`.

    `trusted_proxies` is the number of our own proxies in front of this server.
    `legacy_url` is the origin of the API v3 where pages are made of that, else "": then Profile's
    login is still found from `profile_api_url`.
    `grants_url` is where grants are listed if Profile's metadata does not say it; "" for nowhere.
    `metrics_bind` is where Prometheus asks, `traces_to` where spans are sent, "" for nowhere.
    `allow_weak` names the weaknesses that the operator accepts on purpose; `accepted` has a
    sentence for each that these settings really have.
    """

    profile_api_url: str
    legacy_url: str
    client_id: str
    client_secret: str = field(repr=False)
    client_auth: str
    scopes: tuple[str, ...]
    public_url: str
    grants_url: str
    redis_url: str = field(repr=False)
    secret_keys: tuple[bytes, ...] = field(repr=False)
    session_idle_seconds: int
    session_max_seconds: int
    sign_ins_per_minute: int
    trusted_proxies: int
    bind: str
    metrics_bind: str
    traces_to: str
    workers: int
    threads: int
    drain_seconds: int
    memory_bytes: int
    log_format: str
    log_level: str
    allow_weak: frozenset[str]
    accepted: tuple[str, ...]
    services: Services = Services()

    @property
    def redirect_uri(self) -> str:
        """The one address registered for this client (exact match, OAuth 2.1 section 4.1.1)."""
        return f"{self.public_url}/sign-in/callback"

    @property
    def resource(self) -> str | None:
        """The API that tokens are asked for (RFC 8707), as its metadata names it; None for v3 on an
        origin of its own, which has no metadata.
        """
        own = self.legacy_url in ("", self.profile_api_url)
        return self.profile_api_url if own else None

    @property
    def secure(self) -> bool:
        """Whether browsers reach us over https; only loopback may do without unasked."""
        return self.public_url.startswith("https://")
