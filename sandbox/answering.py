"""People who answer the assessments that they were invited to, which nobody does over the API."""

from contextlib import suppress

from sandbox.aliases import KeyTaken
from sandbox.links import Link
from sandbox.population.assessments import core, disc, focus
from sandbox.population.draws import Draws
from sandbox.population.profiles import Profile
from sandbox.world import Account


class NotWaiting(Exception):
    """Nobody waits to be answered there: they have results already, or are gone."""


def answer(account: Account, profile_id: str, first_name: str, last_name: str) -> Profile:
    """Somebody pending completes all three. Raises NotWaiting."""
    with account.profiles.lock:
        profile = account.profiles.find(profile_id)
        if profile is None or not profile.is_pending:
            raise NotWaiting
        draws = Draws(profile_id, "answers")
        leaning = disc(draws)
        return account.profiles.change(
            profile_id,
            first_name=first_name,
            last_name=last_name,
            disc=leaning,
            core=core(draws),
            focus=focus(draws, leaning),
        )


def join(account: Account, link: Link, email: str, first_name: str, last_name: str) -> Profile:
    """Somebody completes all three by a link, and gets its tags and, where it is free, its key.
    Whoever is pending at the address is meant. Raises NotWaiting.
    """
    with account.profiles.lock, account.tags.lock:
        known = account.profiles.reached_by(email=email)
        profile = known[0] if known else account.profiles.create(email=email)
        answered = answer(account, profile.id, first_name, last_name)
        for tag in account.tags:
            if tag.id in link.tags:
                account.tags.set_profiles(tag.id, (*tag.profiles, profile.id))
        if link.custom_id is not None:
            with suppress(KeyTaken):
                account.aliases.claim(link.custom_id, profile.id)
        return answered
