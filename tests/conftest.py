"""What every test may ask for; the fixtures live in tests/support, one file a subject."""

import gc
import os

from hypothesis import settings

# How long an example takes says how busy the machine is, and decides nothing.
settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")

pytest_plugins = [
    "tests.support.routes",
    "tests.support.templates",
    "tests.support.valkey",
    "tests.support.replicas",
    "tests.support.platform",
    "tests.support.dashboard",
    "tests.support.connected",
    "tests.support.account",
    "tests.support.connected_apps",
    "tests.support.debriefs",
    "tests.support.far_login",
    "tests.support.refresh_steps",
    "tests.support.wicked",
    "tests.support.wicked_visit",
    "tests.support.browser_probed",
    "tests.support.platform_hostile",
    "tests.support.registration",
    "tests.support.saved_views",
    "tests.support.own_ids",
    "tests.support.tag_people",
    "tests.support.altered_people",
    "tests.support.tagging",
    "tests.support.invites",
    "tests.support.inviting",
    "tests.support.large_team",
    "tests.support.invite_pages",
]


def pytest_xdist_auto_num_workers() -> int:
    """What `-n auto` means: one more than there are cores, as many a test waits for a server."""
    return (os.cpu_count() or 1) + 1


def pytest_collection_finish() -> None:
    """What is imported and collected by now stays: the garbage collector need not walk it again
    and again in the midst of tests."""
    gc.collect()
    gc.freeze()
