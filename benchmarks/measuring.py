"""What a contender takes for a page: CPU of its processes, requests a second, times, memory."""

import json
import os
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import psutil
import requests

from benchmarks.contenders import Contender

SCRIPT = Path(__file__).with_name("load.lua")
TIMEOUT = 30


@dataclass(frozen=True)
class Page:
    """A page to ask for; `partial` as htmx asks for it, `others` what is asked for in turn."""

    name: str
    path: str
    partial: bool = False
    others: Sequence[str] = ()


@dataclass(frozen=True)
class Measured:
    """Of one round. CPU and times in milliseconds, memory in megabytes (PSS)."""

    cpu: float
    per_second: float
    p50: float
    p99: float
    memory: float
    bytes: int
    bad: int


def cpu_seconds(root: int) -> float:
    """User and system time of a process and all that it started, those that ended included."""
    total = 0.0
    for process in _family(root):
        times = process.cpu_times()
        total += times.user + times.system
    return total


def memory(root: int) -> float:
    """Megabytes; what several processes share is divided among them."""
    return sum(process.memory_full_info().pss for process in _family(root)) / 2**20


def load(
    contender: Contender,
    root: int,
    page: Page,
    cookies: Sequence[str],
    seconds: int,
    at_once: int,
) -> Measured:
    """One round of wrk. Raises RuntimeError where it says nothing."""
    env = {**os.environ, "COOKIES": "\n".join(cookies), "PARTIAL": str(int(page.partial))}
    env["PATHS"] = "\n".join(page.others)
    command = ["wrk", "-t1", f"-c{at_once}", f"-d{seconds}s", "-s", str(SCRIPT)]
    before = cpu_seconds(root)
    ran = subprocess.run(
        [*command, f"{contender.origin}{page.path}"],
        env=env,
        capture_output=True,
        text=True,
        timeout=seconds + TIMEOUT,
        check=False,
    )
    used = cpu_seconds(root) - before
    line = next((one for one in ran.stdout.splitlines() if one.startswith("RESULT ")), None)
    if line is None:
        raise RuntimeError(f"wrk: {ran.stdout}{ran.stderr}")
    told = json.loads(line.removeprefix("RESULT "))
    count = max(1, told["requests"])
    return Measured(
        cpu=used / count * 1000,
        per_second=told["requests"] / told["seconds"],
        p50=told["p50"],
        p99=told["p99"],
        memory=memory(root),
        bytes=told["bytes"],
        bad=told["bad"],
    )


def sign_in(contender: Contender, address: str = "") -> str:
    """The whole code flow, from a network address where a proxy is believed; the cookie of the
    session that it leaves. Raises where there is none.
    """
    method, path = contender.begin
    with requests.Session() as browser:
        browser.headers.update({"X-Forwarded-For": address} if address else {})
        answer = browser.request(
            method, f"{contender.origin}{path}", allow_redirects=False, timeout=TIMEOUT
        )
        while "Location" in answer.headers and contender.session not in _final(browser, answer):
            answer = browser.get(
                requests.compat.urljoin(answer.url, answer.headers["Location"]),
                allow_redirects=False,
                timeout=TIMEOUT,
            )
        value = browser.cookies.get(contender.session)
    if answer.status_code >= 400 or not value:
        raise RuntimeError(f"{contender.name}: the sign-in ended with {answer.status_code}")
    return f"{contender.session}={value}"


def sign_ins(contender: Contender, root: int, count: int) -> Measured:
    """So many sign-ins, one after the other."""
    before = cpu_seconds(root)
    for _ in range(count):
        sign_in(contender)
    cpu = (cpu_seconds(root) - before) / count * 1000
    return Measured(cpu, 0, 0, 0, memory(root), 0, 0)


def _final(browser: requests.Session, answer: requests.Response) -> Sequence[str]:
    """The names of the cookies, once the callback is behind us."""
    return list(browser.cookies.keys()) if "/sign-in/callback" in answer.url else []


def _family(root: int) -> list[psutil.Process]:
    parent = psutil.Process(root)
    return [parent, *parent.children(recursive=True)]
