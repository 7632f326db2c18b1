"""Where the link of an error page leads."""

from dataclasses import replace

from flask import current_app, g, request, url_for

from webapp.responses import problems
from webapp.responses.problems import Problem
from webapp.responses.redirects import came_from, here, sign_in_url

_PAGES = {
    problems.TO_START: "sign_in.home",
    problems.TO_TEAM: "team.roster",
    problems.TO_ACCOUNT: "account.account",
    problems.TO_APPS: "connected_apps.connected_apps",
    problems.TO_TAGS: "tags.tags",
    problems.TO_OWN_IDS: "aliases.aliases",
}


def passable(problem: Problem) -> Problem:
    """The problem with a way on that there is: v3 has other pages."""
    endpoint = _PAGES.get(problem.action or "")
    if endpoint is None or endpoint in current_app.view_functions:
        return problem
    return replace(problem, action=problems.TO_START)


def is_form() -> bool:
    """Whether this request was to do something."""
    return request.method not in ("GET", "HEAD")


def way_on(problem: Problem, kept_at: str | None = None) -> str:
    """The address behind the problem's `action`. `kept_at` is the page that shows a kept action
    again: there whoever allows more for its sake comes back to.
    """
    if problem.action in _PAGES:
        return url_for(_PAGES[problem.action])
    if problem.action == problems.TRY_AGAIN:
        return url_for("sign_in.home") if is_form() else here()
    return sign_in_url(
        next_path=kept_at or here(),
        scope=problem.scope,
        another=has_others(),
        back=_without_it(kept_at) if problem.allows else None,
    )


def has_others() -> bool:
    """Whether this session has connections beside the one in use, which a new one is to join."""
    person = g.get("signed_in")
    return person is not None and bool(person.others)


def _without_it(kept_at: str | None) -> str | None:
    """The page that offers what needs a permission: where its form stands, or its link."""
    if kept_at:
        return here()
    return None if is_form() else came_from()
