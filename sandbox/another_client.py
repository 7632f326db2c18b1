"""Another client of the platform, at work on the same tags and people as ours."""

from collections.abc import Iterable
from contextlib import suppress

from sandbox.audit import Actor
from sandbox.meanwhile import Meanwhile, Moment
from sandbox.profile_writes import Declined, ProfileWrites
from sandbox.tag_writes import TagWrites
from sandbox.world import Account, World

NAME = "another client"


def act(when: Moment, deeds: Iterable[Meanwhile], world: World, login: str) -> None:
    """Does those that belong to this moment, each with its rows in the audit. Whom it invites is
    sent a link to the origin `login`.
    """
    for deed in deeds:
        if deed.when == when:
            for account in world.accounts:
                _do(deed, account, world, login)


def _do(deed: Meanwhile, account: Account, world: World, login: str) -> None:
    """Where the account has what it is about; nobody else writes to it in between."""
    actor = Actor(account.id, None, NAME)
    people = ProfileWrites(account, world, actor, login)
    writes = TagWrites(account.tags, world.audit, actor)
    with account.profiles.lock, account.tags.lock, suppress(Declined):
        if deed.profile is not None:
            _write_to_profile(deed, deed.profile, people)
        elif any(tag.id == deed.tag for tag in account.tags):
            _write_to_tag(deed, str(deed.tag), writes)
        elif deed.invite and account.id == (deed.account or world.accounts[0].id):
            way = "email" if "@" in deed.invite else "phone"
            people.invite(**{way: deed.invite})


def _write_to_profile(deed: Meanwhile, profile_id: str, writes: ProfileWrites) -> None:
    if deed.delete:
        writes.delete(profile_id)
    elif deed.details:
        writes.change(profile_id, **{str(field): value for field, value in deed.details.items()})


def _write_to_tag(deed: Meanwhile, tag_id: str, writes: TagWrites) -> None:
    if deed.delete:
        writes.delete(tag_id)
        return
    if deed.sets_profiles:
        carriers = writes.book.find(tag_id).profiles
        writes.set_profiles(tag_id, deed.members(carriers))
    if deed.label is not None or deed.color is not None:
        writes.change(tag_id, label=deed.label, color=deed.color)
