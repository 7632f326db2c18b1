"""What may be written to a tag, whichever way it comes.

Source: Profile API reference, section 4.6. The wording of two refusals is documented (section 8);
all else about refusals is our assumption.
"""

from collections.abc import Sequence

from sandbox.api.answers import Refusal
from sandbox.api.bodies import as_sent
from sandbox.identifiers import well_formed
from sandbox.population.tags import COLOURS
from sandbox.profiles import ProfileBook

UNKNOWN = "Tag not found"


def id_of(tag_id: str) -> str:
    """The id in the case that the platform writes. Raises Refusal."""
    if not well_formed(tag_id):
        raise Refusal(400, "The tag id is malformed")
    return tag_id.lower()


def label_of(value: object) -> str:
    """The label as it was sent. Raises Refusal."""
    if not isinstance(value, str) or not value.strip():
        raise Refusal(400, "label is required")
    return value


def color_of(value: object) -> str:
    """One of the nine colours. Raises Refusal."""
    if isinstance(value, str) and value in COLOURS:
        return value
    raise Refusal(400, f'invalid color "{as_sent(value)}"')


def carriers_of(profile_ids: Sequence[str], people: ProfileBook) -> list[str]:
    """The ids in the platform's case. Raises Refusal of all for one id that is nobody here."""
    stranger = next((each for each in profile_ids if not people.holds(each)), None)
    if stranger is not None:
        raise Refusal(400, f'unknown profile "{stranger}"')
    return [each.lower() for each in profile_ids]
