"""What one worker keeps in memory for many people who are signed in."""

from dataclasses import replace

import requests

from benchmarks.contenders import dashboard
from benchmarks.measuring import TIMEOUT, memory, sign_in
from benchmarks.running import free_port, running, upstream_with, valkey

SESSIONS, PEOPLE = 1000, 1000
MEGABYTES = 96


def remembered(sessions: int = SESSIONS, people: int = PEOPLE) -> str:
    """A sentence: a worker's memory before anybody came, and after each of so many has looked at
    an account of so many people; MEMORY_MEGABYTES is the bound of what it keeps for them.
    """
    with upstream_with(people) as upstream, valkey() as redis_url:
        contender = dashboard(free_port(), upstream, redis_url)
        own = {"WORKERS": "1", "MEMORY_MEGABYTES": str(MEGABYTES), "TRUSTED_PROXIES": "1"}
        contender = replace(contender, env={**contender.env, **own})
        with running(contender) as root:
            cookies = [sign_in(contender, f"10.0.{n // 250}.{n % 250}") for n in range(sessions)]
            before = memory(root)
            for cookie in cookies:
                _look(f"{contender.origin}/team", cookie)
            after = memory(root)
    return (
        f"One worker, {sessions:,} sessions that have each looked at {people:,} people: "
        f"{before:.0f} MB with nothing looked at, {after:.0f} MB after all; "
        f"MEMORY_MEGABYTES={MEGABYTES} bounds what is kept."
    )


def _look(address: str, cookie: str) -> None:
    """Raises RuntimeError for a session that has ended: nothing is looked at then."""
    headers = {"Cookie": cookie}
    answer = requests.get(address, headers=headers, timeout=TIMEOUT, allow_redirects=False)
    if answer.status_code != 200:
        raise RuntimeError(f"{address}: {answer.status_code}")
