"""The account that the token is bound to.

Source: Profile API reference, section 4.1 (GET /account).
"""

from datetime import datetime

import msgspec


class Billing(msgspec.Struct, frozen=True, gc=False):
    """The subscription: an open `status` such as "trialing", and when a trial ends."""

    status: str | None = None
    trial_end_at: datetime | None = None


class Account(msgspec.Struct, frozen=True, gc=False):
    """One account; every part but the id may be absent (None)."""

    id: str
    name: str | None = None
    type: str | None = None
    billing: Billing | None = None
    reports_generated: int | None = None
    trial_reports_used: int | None = None
