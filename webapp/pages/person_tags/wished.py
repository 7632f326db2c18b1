"""What a form of a person's tags asks for; pure."""

from collections.abc import Mapping

from webapp.people.person_tags import label_drawn
from webapp.tagging import Membership


def wished(fields: Mapping[str, str], profile_id: str) -> Membership | None:
    """`fields` are `add` or `remove`, a tag's id, and `drawn`, the labels that the form showed: a
    tag that it offered is one that the person did not have. None where no tag of it is chosen.
    """
    adding, removing = fields.get("add", ""), fields.get("remove", "")
    tag_id = adding or removing
    label = label_drawn(fields.get("drawn", ""), tag_id)
    if label is None or (adding and removing):
        return None
    them = (profile_id,)
    if adding:
        return Membership(tag_id, label, add=them)
    return Membership(tag_id, label, remove=them, had=frozenset(them))
