"""What an alias may be, and the sentences that say what it may not.

Source: Profile API reference, section 4.7; every sentence is our assumption.
"""

from msgspec import UNSET

from sandbox.api.answers import Refusal
from sandbox.api.bodies import as_sent
from sandbox.identifiers import well_formed
from sandbox.population.aliases import RESOURCE_TYPE
from sandbox.profiles import ProfileBook

UNKNOWN = "Resource alias not found"


def id_of(alias_id: str) -> str:
    """The id in the case that the platform writes. Raises Refusal."""
    if not well_formed(alias_id):
        raise Refusal(400, "The resource alias id is malformed")
    return alias_id.lower()


def check_type(value: object) -> None:
    """Raises Refusal for anything but the one type there is."""
    if value is UNSET:
        raise Refusal(400, "resourceType is required")
    if value != RESOURCE_TYPE:
        raise Refusal(400, f'invalid resourceType "{as_sent(value)}"')


def profile_of(value: object, people: ProfileBook) -> str:
    """The id of one of the account's, in the platform's case. Raises Refusal."""
    if value is UNSET or not as_sent(value):
        raise Refusal(400, "resourceId is required")
    if not isinstance(value, str) or not people.holds(value):
        raise Refusal(400, f'unknown profile "{as_sent(value)}"')
    return value.lower()


def key_of(value: object) -> str:
    """The key as it was sent. Raises Refusal."""
    if not isinstance(value, str) or not value.strip():
        raise Refusal(400, "consumerKey is required")
    return value
