"""What is counted for those who watch over the dashboard: one name each, increased by anyone.

Labels are words that stand in our code, never what a person or the platform said: no path, id,
name, token or address. The listener (`webapp.metrics_listener`) adds up all workers.
"""

from webapp.metrics.instruments import Counter, Duration, Gauge

REQUESTS = Duration(
    "dashboard_request_seconds", "Until an answer begins.", "endpoint", "method", "status"
)
"""By the route's name ("none" where no route fits, "shed" where there was no time for any), method
("GET", which is HEAD too, "POST" or "other"), and status class as in "2xx".
"""

CALLS = Duration(
    "dashboard_upstream_call_seconds", "Until Profile's whole answer is there.", "call", "outcome"
)
"""`call` is method and template, "GET /profile/{id}", or what is asked of the login; `outcome` a
status class, or what went wrong.
"""

NOT_ASKED = Counter("dashboard_upstream_not_asked", "Calls that were not made.", "reason")
"""By the gate: "silent" where the host has not answered lately, "crowded" where too many wait."""

BREAKER_OPENED = Counter("dashboard_breaker_opened", "Times a host was let alone from then on.")

BREAKERS_OPEN = Gauge("dashboard_breakers_open", "Hosts let alone just now, of all workers.")

REFRESHES = Counter("dashboard_refreshes", "Renewals of a connection's tokens.", "outcome")

SESSIONS = Counter("dashboard_sessions", "Sessions opened, and ended on purpose.", "change")
"""Those that lapse unused are not among the ended: nobody sees them go."""

CACHE = Counter("dashboard_cache_lookups", "Looks into what is kept.", "cache", "found")
"""Of the caches "memory" (decoded answers) and "repeating" (whole pages): "hit" or "miss"."""

CACHE_BYTES = Gauge("dashboard_cache_bytes", "What is kept, of all workers.")

WORKERS = Gauge("dashboard_workers", "Worker processes that live.")

ALL = (
    *(REQUESTS, CALLS, NOT_ASKED, BREAKER_OPENED, BREAKERS_OPEN),
    *(REFRESHES, SESSIONS, CACHE, CACHE_BYTES, WORKERS),
)
