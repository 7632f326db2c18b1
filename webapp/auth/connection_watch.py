"""Limits the renewals of one connection's tokens and logs them, in a request and behind it."""

import logging

from webapp.auth.connection import Connection
from webapp.auth.keeper_watch import KeeperWatch, Outcome
from webapp.rates import REFRESHES, Rates
from webapp.security_log import Event, SecurityLog

log = logging.getLogger(__name__)


class ConnectionWatch(KeeperWatch):
    """Goes by the connection: somebody's second account is not held up by the first."""

    def __init__(self, connection: Connection, rates: Rates, security: SecurityLog):
        self._connection = connection
        self._rates = rates
        self._security = security

    def may_refresh(self) -> bool:
        """As often as a connection may be renewed."""
        return self._rates.allows(REFRESHES, self._connection.token_key)

    def refreshed(self, outcome: Outcome) -> None:
        """One line each."""
        account, token_key = self._connection.account, self._connection.token_key
        self._security.record(Event.REFRESH, outcome=outcome, account=account, connection=token_key)

    def kept_alone(self) -> None:
        """One line for the operator."""
        log.warning("No replica of Redis has a connection's new tokens yet.")
