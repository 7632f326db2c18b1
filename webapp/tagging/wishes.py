"""What somebody wants of a tag, with what they saw when they wished it; pure.

Each is the person's side of a three-way merge: what the form was drawn from is in it.
"""

import hashlib
from collections.abc import Iterable
from typing import TypeAlias

import msgspec


class Membership(msgspec.Struct, frozen=True, tag="membership"):
    """People are to have a tag, or not to. `label` is what it was called, and `had` holds those of
    them who had it, when the form was drawn; ids are the platform's.
    """

    tag_id: str
    label: str
    add: tuple[str, ...] = ()
    remove: tuple[str, ...] = ()
    had: frozenset[str] = frozenset()

    @property
    def people(self) -> tuple[str, ...]:
        """Everybody it is about, each once."""
        return tuple(dict.fromkeys((*self.add, *self.remove)))


class Creation(msgspec.Struct, frozen=True, tag="creation"):
    """A new tag; `members` where one that was deleted is made again."""

    label: str
    color: str
    members: tuple[str, ...] = ()

    @property
    def people(self) -> tuple[str, ...]:
        """Everybody it is about."""
        return self.members


class Alteration(msgspec.Struct, frozen=True, tag="alteration"):
    """Another label, colour, or both; `was_…` is what the form was drawn from. A colour that is
    None was, and stays, whatever the platform has.
    """

    tag_id: str
    label: str
    color: str | None
    was_label: str
    was_color: str | None


LABEL, COLOUR = "label", "colour"
"""What an alteration may write."""


class Deletion(msgspec.Struct, frozen=True, tag="deletion"):
    """No such tag any more; `was_members` is the mark of those whom the confirmation counted."""

    tag_id: str
    was_label: str
    was_members: str


Wish: TypeAlias = Membership | Creation | Alteration | Deletion


def members_mark(profile_ids: Iterable[str]) -> str:
    """Stands for exactly these members, in whatever order: 16 hexadecimal digits."""
    said = "\n".join(sorted(set(profile_ids))).encode()
    return hashlib.sha256(said).hexdigest()[:16]


def change_id(form: str, wish: Wish) -> str:
    """Which change a form asks for: sent twice it is one, sent with other words another.

    `form` is the random name that the form was drawn with.
    """
    said = msgspec.msgpack.encode((form, wish), order="deterministic")
    return hashlib.sha256(said).hexdigest()[:32]
