"""JSON that a writing call brings. Source: Profile API reference, section 3; our assumption."""

from typing import TypeVar

import msgspec
from flask import request

from sandbox.api.answers import Refusal

T = TypeVar("T", bound=msgspec.Struct)


def read_body(kind: type[T], otherwise: str = "The body must be a JSON object") -> T:
    """The body as a struct; members that this does not name are passed over.

    Raises Refusal: 415 where it is not said to be JSON, 400 where it is none, and 400 with the
    sentence `otherwise` where it is JSON of another shape.
    """
    if request.mimetype != "application/json":
        raise Refusal(415, "The body must be application/json")
    try:
        return msgspec.json.decode(request.get_data(), type=kind)
    except msgspec.ValidationError as error:
        raise Refusal(400, otherwise) from error
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise Refusal(400, "The body is malformed JSON") from error


def as_sent(value: object) -> str:
    """How a sentence names a member: text as it is, other JSON as JSON, nothing for nothing."""
    if value is msgspec.UNSET:
        return ""
    return value if isinstance(value, str) else msgspec.json.encode(value).decode()
