"""Another client of the platform, at work on the same tags as ours."""

from collections.abc import Iterable

from sandbox.audit import Actor
from sandbox.meanwhile import Meanwhile, Moment
from sandbox.tag_writes import TagWrites
from sandbox.world import World

NAME = "another client"


def act(when: Moment, deeds: Iterable[Meanwhile], world: World) -> None:
    """Does those that belong to this moment, each with its rows in the audit."""
    for deed in deeds:
        if deed.when == when:
            _do(deed, world)


def _do(deed: Meanwhile, world: World) -> None:
    """In whichever account has the tag; nobody else writes to it in between."""
    for account in world.accounts:
        writes = TagWrites(account.tags, world.audit, Actor(account.id, None, NAME))
        with account.tags.lock:
            if any(tag.id == deed.tag for tag in account.tags):
                _write(deed, writes)


def _write(deed: Meanwhile, writes: TagWrites) -> None:
    if deed.delete:
        writes.delete(deed.tag)
        return
    if deed.sets_profiles:
        carriers = writes.book.find(deed.tag).profiles
        writes.set_profiles(deed.tag, deed.members(carriers))
    if deed.label is not None or deed.color is not None:
        writes.change(deed.tag, label=deed.label, color=deed.color)
