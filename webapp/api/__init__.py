"""The platform's REST API v4: plain Python, which knows neither sessions nor Redis nor OAuth."""

from webapp.api.client import PlatformApi
from webapp.api.errors import (
    ApiError,
    Conflict,
    Forbidden,
    NoAnswer,
    NoSuchAlias,
    NoSuchPerson,
    NoSuchTag,
    NotAsked,
    NotFound,
    NotOffered,
    Rejected,
    TokenRefused,
    TooMany,
    TooSlow,
    Unavailable,
    UnexpectedAnswer,
)
from webapp.api.hearing import Heard, Listener
from webapp.api.token_source import PersonTokens, ServiceTokens, TokenSource
from webapp.api.transport import Transport

__all__ = [
    "ApiError",
    "Conflict",
    "Forbidden",
    "Heard",
    "Listener",
    "NoAnswer",
    "NoSuchAlias",
    "NoSuchPerson",
    "NoSuchTag",
    "NotAsked",
    "NotFound",
    "NotOffered",
    "PersonTokens",
    "PlatformApi",
    "Rejected",
    "ServiceTokens",
    "TokenRefused",
    "TokenSource",
    "TooMany",
    "TooSlow",
    "Transport",
    "Unavailable",
    "UnexpectedAnswer",
]
