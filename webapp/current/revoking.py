"""Revocations as this request may have them carried out, and see how they stand."""

from collections.abc import Sequence

from webapp.current.call import (
    PATIENCE,
    lasting_listener,
    lasting_tokens,
    seconds_left,
    signed_in,
    work_owner,
)
from webapp.revoking import NoGrantsApi, Revocation, Target
from webapp.security_log import Event
from webapp.services import services


def have_revoked(name: str, targets: Sequence[Target]) -> Revocation:
    """Have these permissions taken away, once a `name`, and say how that stands by now. Raises
    TooOften where nothing was begun, NoGrantsApi and LoginUnavailable. Needs `account:write`, and
    `account:read` for the readings.
    """
    built, connection = services(), signed_in().connection
    grants = built.outbound.grants(lasting_tokens(), lasting_listener())
    if grants is None:
        raise NoGrantsApi
    whose = connection.drawn_for
    has_begun = built.revoking.begin(
        work_owner(), name, targets, grants, whose=whose, seconds=seconds_left()
    )
    if has_begun:
        built.security.record(
            Event.REVOKE, count=len(targets), account=connection.account, subject=connection.person
        )
    return built.revoking.look(work_owner(), name, PATIENCE)


def revocation(name: str) -> Revocation:
    """One of this session's, as it stands now. Raises NoSuchRevocation."""
    return services().revoking.look(work_owner(), name)
