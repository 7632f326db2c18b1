"""Makes tags, each once: where no clear answer comes, by reading whether it is there."""

from collections.abc import Sequence

from webapp.api import TooSlow, Unavailable, UnexpectedAnswer
from webapp.api.tags import Tag
from webapp.tagging.change import Change, bare
from webapp.tagging.rounds import Rounds, no_twin
from webapp.tagging.states import Stop, Trouble
from webapp.tagging.wishes import Creation
from webapp.tagging.work import Work


class Creating:
    """One run of one creation."""

    def __init__(self, change: Change, work: Work):
        self._rounds = Rounds(change, work)
        self._before: frozenset[str] | None = None
        self._may_try_again = False

    def create(self, wish: Creation) -> Change:
        """A new tag, unless another has its label."""
        return self._rounds.until(lambda tags: self._created(wish, tags))

    def _created(self, wish: Creation, tags: Sequence[Tag]) -> bool:
        if self._rounds.change.tag is not None:
            return self._shows(self._rounds.change.tag, tags)
        mine = self._new(wish, tags)
        if mine is not None:
            self._rounds.keep(bare(mine))
            return True
        no_twin(wish.label, tags)
        if self._before is not None and not self._may_try_again:
            self._rounds.setbacks.one_more(Stop(Trouble.UNCLEAR))
            return False
        self._rounds.keep(bare(self._create(wish, tags)))
        return False

    def _create(self, wish: Creation, tags: Sequence[Tag]) -> Tag:
        """Send it; where no clear answer comes, remember what was there before."""
        try:
            return self._rounds.tags.create(wish.label, wish.color)
        except (Unavailable, UnexpectedAnswer) as error:
            has_answered = isinstance(error, Unavailable) and not isinstance(error, TooSlow)
            self._may_try_again = has_answered
            if not isinstance(error, Unavailable) or error.was_sent:
                self._before = self._before or frozenset(tag.id for tag in tags)
            raise

    def _new(self, wish: Creation, tags: Sequence[Tag]) -> Tag | None:
        """What this run has made though no answer came: a new tag that is just as wished."""
        if self._before is None:
            return None
        wished = (wish.label, wish.color)
        new = (tag for tag in tags if tag.id not in self._before)
        return next((tag for tag in new if (tag.label, tag.color) == wished), None)

    def _shows(self, made: Tag, tags: Sequence[Tag]) -> bool:
        """Whether the list has it, too; it is looked for again before that is told."""
        if any(tag.id == made.id for tag in tags):
            return True
        self._rounds.setbacks.one_more(Stop(Trouble.RESISTED))
        return False
