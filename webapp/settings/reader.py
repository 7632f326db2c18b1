"""From variables to checked settings: what is missing or weak is named, all at once."""

import os
from collections.abc import Mapping

from webapp import redis_connection
from webapp.origins import is_trustworthy, shown, split_address
from webapp.settings.defaults import (
    API_VERSIONS,
    CLIENT_AUTH_METHODS,
    FIRST_SCOPES,
    LOG_FORMATS,
    LOG_LEVELS,
    LONGEST_HOURS,
    PROFILE,
)
from webapp.settings.service_clients import PROFILE_V3, legacy_origin, service_clients
from webapp.settings.values import Settings, SettingsError
from webapp.settings.variables import Variables
from webapp.settings.weaknesses import is_debug, key_weakness


def read(env: Mapping[str, str]) -> Settings:
    """The settings in these variables. Raises SettingsError."""
    given = Variables(env)
    if is_debug(env.get("FLASK_DEBUG", "")):
        given.weak("debug")
    api_url = _profile_api_url(given)
    version = given.choice("PROFILE_API_VERSION", API_VERSIONS)
    legacy_url = _legacy_url(given, api_url) if version == "v3" else ""
    settings = Settings(
        profile_api_url=api_url,
        legacy_url=legacy_url,
        client_id=given.required("PROFILE_CLIENT_ID", "the registered client's id"),
        client_secret=given.required("PROFILE_CLIENT_SECRET", "the registered client's secret"),
        client_auth=given.choice("PROFILE_CLIENT_AUTH", CLIENT_AUTH_METHODS),
        scopes=tuple(given.text("PROFILE_SCOPES", FIRST_SCOPES.get(version, "")).split()),
        public_url=_public_url(given),
        grants_url=_grants_url(given),
        redis_url=_redis_url(given),
        secret_keys=_secret_keys(given),
        session_idle_seconds=60
        * given.number("SESSION_IDLE_MINUTES", 60, highest=LONGEST_HOURS * 60),
        session_max_seconds=3600 * given.number("SESSION_MAX_HOURS", 12, highest=LONGEST_HOURS),
        sign_ins_per_minute=given.number("SIGN_INS_PER_MINUTE", 300),
        trusted_proxies=given.number("TRUSTED_PROXIES", 0, lowest=0, highest=9),
        bind=given.address("BIND", "127.0.0.1:8000"),
        workers=given.number("WORKERS", os.cpu_count() or 1),
        threads=given.number("THREADS", 8),
        drain_seconds=given.number("DRAIN_SECONDS", 0, lowest=0, highest=600),
        memory_bytes=given.number("MEMORY_MEGABYTES", 96, lowest=0, highest=65_536) << 20,
        log_format=given.choice("LOG_FORMAT", LOG_FORMATS),
        log_level=given.choice("LOG_LEVEL", LOG_LEVELS),
        allow_weak=given.allow_weak,
        accepted=tuple(given.accepted),
        services=service_clients(given, api_url, legacy_url),
    )
    if given.problems:
        raise SettingsError(given.problems)
    return settings


def _profile_api_url(given: Variables) -> str:
    """Our secret and everybody's tokens travel there: no exception from https."""
    origin = given.origin("PROFILE_API_URL", PROFILE)
    if origin and not is_trustworthy(origin):
        given.problems.append(
            f"PROFILE_API_URL is “{origin}”: give https://host (http on loopback only)."
        )
    return origin


def _legacy_url(given: Variables, api_url: str) -> str:
    """Where v3 is: tokens of a Profile that was named never travel to another one unasked."""
    return legacy_origin(given, api_url if given.text("PROFILE_API_URL") else PROFILE_V3)


def _grants_url(given: Variables) -> str:
    """People's tokens travel there, too."""
    url = given.text("PROFILE_GRANTS_URL")
    if url and split_address(url) is None:
        given.problems.append(
            f"PROFILE_GRANTS_URL is “{shown(url)}”: give https://host/path (http on loopback only)."
        )
    return url


def _public_url(given: Variables) -> str:
    origin = given.origin("PUBLIC_URL")
    if origin and not is_trustworthy(origin):
        given.weak("plain-http")
    return origin


def _redis_url(given: Variables) -> str:
    value = given.required("REDIS_URL", "a Redis or Valkey, such as redis://127.0.0.1:6379/0")
    try:
        if value and redis_connection.parse(value).trusts_anybody:
            given.weak("unverified-redis")
    except ValueError as error:
        given.problems.append(f"REDIS_URL cannot be used: {error}.")
    return value


def _secret_keys(given: Variables) -> tuple[bytes, ...]:
    value = given.required("SECRET_KEYS", "one or more random keys, comma-separated")
    keys = tuple(key.strip().encode() for key in value.split(","))
    if value and b"" in keys:
        given.problems.append("SECRET_KEYS holds an empty key: take the comma too many away.")
    for weakness in sorted({name for key in keys if key and (name := key_weakness(key))}):
        given.weak(weakness)
    return keys
