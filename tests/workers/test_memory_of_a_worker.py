"""What the memory of a worker is made of, and how it is given back."""

import os
import platform as machine
import subprocess
import sys

import pytest

from sandbox.server import Running
from tests.support.dashboard import environment

FEW_OBJECTS, FEW_ARENAS = 5_000, 4


def said_by(module: str, platform: Running, redis_url: str, **settings: str) -> str:
    env = {**os.environ, **environment(platform, redis_url, "http://127.0.0.1:8000"), **settings}
    command = [sys.executable, "-m", f"tests.workers.{module}"]
    ran = subprocess.run(command, env=env, timeout=60, capture_output=True, check=True, text=True)
    return ran.stdout


def test_a_worker_does_not_look_again_and_again_through_what_it_was_started_with(
    platform: Running, valkey: str
) -> None:
    looked_through, left_alone = map(int, said_by("collected", platform, valkey).split())

    assert looked_through < FEW_OBJECTS < left_alone


@pytest.mark.skipif(machine.libc_ver()[0] != "glibc", reason="another C library has no such arenas")
def test_threads_keep_no_memory_each_for_themselves(platform: Running, valkey: str) -> None:
    assert said_by("arenas", platform, valkey).count("<heap nr=") <= FEW_ARENAS


@pytest.mark.skipif(machine.libc_ver()[0] != "glibc", reason="another C library has no such arenas")
def test_an_operator_may_say_how_memory_is_kept(platform: Running, valkey: str) -> None:
    told = said_by("arenas", platform, valkey, MALLOC_ARENA_MAX="9")

    assert told.count("<heap nr=") == 9
