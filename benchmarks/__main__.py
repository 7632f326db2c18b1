"""`python -m benchmarks`: every contender on every page, in turn, and the table of ratios."""

import os
import platform
import shutil
import subprocess
from collections import defaultdict
from collections.abc import Callable, Collection, Iterator
from contextlib import ExitStack
from functools import partial
from importlib.metadata import version

import click
import requests

from benchmarks import contenders
from benchmarks.contenders import HERE, Contender
from benchmarks.measuring import TIMEOUT, Measured, Page, load, sign_in, sign_ins
from benchmarks.remembering import remembered
from benchmarks.running import free_port, running, upstream_with, valkey
from benchmarks.scores import scores
from benchmarks.sizes import sizes
from benchmarks.table import table

SESSIONS = 20
ROUND_SIGN_INS = 40


@click.command()
@click.option("--people", default=53, show_default=True, help="In the account of the API.")
@click.option("--rounds", default=3, show_default=True)
@click.option("--seconds", default=4, show_default=True, help="Of each round.")
@click.option("--at-once", default=8, show_default=True, help="Connections of wrk.")
@click.option("--only", default="", help="Contenders, comma-separated; all where left out.")
@click.option("--keep", is_flag=True, help="Write RESULTS.md.")
def main(people: int, rounds: int, seconds: int, at_once: int, only: str, keep: bool) -> None:
    """Measure in turn, A B A B; ratios of one run are what counts."""
    if shutil.which("wrk") is None:
        raise click.ClickException("wrk is missing (Debian: apt-get install wrk).")
    chosen = {name for name in only.split(",") if name}
    with ExitStack() as stack:
        upstream = stack.enter_context(upstream_with(people))
        redis_url = stack.enter_context(valkey())
        started = [
            (each, stack.enter_context(running(each))) for each in _all(upstream, redis_url, chosen)
        ]
        pages = _pages(_somebody(upstream))
        results = _measured(started, pages, rounds, seconds, at_once)
        further = [] if chosen else [_scored(started, pages)]
    if not chosen:
        further += [remembered(), sizes()]
    parts = [_machine(people, rounds, seconds, at_once), table(results, _base(started)), *further]
    text = "\n\n".join(parts) + "\n"
    click.echo(text)
    if keep:
        (HERE / "RESULTS.md").write_text(f"# Results of one run\n\n{text}")


def _all(upstream: str, redis_url: str, chosen: Collection[str]) -> Iterator[Contender]:
    """Those that are chosen, all where none is, as far as they can be installed here."""
    makers: dict[str, Callable[[], Contender | None]] = {
        "dashboard": partial(contenders.dashboard, free_port(), upstream, f"{redis_url}/0"),
        "node": partial(contenders.node, free_port(), upstream, f"{redis_url}/1"),
        "usual": partial(contenders.usual, free_port(), upstream, f"{redis_url}/1"),
        "one_get": partial(contenders.limit, "one_get", free_port(), upstream),
        "same_bytes": partial(contenders.limit, "same_bytes", free_port(), upstream),
    }
    for name, make in makers.items():
        if chosen and name not in chosen:
            continue
        if made := make():
            yield made
        else:
            click.echo(f"{name} cannot be installed here, and is left out.", err=True)


def _measured(
    running: list[tuple[Contender, int]],
    pages: dict[str, Page],
    rounds: int,
    seconds: int,
    at_once: int,
) -> dict[str, dict[str, list[Measured]]]:
    results: dict[str, dict[str, list[Measured]]] = defaultdict(lambda: defaultdict(list))
    cookies = {
        each.name: [sign_in(each) for _ in range(SESSIONS)] if each.session else []
        for each, _ in running
    }
    for number in range(rounds):
        for name, page in pages.items():
            for each, root in running:
                if not each.session and page.name not in ("roster", "static"):
                    continue
                path = each.static if page.name == "static" and each.session else page.path
                asked = Page(name, path, page.partial)
                measured = load(each, root, asked, cookies[each.name], seconds, at_once)
                results[name][each.name].append(measured)
        for each, root in running:
            if each.session:
                results["sign-in"][each.name].append(sign_ins(each, root, ROUND_SIGN_INS))
        click.echo(f"Round {number + 1} of {rounds} is over.", err=True)
    return results


def _scored(running: list[tuple[Contender, int]], pages: dict[str, Page]) -> str:
    """What Lighthouse says of the dashboard's pages."""
    ours = next(each for each, _ in running if each.name == "dashboard")
    cookie = sign_in(ours)
    paths = ["/sign-in", *(pages[name].path for name in ("roster", "person", "apps"))]
    found = scores(ours.origin, cookie, paths)
    return found or "Lighthouse cannot be installed here, and is left out."


def _pages(person: str) -> dict[str, Page]:
    pages = (
        Page("roster", "/team"),
        Page("partial", "/team?q=an", partial=True),
        Page("person", person),
        Page("apps", "/connected-apps"),
        Page("static", "/static/app.css"),
    )
    return {page.name: page for page in pages}


def _somebody(upstream: str) -> str:
    """The address of the page of somebody who has all results, the same for all contenders."""
    every = requests.get(
        f"{upstream}/api/v4/profiles",
        params={"limit": 100, "page": 1},
        headers={"Authorization": "Bearer of-the-benchmark"},
        timeout=TIMEOUT,
    ).json()["profiles"]
    whole = next(one for one in every if all(one.get(key) for key in ("disc", "focus", "core")))
    return f"/team/{whole['id']}"


def _base(running: list[tuple[Contender, int]]) -> str:
    names = [each.name for each, _ in running]
    return "node" if "node" in names else names[0]


def _machine(people: int, rounds: int, seconds: int, at_once: int) -> str:
    node = shutil.which("node")
    said = (
        subprocess.run([node, "--version"], capture_output=True, text=True, check=False)
        if node
        else None
    )
    return (
        f"{os.cpu_count()} cores, {platform.system()} {platform.machine()}, Python "
        f"{platform.python_version()}, Granian {version('granian')}, Node "
        f"{said.stdout.strip() if said else 'absent'}. {people} people, {rounds} rounds of "
        f"{seconds:g} s, {at_once} connections of wrk, {SESSIONS} sessions."
    )


if __name__ == "__main__":
    main()
