"""The account that the token is bound to.

Source: Profile API reference, section 4.1 (GET /account).
"""

from datetime import datetime
from typing import Any

import msgspec

from webapp.api.envelope import ACCOUNT, Id
from webapp.api.texts import text
from webapp.api.times import parse_time
from webapp.api.transport import Transport


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


class _BillingSent(msgspec.Struct, rename="camel", gc=False):
    status: str | None = None
    trial_end_date: Any = None  # a string in one capture of the platform, a number in the other

    def billing(self) -> Billing:
        return Billing(status=text(self.status), trial_end_at=parse_time(self.trial_end_date))


class _AccountSent(msgspec.Struct, rename="camel", gc=False):
    id: Id
    name: str | None = None
    type: str | None = None
    billing: _BillingSent | None = None
    reports_generated: int | None = None
    trial_reports_used: int | None = None

    def account(self) -> Account:
        return Account(
            id=self.id,
            name=text(self.name),
            type=text(self.type),
            billing=self.billing.billing() if self.billing else None,
            reports_generated=self.reports_generated,
            trial_reports_used=self.trial_reports_used,
        )


class AccountApi:
    """The account that consented; reading it needs the scope `account:read`."""

    def __init__(self, transport: Transport) -> None:
        self._transport = transport

    def read(self) -> Account:
        """The account of the token."""
        return self._transport.get(ACCOUNT, _AccountSent).account()
