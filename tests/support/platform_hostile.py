"""A platform of people whose names mean harm to a spreadsheet, and the dashboard on it."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime

import msgspec
import pytest
from redis import Redis

from sandbox.identifiers import Identifiers
from sandbox.population.profile_list import Edge, ProfileList
from sandbox.population.profiles import Profile
from sandbox.profiles import ProfileBook
from sandbox.seed import build
from sandbox.server import running
from sandbox.tags import TagBook
from tests.support.dashboard import environment
from tests.support.hostile_names import FORMULAS, HARMLESS
from tests.support.platform import register_dashboard
from tests.support.site import Site
from webapp import create_app
from webapp.settings import from_env

TODAY = datetime(2026, 11, 25, tzinfo=UTC)


def _called(text: str) -> Edge:
    def rename(base: Profile) -> Profile:
        return msgspec.structs.replace(base, first_name=text, last_name="Lind", email=text)

    return rename


@pytest.fixture
def hostile_site(valkey: str, redis: Redis) -> Iterator[Site]:
    """Signed in to an account in which everybody has one of these names, and a tag is one."""
    edges = tuple(map(_called, FORMULAS + HARMLESS))
    world = build(len(edges))
    main, other = world.accounts
    people = ProfileList(
        Identifiers(1), 0, len(edges), seed=1, today=TODAY, domain="people.test", edges=edges
    )
    tag = msgspec.structs.replace(main.tags[0], label=FORMULAS[0])
    world.accounts = (
        replace(
            main,
            profiles=ProfileBook(people, Identifiers(1), 0),
            tags=TagBook((tag,), Identifiers(1), 0),
        ),
        other,
    )
    register_dashboard(world)
    with running(world) as platform:
        site = Site(create_app(from_env(environment(platform, valkey))))
        site.sign_in()
        yield site
