"""What the authorization server says of a token: only who it belongs to.

Source: RFC 7662 section 2.2.
"""

from typing import Annotated

import msgspec

from webapp.auth.errors import LoginUnavailable

_Text = Annotated[str, msgspec.Meta(min_length=1, max_length=255, pattern=r"\A[^\ud800-\udfff]*\Z")]
"""JSON can spell halves of characters, which cannot be stored."""


class _Introspection(msgspec.Struct):
    active: bool
    sub: _Text | None = None


def subject_told(answer: object) -> str | None:
    """`sub` of a live token; None where it is not told. Raises LoginUnavailable on nonsense."""
    try:
        said = msgspec.convert(answer, _Introspection)
    except msgspec.ValidationError:
        raise LoginUnavailable("The answer is no token introspection.") from None
    return said.sub if said.active else None
