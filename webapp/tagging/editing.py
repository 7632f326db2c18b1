"""Alters and deletes tags: read, compare with what the form was drawn from, write, and read again
until that shows it done.
"""

from collections.abc import Sequence

from webapp.api import NoSuchTag
from webapp.api.tags import Tag
from webapp.tagging.change import Change, bare
from webapp.tagging.rounds import Rounds, no_twin
from webapp.tagging.states import Setback, Stop, Trouble
from webapp.tagging.wishes import COLOUR, LABEL, Alteration, Deletion, members_mark
from webapp.tagging.work import Work


class Editing:
    """One run of one change of a tag that there is."""

    def __init__(self, change: Change, work: Work):
        self._rounds = Rounds(change, work)
        self._was_written = self._was_unknown = False

    def alter(self, wish: Alteration) -> Change:
        """Another label or colour, each only where nobody has changed that one meanwhile."""
        return self._rounds.until(lambda tags: self._altered(wish, tags))

    def delete(self, wish: Deletion) -> Change:
        """No such tag; one that is gone already is as wished."""
        return self._rounds.until(lambda tags: self._deleted(wish, tags), wish.tag_id)

    def _altered(self, wish: Alteration, tags: Sequence[Tag]) -> bool:
        now = _tag(wish.tag_id, tags)
        label = _merged(wish.label, wish.was_label, now.label, Trouble.RENAMED, now)
        color = _merged(wish.color, wish.was_color, now.color, Trouble.CHANGED, now)
        if label is not None:
            no_twin(label, [tag for tag in tags if tag.id != now.id])
        writes = {name for name, new in ((LABEL, label), (COLOUR, color)) if new is not None}
        self._rounds.note(tag=bare(now), wrote=self._rounds.change.wrote | writes)
        if not writes:
            return True
        self._not_again()
        self._rounds.tags.change(now.id, label=label, color=color)
        self._was_written = True
        return False

    def _deleted(self, wish: Deletion, tags: Sequence[Tag]) -> bool:
        now = next((tag for tag in tags if tag.id == wish.tag_id), None)
        if now is None:
            return True
        if now.label != wish.was_label:
            raise Stop(Trouble.RENAMED, tag=now)
        if members_mark(now.profiles) != wish.was_members:
            raise Stop(Trouble.CHANGED, tag=now)
        self._not_again()
        self._rounds.note(tag=now)
        self._delete(now)
        return False

    def _delete(self, tag: Tag) -> None:
        try:
            self._rounds.tags.delete(tag.id)
        except NoSuchTag:  # it went this moment, or there is no such call: the next reading tells
            if self._was_unknown:
                raise Stop(Trouble.NOT_OFFERED) from None
            self._was_unknown = True
        else:
            self._was_written = True

    def _not_again(self) -> None:
        """A writing that was taken and does not show is looked for again, then told."""
        if self._was_written:
            raise Setback(Stop(Trouble.RESISTED))


def _tag(tag_id: str, tags: Sequence[Tag]) -> Tag:
    for tag in tags:
        if tag.id == tag_id:
            return tag
    raise Stop(Trouble.DELETED)


def _merged(
    wished: str | None, was: str | None, now: str | None, trouble: Trouble, tag: Tag
) -> str | None:
    """What to write, by three-way merge; None for nothing."""
    if wished in (was, now):
        return None
    if now != was:
        raise Stop(trouble, tag=tag)
    return wished
