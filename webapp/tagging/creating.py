"""Makes tags, each once: where no clear answer comes, by reading whether it is there."""

from collections.abc import Sequence

from webapp.api import ApiError, TooSlow, Unavailable
from webapp.api.tags import Tag
from webapp.background.setbacks import is_unclear
from webapp.tagging.change import Change, bare
from webapp.tagging.rounds import Rounds, no_twin
from webapp.tagging.states import Setback, Stop, Trouble
from webapp.tagging.wishes import Creation
from webapp.tagging.work import Work


class Creating:
    """One run of one creation."""

    def __init__(self, change: Change, work: Work):
        self._rounds = Rounds(change, work)
        self._may_send = True

    def create(self, wish: Creation) -> Change:
        """A new tag, unless another has its label."""
        return self._rounds.until(lambda tags: self._created(wish, tags))

    def _created(self, wish: Creation, tags: Sequence[Tag]) -> bool:
        made = self._rounds.change.tag
        if made is not None:
            return _shows(made, tags)
        mine = self._new(wish, tags)
        if mine is not None:
            self._rounds.note(tag=bare(mine))
            return True
        no_twin(wish.label, tags)
        if not self._may_send:
            raise Setback(Stop(Trouble.UNCLEAR))
        self._rounds.note(tag=bare(self._create(wish, tags)))
        return False

    def _create(self, wish: Creation, tags: Sequence[Tag]) -> Tag:
        """Send it; whoever goes on, where no clear answer comes, knows what was there before the
        first time: what became of that stays unclear however the second one fails.
        """
        is_first = self._rounds.change.known is None
        if is_first:
            self._rounds.note(known=frozenset(tag.id for tag in tags))
        try:
            return self._rounds.tags.create(wish.label, wish.color)
        except ApiError as error:
            if is_first and not is_unclear(error):
                self._rounds.note(known=None)
            self._may_send = isinstance(error, Unavailable) and not isinstance(error, TooSlow)
            raise

    def _new(self, wish: Creation, tags: Sequence[Tag]) -> Tag | None:
        """What was made though no answer came: a new tag that is just as wished."""
        known = self._rounds.change.known
        if known is None:
            return None
        wished = (wish.label, wish.color)
        new = (tag for tag in tags if tag.id not in known)
        return next((tag for tag in new if (tag.label, tag.color) == wished), None)


def _shows(made: Tag, tags: Sequence[Tag]) -> bool:
    """Whether the list has it, too; it is looked for again before that is told."""
    if any(tag.id == made.id for tag in tags):
        return True
    raise Setback(Stop(Trouble.RESISTED))
