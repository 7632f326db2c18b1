"""How the services of this dashboard stand, for whoever may see that."""

from webapp.current.call import PATIENCE, signed_in
from webapp.responses.offers import ForOwnersOnly, is_owner
from webapp.service_calls.finding import Looked
from webapp.services import services


def must_be_owner() -> None:
    """Raises ForOwnersOnly for whom Profile told to be somebody else."""
    if not is_owner(signed_in().connection.role):
        raise ForOwnersOnly


def last_look() -> Looked | None:
    """What was found last. Raises RedisError."""
    return services().standing.last()


def is_looking() -> bool:
    """Whether the services are being asked just now. Raises RedisError."""
    return services().standing.is_looking()


def look() -> None:
    """Have them asked, within a moment or behind this request. Raises TooOften, RedisError."""
    services().standing.look(PATIENCE)


def configured() -> frozenset[str]:
    """The keys of the services that there are credentials for."""
    return services().standing.configured
