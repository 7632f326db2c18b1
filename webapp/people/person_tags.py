"""The tags of one person, and those that they could be given; pure."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import msgspec

from webapp.api.tags import Tag
from webapp.people.ordering import by_label


@dataclass(frozen=True, slots=True)
class PersonTags:
    """`carried` are the person's, `offered` all others of the account; both by label."""

    carried: tuple[Tag, ...]
    offered: tuple[Tag, ...]

    @property
    def labels_carried(self) -> str:
        """What a form that takes tags away was drawn from, as `label_drawn` reads it."""
        return _labels(self.carried)

    @property
    def labels_offered(self) -> str:
        """The same of a form that adds tags."""
        return _labels(self.offered)


def person_tags(tags: Iterable[Tag], profile_id: str) -> PersonTags:
    """`tags` are all of the account.

    Source: Profile API reference, section 4.6: a tag lists its profiles, a profile not its tags.
    """
    ordered = by_label(tags)
    return PersonTags(
        carried=tuple(tag for tag in ordered if profile_id in tag.profiles),
        offered=tuple(tag for tag in ordered if profile_id not in tag.profiles),
    )


def label_drawn(labels: str, tag_id: str) -> str | None:
    """What a tag was called when the form was drawn; None for a tag that the form did not have."""
    try:
        return msgspec.json.decode(labels, type=dict[str, str]).get(tag_id)
    except msgspec.MsgspecError:
        return None


def _labels(tags: Sequence[Tag]) -> str:
    """As JSON, since a form's own fields alter the ends of lines, which a label may hold."""
    return msgspec.json.encode({tag.id: tag.label for tag in tags}).decode()
