"""Writing to the tags of an account on somebody's behalf, each write with its row in the audit."""

from collections.abc import Iterable
from typing import NamedTuple

from sandbox.audit import Actor, Audit
from sandbox.population.tags import Tag
from sandbox.tags import TagBook


class TagWrites(NamedTuple):
    """Writes as `TagBook` does, and raises as it does; rows stand in the order of the writes."""

    book: TagBook
    audit: Audit
    actor: Actor

    def create(self, label: str, color: str) -> Tag:
        with self.book.lock:
            tag = self.book.create(label, color)
            self.audit.note(self.actor, "tag.create", tag.id, **_face(tag))
            return tag

    def change(self, tag_id: str, *, label: str | None = None, color: str | None = None) -> Tag:
        with self.book.lock:
            before = self.book.find(tag_id)
            tag = self.book.change(tag_id, label=label, color=color)
            faces = {"before": _face(before), "after": _face(tag)}
            self.audit.note(self.actor, "tag.change", tag_id, **faces)
            return tag

    def set_profiles(self, tag_id: str, profile_ids: Iterable[str]) -> Tag:
        with self.book.lock:
            before = self.book.find(tag_id)
            tag = self.book.set_profiles(tag_id, profile_ids)
            gone_and_new = {
                "added": _without(tag.profiles, before.profiles),
                "removed": _without(before.profiles, tag.profiles),
            }
            self.audit.note(self.actor, "tag.set_profiles", tag_id, **gone_and_new)
            return tag

    def delete(self, tag_id: str) -> Tag:
        with self.book.lock:
            tag = self.book.delete(tag_id)
            self.audit.note(
                self.actor, "tag.delete", tag_id, **_face(tag), removed=list(tag.profiles)
            )
            return tag


def _face(tag: Tag) -> dict[str, str]:
    return {"label": tag.label, "color": tag.color}


def _without(ids: Iterable[str], others: Iterable[str]) -> list[str]:
    others = set(others)
    return [each for each in ids if each not in others]
