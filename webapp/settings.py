"""The environment, read once into frozen settings; README.md says what each variable means."""

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from dotenv import dotenv_values
from redis.connection import parse_url

from webapp.origins import is_trustworthy, normalised

CLIENT_AUTH_METHODS = ("client_secret_basic", "client_secret_post")
SHORTEST_KEY = 32
PROFILE = "https://vanguard.profilebehavior.com"
FIRST_SCOPES = "profiles:read tags:manage account:read"


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
    return {**{name: value for name, value in dotenv_values(".env").items() if value}, **os.environ}


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
            scopes=tuple(self._text("PROFILE_SCOPES", FIRST_SCOPES).split()),
            public_url=self._origin("PUBLIC_URL"),
            redis_url=self._redis_url(),
            secret_keys=self._keys(),
            session_idle_seconds=60 * self._number("SESSION_IDLE_MINUTES", 60),
            session_max_seconds=3600 * self._number("SESSION_MAX_HOURS", 12),
            bind=self._bind(),
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
        if not re.fullmatch("[1-9][0-9]{0,5}", value):
            self._problems.append(f"{name} is “{value}”: give a whole number from 1 to 999999.")
            return default
        return int(value)

    def _origin(self, name: str, default: str = "") -> str:
        value = self._text(name, default)
        origin = normalised(value)
        if not value:
            self._problems.append(f"{name} is not set: give an origin, as https://a.example.")
        elif origin is None or not is_trustworthy(origin):
            self._problems.append(
                f"{name} is “{value}”: give https://host (http on loopback only)."
            )
        return origin or value

    def _bind(self) -> str:
        value = self._text("BIND", "127.0.0.1:8000")
        if not re.fullmatch(r"([\w.-]+|\[[0-9a-f:]+\]):[0-9]{1,5}", value):
            self._problems.append(f"BIND is “{value}”: give address and port, as 127.0.0.1:8000.")
        return value

    def _redis_url(self) -> str:
        value = self._required("REDIS_URL", "a Redis or Valkey, such as redis://127.0.0.1:6379/0")
        try:
            parse_url(value)  # type: ignore[no-untyped-call]  # redis-py ships no type for it
        except ValueError as error:
            if value:
                self._problems.append(f"REDIS_URL cannot be read: {error}.")
        return value

    def _keys(self) -> tuple[bytes, ...]:
        value = self._required("SECRET_KEYS", "one or more random keys, comma-separated")
        keys = tuple(key.strip().encode() for key in value.split(","))
        if value and min(map(len, keys)) < SHORTEST_KEY:
            self._problems.append(f"SECRET_KEYS has a key of under {SHORTEST_KEY} bytes.")
        return keys
