"""Services: backend programs that call for an organization, and for no person.

Source: Profile API reference, section 2.2; Personify API reference, section 1.
"""

import secrets
from dataclasses import dataclass, field
from typing import Literal

Vendor = Literal["profile", "personify"]


@dataclass(frozen=True)
class Service:
    """A program that a vendor registered. `belongs_to` is the id of an account where that is
    Profile, and a tenant where it is Personify.
    """

    name: str
    vendor: Vendor
    belongs_to: str
    client_id: str = field(default_factory=lambda: f"service_{secrets.token_hex(8)}")
    client_secret: str = field(default_factory=lambda: secrets.token_urlsafe(32), repr=False)

    def has_secret(self, secret: str) -> bool:
        """Whether this is its secret; takes as long for a wrong one."""
        return secrets.compare_digest(self.client_secret.encode(), secret.encode())
