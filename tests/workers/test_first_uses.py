"""Typed structs that many threads use for the first time at once."""

import importlib
import pkgutil
import subprocess
import sys

import webapp
from webapp.ready_structs import every_struct


def test_a_process_that_has_made_its_structs_ready_survives_their_first_use_by_many() -> None:
    """Without that it dies of a segmentation fault within a few of these rounds."""
    command = [sys.executable, "-m", "tests.workers.first_uses", "ready"]

    assert subprocess.run(command, timeout=100).returncode == 0


def test_no_struct_is_defined_later_than_the_dashboard_is_made() -> None:
    """`create_app` makes ready what is imported by then, which is all there is."""
    known = set(every_struct())
    for module in pkgutil.walk_packages(webapp.__path__, "webapp."):
        if not module.name.endswith("__main__"):
            importlib.import_module(module.name)

    assert {kind for kind in every_struct() if kind.__module__.startswith("webapp")} <= known
