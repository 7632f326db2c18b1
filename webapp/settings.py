"""The environment, read once into frozen settings.

Source: contract, section Settings; the variable names are the operator's habit and do not change.
"""

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

from dotenv import dotenv_values

from webapp.origins import is_origin, is_trustworthy

CLIENT_AUTH_METHODS = ("client_secret_basic", "client_secret_post")
REDIS_SCHEMES = ("redis", "rediss", "unix")
SHORTEST_KEY = 32


class SettingsError(Exception):
    """Settings that the dashboard refuses to start with; names each and says what to do."""

    def __init__(self, problems: list[str]):
        super().__init__("\n".join(f"- {problem}" for problem in problems))


@dataclass(frozen=True, kw_only=True)
class Settings:
    """Everything that an operator decides. Secrets are left out of `repr`."""

    profile_api_url: str
    client_id: str
    client_secret: str = field(repr=False)
    client_auth: str
    scopes: tuple[str, ...]
    public_url: str
    redis_url: str = field(repr=False)
    secret_keys: tuple[bytes, ...] = field(repr=False)
    session_idle_seconds: int
    session_max_seconds: int
    bind: str
    workers: int
    threads: int

    @property
    def redirect_uri(self) -> str:
        """The one address registered for this client (exact match, OAuth 2.1 section 4.1.1)."""
        return f"{self.public_url}/sign-in/callback"

    @property
    def secure(self) -> bool:
        """Whether browsers reach us over https; only loopback may do without."""
        return self.public_url.startswith("https://")


def environment() -> Mapping[str, str]:
    """The process's environment, over the `.env` file of the working folder if there is one."""
    filed = {name: value for name, value in dotenv_values(Path(".env")).items() if value}
    return {**filed, **os.environ}


def from_env(env: Mapping[str, str] | None = None) -> Settings:
    """Read and check the settings.

    Raises SettingsError that names every missing or weak setting at once.
    """
    return _Reader(environment() if env is None else env).settings()


class _Reader:
    """Reads variables one by one and collects what is wrong with them."""

    def __init__(self, env: Mapping[str, str]):
        self._env = env
        self._problems: list[str] = []

    def settings(self) -> Settings:
        settings = Settings(
            profile_api_url=self._origin("PROFILE_API_URL", "https://vanguard.profilebehavior.com"),
            client_id=self._required("PROFILE_CLIENT_ID", "the registered client's id"),
            client_secret=self._required("PROFILE_CLIENT_SECRET", "the registered client's secret"),
            client_auth=self._choice("PROFILE_CLIENT_AUTH", CLIENT_AUTH_METHODS),
            scopes=tuple(
                self._text("PROFILE_SCOPES", "profiles:read tags:manage account:read").split()
            ),
            public_url=self._origin("PUBLIC_URL"),
            redis_url=self._redis_url(),
            secret_keys=self._keys(),
            session_idle_seconds=60 * self._number("SESSION_IDLE_MINUTES", 60),
            session_max_seconds=3600 * self._number("SESSION_MAX_HOURS", 12),
            bind=self._text("BIND", "127.0.0.1:8000"),
            workers=self._number("WORKERS", os.cpu_count() or 1),
            threads=self._number("THREADS", 8),
        )
        if self._problems:
            raise SettingsError(self._problems)
        return settings

    def _text(self, name: str, default: str = "") -> str:
        return self._env.get(name, "").strip() or default

    def _required(self, name: str, what: str) -> str:
        value = self._text(name)
        if not value:
            self._problems.append(f"{name} is not set: give {what}.")
        return value

    def _choice(self, name: str, choices: tuple[str, ...]) -> str:
        value = self._text(name, choices[0])
        if value not in choices:
            self._problems.append(f"{name} is “{value}”: use one of {', '.join(choices)}.")
        return value

    def _number(self, name: str, default: int) -> int:
        value = self._text(name, str(default))
        if not value.isdecimal() or int(value) < 1:
            self._problems.append(f"{name} is “{value}”: give a whole number of at least 1.")
            return default
        return int(value)

    def _origin(self, name: str, default: str = "") -> str:
        value = self._text(name, default).rstrip("/")
        if not value:
            self._problems.append(
                f"{name} is not set: give an origin such as https://host.example."
            )
        elif not is_origin(value):
            self._problems.append(f"{name} is “{value}”: give scheme and host only, no path.")
        elif not is_trustworthy(value):
            self._problems.append(f"{name} is “{value}”: use https (http is for loopback only).")
        return value

    def _redis_url(self) -> str:
        value = self._required("REDIS_URL", "a Redis or Valkey, such as redis://127.0.0.1:6379/0")
        if value and urlsplit(value).scheme not in REDIS_SCHEMES:
            self._problems.append(f"REDIS_URL starts with none of {', '.join(REDIS_SCHEMES)}.")
        return value

    def _keys(self) -> tuple[bytes, ...]:
        value = self._required("SECRET_KEYS", "one or more random keys, comma-separated")
        keys = tuple(key.strip().encode() for key in value.split(",") if key.strip())
        if value and (not keys or any(len(key) < SHORTEST_KEY for key in keys)):
            self._problems.append(f"SECRET_KEYS has a key of under {SHORTEST_KEY} bytes.")
        return keys
