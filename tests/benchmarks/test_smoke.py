"""The benchmark runs and prints ratios; what they are decides nothing here."""

import re
import shutil
import subprocess
import sys

import pytest

from benchmarks import scores
from benchmarks.measuring import Measured
from benchmarks.table import table

ARGUMENTS = ("--rounds", "1", "--seconds", "1", "--only", "dashboard,same_bytes")


def test_it_runs_and_prints_ratios() -> None:
    if shutil.which("wrk") is None:
        pytest.skip("wrk is not installed: nothing to load the contenders with")
    ran = subprocess.run(
        [sys.executable, "-m", "benchmarks", *ARGUMENTS],
        capture_output=True,
        text=True,
        timeout=100,
        check=False,
    )
    assert ran.returncode == 0, ran.stderr
    lines = [line for line in ran.stdout.splitlines() if line.startswith("| roster")]
    assert len(lines) == 2
    assert re.search(r"\| same_bytes \| [\d.]+ ms \| +[\d.]* *\|", lines[1])


def measured(cpu: float, per_second: float) -> Measured:
    return Measured(cpu, per_second, p50=1.0, p99=2.0, memory=10.0, bytes=100, bad=0)


def test_a_ratio_is_of_medians_to_the_base_of_the_same_page() -> None:
    ours = [measured(1.0, 200), measured(9.0, 100), measured(2.0, 300)]
    theirs = [measured(4.0, 100), measured(4.0, 100), measured(5.0, 100)]
    lines = table({"roster": {"ours": ours, "theirs": theirs}}, "theirs").splitlines()
    assert lines[2].startswith("| roster | ours | 2.00 ms | 0.50 | 800% | 200 | 2.00 |")
    assert lines[3].startswith("| roster | theirs | 4.00 ms | 1.00 | 25% | 100 | 1.00 |")


def test_scores_are_of_the_pages_that_were_asked_for_and_of_no_others() -> None:
    told = {"performance": 100, "accessibility": 99, "best-practices": 98}
    one = {"path": "/team", "shown": "/team", "form": "mobile", "scores": told, "shift": 0}
    assert scores.table([one]).splitlines()[-1] == "| /team | mobile | 100 | 99 | 98 | 0.000 |"
    with pytest.raises(RuntimeError, match="/team led to /sign-in"):
        scores.table([{**one, "shown": "/sign-in"}])
