"""Which key of an answer holds the payload, and the one way to take it out.

Source: Profile API reference, sections 3 ("Success envelope") and 4. `code` and `status` are never
looked at: the HTTP status decides, and some documented answers leave `status` out.
"""

import re
from collections.abc import Hashable
from dataclasses import dataclass
from functools import cache
from typing import Annotated, Any, TypeAlias, TypeVar, cast
from urllib.parse import quote

import msgspec

from webapp.api.errors import NotFound, UnexpectedAnswer

T = TypeVar("T")
Id: TypeAlias = Annotated[str, msgspec.Meta(min_length=1)]  # what holds a payload apart

PATH_ID = re.compile(r"[A-Za-z0-9_-]{1,64}")
ANY_ID = re.compile(r"[^\x00-\x1f\x7f\ud800-\udfff]{1,300}")


@dataclass(frozen=True, slots=True)
class Endpoint:
    """A path of the API, with or without one `{id}`, and the key of its payload.

    Without a key the payload's members lie flat beside `code` and `status`. `quotes` is for ids
    that may be any text, which is then percent-encoded; all others have the form of PATH_ID.
    """

    template: str
    payload: str | None
    quotes: bool = False

    def path(self, item_id: str | None) -> str:
        """The path of one item; NotFound for what cannot be an id, so that none leaves its path."""
        if item_id is None:
            return self.template
        if not (ANY_ID if self.quotes else PATH_ID).fullmatch(item_id) or item_id in (".", ".."):
            raise NotFound(f"{self.template}: not an id")
        return self.template.replace("{id}", quote(item_id, safe=""))


# Every call there is: no path is built in any other way.
PROFILES = Endpoint("/profiles", payload="profiles")
PROFILE = Endpoint("/profile/{id}", payload="profile")
TAGS = Endpoint("/tags", payload="tags")
NEW_TAG = Endpoint("/tag", payload="tag")
TAG = Endpoint("/tag/{id}", payload="tag")
TAG_PROFILES = Endpoint("/tag/{id}/profiles", payload="tag")
ACCOUNT = Endpoint("/account", payload="data")
LOGO = Endpoint("/account/logo", payload=None)
ASSESSMENTS = Endpoint("/assessments", payload="assessments")
ALIASES = Endpoint("/resource-aliases", payload="resourceAliases")
NEW_ALIAS = Endpoint("/resource-alias", payload="resourceAlias")
ALIAS = Endpoint("/resource-alias/{id}", payload="resourceAlias")
NEW_PROFILE = Endpoint("/profile", payload=None)
INVITE_AGAIN = Endpoint("/profile/{id}/resend-invite", payload=None)
INVITE_LINK = Endpoint("/assessment-invite", payload="link")
MY_ACCOUNT = Endpoint("/my-account", payload="data")
TAGS_OF_ACCOUNT = Endpoint("/tags/account/{id}", payload="data")
DEBRIEF = Endpoint("/playbook/ai/debrief/{id}", payload=None)


def unwrap(body: bytes, endpoint: Endpoint, kind: type[T]) -> T:
    """The payload of `body` as a `kind`.

    Raises UnexpectedAnswer for a body that is not JSON, lacks the payload or has another shape.
    """
    try:
        decoded = _decoder(endpoint, cast(Hashable, kind)).decode(body)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError) as error:
        # The cause is dropped: a UnicodeDecodeError carries the body.
        raise UnexpectedAnswer(f"{endpoint.template}: {explain(error)}") from None
    payload: T = decoded if endpoint.payload is None else decoded.payload
    return payload


def explain(error: Exception) -> str:
    """What was expected and where; msgspec names types and keys of ours, never a value sent."""
    return str(error) if isinstance(error, msgspec.MsgspecError) else "Expected readable JSON"


@cache
def _decoder(endpoint: Endpoint, kind: Hashable) -> msgspec.json.Decoder[Any]:
    if endpoint.payload is None:
        return msgspec.json.Decoder(kind)
    field = ("payload", kind, msgspec.field(name=endpoint.payload))
    return msgspec.json.Decoder(msgspec.defstruct("Answer", [field]))
