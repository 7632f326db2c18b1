"""From a change to what came of it, whichever wish it carries."""

import logging

import msgspec

from webapp.background.errands import GivenUp
from webapp.tagging.change import Change, stopped
from webapp.tagging.creating import Creating
from webapp.tagging.editing import Editing
from webapp.tagging.membering import Membering
from webapp.tagging.states import State, Stop, Trouble
from webapp.tagging.wishes import Alteration, Creation, Deletion, Membership
from webapp.tagging.work import Work

log = logging.getLogger(__name__)


def carried_out(change: Change, work: Work) -> Change:
    """Carry it out as far as it goes. Raises GivenUp, and nothing else."""
    try:
        return _by_wish(change, work)
    except GivenUp:
        raise
    except Exception:
        log.exception("A change of tags was under way, and this dashboard made a mistake.")
        return stopped(change, Stop(Trouble.UNCLEAR), work.clock())


def _by_wish(change: Change, work: Work) -> Change:
    match change.wish:
        case Membership():
            return Membering(change, change.wish, work).run()
        case Alteration():
            return Editing(change, work).alter(change.wish)
        case Deletion():
            return Editing(change, work).delete(change.wish)
        case Creation():
            return _made_with_members(change, change.wish, work)


def _made_with_members(change: Change, wish: Creation, work: Work) -> Change:
    made = Creating(change, work).create(wish)
    if made.tag is None or made.state is not State.DONE or not wish.members:
        return made
    members = Membership(made.tag.id, made.tag.label, add=wish.members)
    return Membering(msgspec.structs.replace(made, state=State.RUNNING), members, work).run()
