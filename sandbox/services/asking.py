"""How a token request says what it wants: JSON, Basic without a body, or a form.

Source: Profile API documentation, "Machine-to-Machine" (v4: JSON or Basic; v3: JSON alone);
Personify, "REST token" (a form alone).
"""

import msgspec
from flask import request

from sandbox.services.granting import Asked, Denied

_GRANT_TYPE = "client_credentials"  # what Basic without a body means


class _Sent(msgspec.Struct):
    """The members of a JSON body; others are passed over."""

    grant_type: str | None = None
    client_id: str | None = None
    client_secret: str | None = None


def asked_as_json() -> Asked:
    """Everything in a JSON body. Raises Denied."""
    if request.mimetype != "application/json":
        raise Denied("invalid_request", "The body must be application/json")
    try:
        sent = msgspec.json.decode(request.get_data(), type=_Sent)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise Denied("invalid_request", "The body is malformed JSON") from error
    return Asked(sent.grant_type, sent.client_id, sent.client_secret)


def asked_as_json_or_basic() -> Asked:
    """The same, or the credentials by Basic, as they are (the documentation does not encode them),
    with a body or without. Raises Denied.
    """
    if "Authorization" not in request.headers:
        return asked_as_json()
    said = request.authorization
    user, password = (said.username, said.password) if said else (None, None)
    sent = asked_as_json() if request.get_data() else Asked()
    if sent.client_id is not None or sent.client_secret is not None:
        raise Denied("invalid_request", "The credentials must be sent in one way, not in two")
    return Asked(sent.grant_type or _GRANT_TYPE, user, password)


def asked_as_form() -> Asked:
    """Everything in a form. Raises Denied."""
    if request.mimetype != "application/x-www-form-urlencoded":
        raise Denied("invalid_request", "The body must be application/x-www-form-urlencoded")
    fields = request.form.to_dict(flat=False)
    if any(len(values) > 1 for values in fields.values()):
        raise Denied("invalid_request", "A parameter must not be sent twice")
    return Asked(*(request.form.get(name) for name in Asked.__slots__))
