"""Whose scores a person's are shown among: everybody, or those with one tag. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from webapp.api.profiles import Profile
from webapp.api.tags import Tag
from webapp.people.by_id import only
from webapp.people.ordering import by_label
from webapp.people.search import quoted

EVERYONE = ("", "Everyone")
ALL = "everyone in this account"


@dataclass(frozen=True, slots=True)
class Team:
    """`people` is None where they could not be read; `tag` is the id of the chosen one, or "".

    `name` says in a sentence who they are; `options` are what a select offers, None where tags
    were not granted; `note` says what of the question was left out.
    """

    people: Sequence[Profile] | None
    tag: str
    name: str
    options: tuple[tuple[str, str], ...] | None
    note: str | None

    @property
    def query(self) -> str:
        """The query string that asks for this team: "" or "?tag=id"."""
        return f"?{urlencode({'tag': self.tag})}" if self.tag else ""


def team(
    person: Profile, everyone: Sequence[Profile] | None, tags: Sequence[Tag] | None, asked: str
) -> Team:
    """`tags` are all of the account, None where they were not granted; `asked` is a tag's id."""
    if tags is None:
        note = "Tags are not allowed, so the ranges are of everyone." if asked else None
        return Team(everyone, "", ALL, None, note)
    options = (EVERYONE, *((tag.id, tag.label) for tag in by_label(tags)))
    chosen = next((tag for tag in tags if tag.id == asked), None)
    if chosen is None:
        unknown = f"{quoted(asked)} is not a tag of this account; the ranges are of everyone."
        return Team(everyone, "", ALL, options, unknown if asked else None)
    members = set(chosen.profiles)
    people = None if everyone is None else only(everyone, members)
    apart = "This person does not carry the tag, so the range is of others."
    name = f"everyone tagged {quoted(chosen.label)}"
    return Team(people, chosen.id, name, options, None if person.id in members else apart)
