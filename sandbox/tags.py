"""The tags of one account as they stand now, and the writing to them.

Source: Profile API reference, section 4.6. That setting the profiles of a tag replaces them, and
that two tags may share a label, are our assumptions.
"""

from collections.abc import Iterable, Iterator, Sequence
from threading import RLock
from typing import overload

from msgspec.structs import replace

from sandbox.identifiers import Identifiers, Kind
from sandbox.population.tags import Tag
from sandbox.times import later_than, now_in_microseconds


class NoSuchTag(LookupError):
    """The account has no tag with this id, or no longer."""


class TagBook(Sequence[Tag]):
    """Reads as the tags in order of creation; every write gives the tag as it then is.

    Whoever reads sees one moment: a write puts a new tuple in the old one's place. Hold `lock`
    over several steps that must not be parted.
    """

    def __init__(self, seeded: Iterable[Tag], ids: Identifiers, account: int) -> None:
        """`account` is the account's number in `ids`."""
        self.lock = RLock()
        self._seeded = self._tags = tuple(seeded)
        self._ids, self._account = ids, account
        self._made = len(self._seeded)

    def __len__(self) -> int:
        return len(self._tags)

    def __iter__(self) -> Iterator[Tag]:
        return iter(self._tags)

    @overload
    def __getitem__(self, place: int) -> Tag: ...
    @overload
    def __getitem__(self, place: slice) -> tuple[Tag, ...]: ...
    def __getitem__(self, place: int | slice) -> Tag | tuple[Tag, ...]:
        return self._tags[place]

    def __eq__(self, other: object) -> bool:
        """The same tags in the same order."""
        return isinstance(other, Sequence) and self._tags == tuple(other)

    def find(self, tag_id: str) -> Tag:
        """The tag with this id. Raises NoSuchTag."""
        return self._tags[self._place(tag_id)]

    def create(self, label: str, color: str) -> Tag:
        """A new tag that nobody carries; the label may be another tag's too."""
        with self.lock:
            tag_id = self._ids.write(Kind.TAG, self._account, self._made)
            now = now_in_microseconds()
            tag = Tag(tag_id, now, now, label, color, ())
            self._made += 1
            self._tags += (tag,)
            return tag

    def change(self, tag_id: str, *, label: str | None = None, color: str | None = None) -> Tag:
        """Another label or colour; what is None stays. Raises NoSuchTag."""
        with self.lock:
            tag = self.find(tag_id)
            return self._put(
                tag,
                label=tag.label if label is None else label,
                color=tag.color if color is None else color,
            )

    def set_profiles(self, tag_id: str, profile_ids: Iterable[str]) -> Tag:
        """These carry the tag from now on and nobody else, in this order, nobody twice.

        Raises NoSuchTag. Whether they are people of the account is not asked here.
        """
        with self.lock:
            return self._put(self.find(tag_id), profiles=tuple(dict.fromkeys(profile_ids)))

    def delete(self, tag_id: str) -> Tag:
        """The tag as it was. Raises NoSuchTag."""
        with self.lock:
            place = self._place(tag_id)
            tag = self._tags[place]
            self._tags = self._tags[:place] + self._tags[place + 1 :]
            return tag

    def forget(self, profile_id: str) -> list[str]:
        """Nobody who is no more carries a tag; the ids of those that they carried."""
        with self.lock:
            carried = [tag for tag in self._tags if profile_id in tag.profiles]
            for tag in carried:
                left = tuple(each for each in tag.profiles if each != profile_id)
                self._put(tag, profiles=left)
            return [tag.id for tag in carried]

    def reset(self) -> None:
        """As seeded."""
        with self.lock:
            self._tags = self._seeded
            self._made = len(self._seeded)

    def _put(self, tag: Tag, **changes: object) -> Tag:
        """Changes a tag where it stands; its time moves on, however coarse the clock is."""
        changed = replace(tag, updated_at=later_than(tag.updated_at), **changes)
        place = self._place(tag.id)
        self._tags = (*self._tags[:place], changed, *self._tags[place + 1 :])
        return changed

    def _place(self, tag_id: str) -> int:
        for place, tag in enumerate(self._tags):
            if tag.id == tag_id:
                return place
        raise NoSuchTag(tag_id)
