"""One permission of one app, as the house sees it."""

from datetime import datetime

import msgspec

from webapp.api.envelope import Endpoint


class App(msgspec.Struct, frozen=True, gc=False):
    """Who may act. What is None was not told; addresses are as sent, and never fetched unasked."""

    id: str
    name: str | None = None
    publisher: str | None = None
    uri: str | None = None
    logo_uri: str | None = None
    policy_uri: str | None = None
    tos_uri: str | None = None
    is_public: bool | None = None
    is_self_registered: bool | None = None
    is_first_party: bool | None = None


class Grant(msgspec.Struct, frozen=True, gc=False):
    """What an app may do, for which account, since when.

    `revocation` is the call that takes it away, below the list's own address. `has_activity` says
    that what the app did can be asked for, `tells_use` that `last_used_at` is None for never used.
    """

    id: str
    app: App
    scopes: tuple[str, ...]
    revocation: Endpoint
    account_id: str | None = None
    account_name: str | None = None
    granted_at: datetime | None = None
    updated_at: datetime | None = None
    last_used_at: datetime | None = None
    expires_at: datetime | None = None
    is_current: bool | None = None
    has_activity: bool = False
    tells_use: bool = False
