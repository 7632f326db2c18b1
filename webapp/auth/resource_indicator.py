"""Which API the tokens are for, said to every authorization server that takes it.

Source: RFC 8707 section 2. A server that does not know `resource` ignores it; one that answers
`invalid_target` is asked without it from then on, for as long as this process runs.
"""

from collections.abc import Callable
from typing import TypeVar

from webapp.auth.errors import ResourceRefused

T = TypeVar("T")


class ResourceIndicator:
    """Our one resource (None where it has no name), and the issuers that do not take it."""

    def __init__(self, resource: str | None):
        self._resource = resource
        self._refused_by: set[str] = set()

    def for_issuer(self, issuer: str) -> str | None:
        """What to send as `resource`; None where it is not taken."""
        return None if issuer in self._refused_by else self._resource

    def is_not_taken_by(self, issuer: str) -> None:
        """Remember it: on the server's own word, never on what a browser brought alone."""
        self._refused_by.add(issuer)

    def offered(self, issuer: str, step: Callable[[str | None], T]) -> T:
        """Do a step with `resource`, and at once again without it where it is refused."""
        resource = self.for_issuer(issuer)
        if resource is not None:
            try:
                return step(resource)
            except ResourceRefused:
                self.is_not_taken_by(issuer)
        return step(None)
