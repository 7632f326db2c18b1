"""What is taken where the environment says nothing."""

from webapp.settings.secret_files import SECRET_FILES

PROFILE = "https://vanguard.profilebehavior.com"
BIND = "127.0.0.1:8000"
METRICS = "127.0.0.1:9464"
"""The port that OpenTelemetry names for Prometheus to ask at."""
FIRST_SCOPES = {
    "v4": "profiles:read tags:manage account:read",
    "v3": "account:read tags:manage",
}
API_VERSIONS = ("v4", "v3")
CLIENT_AUTH_METHODS = ("client_secret_basic", "client_secret_post")
LOG_FORMATS = ("json", "plain")
LOG_LEVELS = ("WARNING", "DEBUG", "INFO", "ERROR")
"""Of choices the first is the default."""
LONGEST_HOURS = 30 * 24
"""Nobody stays signed in for longer, whatever the settings say."""

AS_BY_DEFAULT = (
    *("PROFILE_CLIENT_AUTH", "PROFILE_SCOPES", "SESSION_IDLE_MINUTES", "SESSION_MAX_HOURS"),
    *("SIGN_INS_PER_MINUTE", "TRUSTED_PROXIES", "ALLOW_WEAK", "FLASK_DEBUG", "PROFILE_GRANTS_URL"),
    *("PROFILE_M2M_CLIENT_ID", "PROFILE_M2M_CLIENT_SECRET", "PROFILE_M2M_AUTH"),
    *("PROFILE_V3_CLIENT_ID", "PROFILE_V3_CLIENT_SECRET", "PROFILE_V3_URL"),
    *("PERSONIFY_CLIENT_ID", "PERSONIFY_CLIENT_SECRET", "PERSONIFY_TENANT_ID"),
    *("PERSONIFY_TOKEN_URL", "PERSONIFY_API_URL", "PERSONIFY_EVENT_ID"),
    *("MEMORY_MEGABYTES", "PROFILE_API_VERSION", "DRAIN_SECONDS"),
    "OTEL_EXPORTER_OTLP_ENDPOINT",
    *SECRET_FILES,
)
"""What the demo leaves at its default, whatever an `.env` says."""
