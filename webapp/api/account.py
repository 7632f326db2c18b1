"""The account that the token is bound to.

Source: Profile API reference, sections 4.1 (GET /account) and 10 (the names of preferences). That
it tells its logo, its preferences and who asks, and the calls that change it, are assumed: the
authentication page has the functions under `account:read` and `account:write`, and no paths.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

import msgspec

from webapp.api.envelope import ACCOUNT, Id
from webapp.api.errors import NotFound, NotOffered
from webapp.api.texts import text
from webapp.api.times import parse_time
from webapp.api.transport import Transport


class Billing(msgspec.Struct, frozen=True, gc=False):
    """The subscription: an open `status` such as "trialing", and when a trial ends."""

    status: str | None = None
    trial_end_at: datetime | None = None


class AccountUser(msgspec.Struct, frozen=True, gc=False):
    """Whose connection this is, and their `role` in the account: "User", "Manager", "Owner", or
    another that is not known here.
    """

    id: str | None = None
    name: str | None = None
    email: str | None = None
    role: str | None = None


class Account(msgspec.Struct, frozen=True):
    """One account; every part but the id may be absent (None). `logo` is an address,
    `preferences` are by the platform's own names; `credits` only v3 tells.
    """

    id: str
    name: str | None = None
    type: str | None = None
    created_at: datetime | None = None
    updated_at: datetime | None = None
    billing: Billing | None = None
    reports_generated: int | None = None
    trial_reports_used: int | None = None
    credits: int | None = None
    logo: str | None = None
    preferences: Mapping[str, bool] | None = None
    user: AccountUser | None = None


class _BillingSent(msgspec.Struct, rename="camel", gc=False):
    status: str | None = None
    trial_end_date: Any = None  # a string in one capture of the platform, a number in the other

    def billing(self) -> Billing:
        return Billing(status=text(self.status), trial_end_at=parse_time(self.trial_end_date))


class _UserSent(msgspec.Struct, rename="camel", gc=False):
    id: str | None = None
    name: str | None = None
    email: str | None = None
    role: str | None = None

    def user(self) -> AccountUser:
        return AccountUser(text(self.id), text(self.name), text(self.email), text(self.role))


class AccountSent(msgspec.Struct, rename="camel"):
    id: Id
    name: str | None = None
    type: str | None = None
    created_at: Any = None
    updated_at: Any = None
    billing: _BillingSent | None = None
    reports_generated: int | None = None
    trial_reports_used: int | None = None
    credits: int | None = None
    logo: Any = None  # nothing is known of its shape: what is no text is absent
    preferences: Any = None
    user: Any = None

    def account(self) -> Account:
        return Account(
            id=self.id,
            name=text(self.name),
            type=text(self.type),
            created_at=parse_time(self.created_at),
            updated_at=parse_time(self.updated_at),
            billing=self.billing.billing() if self.billing else None,
            reports_generated=self.reports_generated,
            trial_reports_used=self.trial_reports_used,
            credits=self.credits,
            logo=text(self.logo) if isinstance(self.logo, str) else None,
            preferences=_switches(self.preferences),
            user=_user(self.user),
        )


def _switches(sent: Any) -> Mapping[str, bool] | None:
    """The preferences that are on or off; others are none that this dashboard can show."""
    if not isinstance(sent, dict):
        return None
    return {name: value for name, value in sent.items() if isinstance(value, bool)}


def _user(sent: Any) -> AccountUser | None:
    try:
        return msgspec.convert(sent, _UserSent).user()
    except msgspec.ValidationError:
        return None


class AccountApi:
    """The account that consented; reading it needs the scope `account:read`, changing it
    `account:write`. For what a failure of a changing call means see `Transport.send`.
    """

    def __init__(self, transport: Transport) -> None:
        self._transport = transport

    def read(self) -> Account:
        """The account of the token."""
        return self._transport.get(ACCOUNT, AccountSent).account()

    def prefer(self, preferences: Mapping[str, bool]) -> Account:
        """Other values for these preferences, the rest stays; the account as it is then.
        Raises NotOffered where there is no such call.
        """
        try:
            body = {"preferences": preferences}
            return self._transport.send("PATCH", ACCOUNT, AccountSent, body=body).account()
        except NotFound:
            raise NotOffered("The platform has no such call.") from None
