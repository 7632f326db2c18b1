"""Who is in the list for a question; pure."""

from collections.abc import Iterable, Sequence

from webapp.api.profiles import Profile
from webapp.api.tags import Tag
from webapp.people.ordering import TagsOf
from webapp.people.query import Asked
from webapp.people.search import fold, tokens


def inverted(tags: Iterable[Tag]) -> TagsOf:
    """Profile id to its tags, in the order given.

    Source: Profile API reference, section 4.6: a tag lists its profiles, a profile not its tags.
    """
    tags_of: dict[str, list[Tag]] = {}
    for tag in tags:
        for profile_id in dict.fromkeys(tag.profiles):
            tags_of.setdefault(profile_id, []).append(tag)
    return tags_of


def fitting(profiles: Sequence[Profile], tags_of: TagsOf, asked: Asked) -> list[Profile]:
    """Those with every tag, the style, and each searched word in name, e-mail or a tag's label."""
    wanted, words = set(asked.tags), tokens(asked.q)

    def fits(profile: Profile) -> bool:
        tags = tags_of.get(profile.id, ())
        if asked.style and (profile.disc is None or profile.disc.style != asked.style):
            return False
        if wanted and not wanted <= {tag.id for tag in tags}:
            return False
        if not words:
            return True
        text = fold("\n".join((profile.name, profile.email or "", *(tag.label for tag in tags))))
        return all(word in text for word in words)

    return [profile for profile in profiles if fits(profile)] if asked.narrowed else list(profiles)
