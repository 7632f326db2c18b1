"""The tags of one person; pure."""

from collections.abc import Iterable

from webapp.api.tags import Tag


def carried(tags: Iterable[Tag], profile_id: str) -> tuple[Tag, ...]:
    """Those that list the profile, by label.

    Source: Profile API reference, section 4.6: a tag lists its profiles, a profile not its tags.
    """
    mine = [tag for tag in tags if profile_id in tag.profiles]
    return tuple(sorted(mine, key=lambda tag: (tag.label.casefold(), tag.id)))
