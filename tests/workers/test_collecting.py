"""What a worker's garbage collector has to look through, with all threads standing still."""

import os
import subprocess
import sys

from sandbox.server import Running
from tests.support.dashboard import environment

FEW = 5_000


def test_a_worker_does_not_look_again_and_again_through_what_it_was_started_with(
    platform: Running, valkey: str
) -> None:
    env = {**os.environ, **environment(platform, valkey, "http://127.0.0.1:8000")}
    command = [sys.executable, "-m", "tests.workers.collected"]
    said = subprocess.run(command, env=env, timeout=60, capture_output=True, check=True, text=True)

    looked_through, left_alone = map(int, said.stdout.split())
    assert looked_through < FEW < left_alone
